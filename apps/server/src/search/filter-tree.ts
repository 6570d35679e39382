import type { EventFilter } from '@cordon/api';
import { canonicalAddress, canonicalDomain } from '@cordon/indicators';
import { all, any, type Condition, contains, is, listed, same } from '../lake/index.ts';
import { searchProblem } from './problems.ts';

/** The time range of a filter in milliseconds, `to` exclusive. */
export function rangeOf(filter: Pick<EventFilter, 'from' | 'to'>): { from: number; to: number } {
  const from = Date.parse(filter.from);
  const to = Date.parse(filter.to);
  if (!(from < to))
    throw searchProblem('time-range-invalid', {
      at: '/filter/to',
      detail: `expected a time after ${filter.from}, found ${filter.to}`,
    });
  return { from, to };
}

/** What a filter asks for. Every term is a value in the tree; organisations are the scope's business, not here. */
export function filterTree(filter: EventFilter): Condition {
  const terms: Condition[] = [{ kind: 'time', column: 'happened', ...rangeOf(filter) }];
  // An exact term first: it lets whole row groups be skipped.
  if (filter.hash !== undefined) terms.push(hashTerm(filter.hash));
  if (filter.address !== undefined) terms.push(addressOrName(filter.address));
  if (filter.host !== undefined) terms.push(hostTerm(filter.host));
  if (filter.sourceIds)
    terms.push({ kind: 'one-of', column: 'source_id', values: filter.sourceIds.map(lower) });
  if (filter.eventId?.length) terms.push({ kind: 'number', column: 'event_id', values: filter.eventId });
  if (filter.origin !== undefined) terms.push(is('origin', filter.origin));
  if (filter.channel !== undefined) terms.push(same('channel', filter.channel));
  if (filter.provider !== undefined) terms.push(same('provider', filter.provider));
  if (filter.user !== undefined)
    terms.push(any([contains('user', filter.user), same('user_sid', filter.user.trim())]));
  if (filter.process !== undefined) terms.push(contains('process', filter.process));
  if (filter.anyOf !== undefined)
    terms.push(any(filter.anyOf.map(({ field, value }) => indicatorTerm[field](value))));
  if (filter.text !== undefined) terms.push(textTerm(filter.text));
  return all(terms);
}

const lower = (text: string): string => text.toLowerCase();

const hashTerm = (hash: string): Condition => listed('hash', lower(hash.trim()));

/** A short name finds the device under any domain, a full one only itself. */
function hostTerm(host: string): Condition {
  const key = lower(host.trim());
  return key.includes('.') ? is('host_key', key) : is('host_short', key);
}

/** An IP address, or a name that the event speaks of: people paste either into the same box. */
function addressOrName(text: string): Condition {
  const address = canonicalAddress(text.trim());
  return address
    ? listed('address', address)
    : listed('domain', canonicalDomain(text.trim()) ?? lower(text.trim()));
}

/**
 * Free text, as somebody reads it on the screen. The original is JSON or XML as often as not and writes the
 * same text with escapes (`C:\\Windows`, `&lt;`), so those spellings are looked for, too.
 */
function textTerm(text: string): Condition {
  const json = JSON.stringify(text).slice(1, -1);
  const xml = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const spellings = [...new Set([text, json, xml])].map((spelling) => contains('original', spelling));
  return any([...spellings, contains('message', text), contains('command_line', text)]);
}

const indicatorTerm = { hash: hashTerm, address: addressOrName, text: textTerm };
