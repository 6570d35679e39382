import type { ResponseOf, routes } from '@cordon/api';
import type { DeviceFacts } from '../devices/index.ts';
import type { ContainmentRow } from './detail-store.ts';

type Row = ResponseOf<(typeof routes)['alertContainment']>['rows'][number];

/** What the sightings of a device know of it: the first that knows anything. */
export function firstOf<T>(facts: readonly DeviceFacts[], pick: (each: DeviceFacts) => T | null): T | null {
  return facts.map(pick).find((value) => value !== null) ?? null;
}

/** The list is printed and carried about: its times say their zone. */
const whenFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  dateStyle: 'medium',
  timeStyle: 'short',
});

/** A line of a containment list: where the device is, whose it is, and what to look at on it. */
export function containmentOf(host: ContainmentRow, known: ReadonlyMap<string, DeviceFacts>): Row {
  const facts = host.sightings.flatMap((key) => known.get(key) ?? []);
  return {
    host: host.host,
    addresses: [...new Set(facts.flatMap((each) => each.addresses))],
    organisation: host.organisation_name,
    site: firstOf(facts, (each) => each.site),
    owner: firstOf(facts, (each) => each.owner),
    review: host.hits.map(({ rule, key, count, first: since }) => {
      const what = key === '' ? rule : `${rule}: ${key.replaceAll('\u001f', ', ')}`;
      return `${what} (${count} since ${whenFormat.format(new Date(since))} UTC)`;
    }),
  };
}
