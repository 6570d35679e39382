import { canonicalUrl } from '../canonical/url.ts';
import type { Found, IndicatorTable, Observed } from '../table/index.ts';
import { mostObservables, type Observables } from './observables.ts';
import { type Fields, visitFiles, visitNames, visitUrls } from './visit.ts';

/** What of an event matched which indicator. */
export interface EventMatch extends Found {
  readonly field: string;
  /** What the event names, in canonical form. */
  readonly value: string;
}

/** Of an event, what matching needs; the lists as `findObservables` gives them. */
export interface MatchedEvent extends Observables {
  readonly fields: Fields;
}

/** What of an event is in the table at a time (ms since 1970): each indicator of each list once, in a fixed order. */
export function matchEvent(table: IndicatorTable, event: MatchedEvent, at: number): readonly EventMatch[] {
  const found = new Map<string, EventMatch>();
  const visit = (kind: Observed, text: string, field: string): void => {
    const value = kind === 'url' ? urlIn(table, text, at) : text;
    if (value === undefined) return;
    for (const each of table.look(kind, value, at)) {
      const key = `${each.list} ${each.indicator.kind} ${each.indicator.value}`;
      if (!found.has(key)) found.set(key, { ...each, field, value });
    }
  };
  // The lists say cheaply that there is nothing; where a hit stood, and what did not fit into them, the fields say.
  if (namesAny(table, event, at)) visitNames(event.fields, visit);
  if (table.looksFor('url')) visitUrls(event.fields, visit);
  if (table.looksFor('file')) visitFiles(event.fields, visit);
  return found.size === 0 ? none : [...found.values()];
}

const none: readonly EventMatch[] = [];

function namesAny(table: IndicatorTable, event: MatchedEvent, at: number): boolean {
  const any = (kind: Observed, values: readonly string[]): boolean =>
    table.looksFor(kind) &&
    (values.length >= mostObservables || values.some((value) => table.look(kind, value, at).length > 0));
  return any('hash', event.hashes) || any('address', event.addresses) || any('domain', event.domains);
}

/** The URL in canonical form; without the mark of a sentence at its end where only so it is listed. */
function urlIn(table: IndicatorTable, text: string, at: number): string | undefined {
  const whole = canonicalUrl(text);
  if (whole !== undefined && table.look('url', whole, at).length > 0) return whole;
  const bare = text.replace(/[.,;:!?)\]}]+$/, '');
  return bare === text ? whole : canonicalUrl(bare);
}
