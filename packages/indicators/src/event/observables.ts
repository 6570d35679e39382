import { type Fields, visitNames } from './visit.ts';

/** What an event names that can be searched for by value; each once, in order of appearance. */
export interface Observables {
  readonly hashes: readonly string[];
  readonly addresses: readonly string[];
  readonly domains: readonly string[];
}

/** A hostile event shall not make the lake's lists grow. Matching goes over the fields and has no such limit. */
export const mostObservables = 64;

/** Finds hashes, addresses and domains in an event's payload, at most `mostObservables` of each. */
export function findObservables(fields: Fields): Observables {
  const found = { hash: new Set<string>(), address: new Set<string>(), domain: new Set<string>() };
  visitNames(fields, (kind, value) => {
    if (kind === 'hash' || kind === 'address' || kind === 'domain') found[kind].add(value);
  });
  const list = (set: Set<string>): string[] => [...set].slice(0, mostObservables);
  return { hashes: list(found.hash), addresses: list(found.address), domains: list(found.domain) };
}
