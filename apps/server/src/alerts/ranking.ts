import { levelOf } from '../rules/index.ts';
import type { AlertSummary } from './summary.ts';

export type AlertSort = 'urgency' | 'last' | 'first' | 'devices';
/** What an alert is sorted by, greatest first; ties are broken by id. */
export type SortKey = readonly [number, number, number];

/**
 * Urgency: the worst level, then whether it waits for somebody, then how far it has spread (by powers of ten of devices, so that one more device does not
 * reorder the list under somebody's hands), then what has waited longest.
 */
export function sortKey(summary: AlertSummary, sort: AlertSort): SortKey {
  const { alert, waitingSince } = summary;
  switch (sort) {
    case 'urgency':
      return [
        levelOf(alert.level) + (waitingSince === null ? 0 : 0.5),
        Math.floor(Math.log10(Math.max(1, alert.devices))),
        waitingSince === null ? Number.MIN_SAFE_INTEGER : -waitingSince,
      ];
    case 'last':
      return [Date.parse(alert.last), 0, 0];
    case 'first':
      return [Date.parse(alert.first), 0, 0];
    case 'devices':
      return [alert.devices, levelOf(alert.level), 0];
  }
}

/** Negative when `a` comes before `b`. */
export function compareKeys(a: SortKey, aId: string, b: SortKey, bId: string): number {
  return b[0] - a[0] || b[1] - a[1] || b[2] - a[2] || (aId < bId ? -1 : aId > bId ? 1 : 0);
}
