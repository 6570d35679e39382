import type { ResponseOf, routes } from '@cordon/api';
import type { DeviceFacts } from '../devices/index.ts';
import type { ContainmentRow } from './detail-store.ts';

type Row = ResponseOf<(typeof routes)['alertContainment']>['rows'][number];

/** A line of a containment list: where the device is, whose it is, and what to look at on it. */
export function containmentOf(host: ContainmentRow, known: ReadonlyMap<string, DeviceFacts>): Row {
  const facts = host.sightings.flatMap((key) => known.get(key) ?? []);
  const first = <T>(pick: (each: DeviceFacts) => T | null): T | null =>
    facts.map(pick).find((value) => value !== null) ?? null;
  return {
    host: host.host,
    addresses: [...new Set(facts.flatMap((each) => each.addresses))],
    organisation: host.organisation_name,
    site: first((each) => each.site),
    owner: first((each) => each.owner),
    review: host.hits.map(({ rule, key, count, first: since }) => {
      const what = key === '' ? rule : `${rule}: ${key.replaceAll('\u001f', ', ')}`;
      return `${what} (${count} since ${new Date(since).toISOString()})`;
    }),
  };
}
