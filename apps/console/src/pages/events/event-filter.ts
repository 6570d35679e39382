import type { EventFilter } from '@cordon/api';
import type { Range } from '../../logic/time-range.ts';
import { listOf, type UrlState } from '../../logic/url-state.ts';
import { readAnyOf } from './any-of.ts';

/** Fields of the search form; the same names stand in the address bar. */
export const eventFields = [
  { name: 'host', label: 'Device' },
  { name: 'user', label: 'User' },
  { name: 'process', label: 'Process' },
  { name: 'hash', label: 'Hash' },
  { name: 'address', label: 'Address' },
  { name: 'eventId', label: 'Event id' },
  { name: 'channel', label: 'Log' },
  { name: 'provider', label: 'Provider' },
  { name: 'text', label: 'Any text' },
] as const;

/** Name in the address bar of the pasted list of indicators. */
export const anyOfName = 'any';
/** Everything that narrows the search besides organisation, source and time. */
export const filterNames: readonly string[] = [...eventFields.map(({ name }) => name), anyOfName];

/** Event ids of a list such as `4688, 592`; null when something in it is no event id. */
export function eventIdsOf(text: string): readonly number[] | null {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  return words.every((word) => /^\d{1,9}$/.test(word)) ? words.map(Number) : null;
}

/** The filter that the address bar asks for. What cannot be read is left out; the form says so. */
export function eventFilterOf(state: UrlState, range: Range): EventFilter {
  const texts = Object.fromEntries(
    eventFields
      .map(({ name }) => name)
      .filter((name) => name !== 'eventId')
      .map((name) => [name, state[name]?.trim()])
      .filter((pair) => pair[1] !== undefined && pair[1] !== ''),
  );
  const { terms } = readAnyOf(state[anyOfName] ?? '');
  const eventId = eventIdsOf(state.eventId ?? '');
  return {
    ...texts,
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    ...(eventId === null || eventId.length === 0 ? {} : { eventId: [...eventId] }),
    ...(terms.length === 0 ? {} : { anyOf: terms }),
    ...(state.org === undefined ? {} : { organisationIds: [state.org] }),
    ...(state.source === undefined ? {} : { sourceIds: [...listOf(state.source)] }),
  };
}
