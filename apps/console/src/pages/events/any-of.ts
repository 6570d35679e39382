import type { EventFilter } from '@cordon/api';
import { betweenWords } from '@cordon/indicators';
import { searchFieldOf, searchTermOf } from '../../logic/search-term.ts';

export type AnyOf = NonNullable<EventFilter['anyOf']>;

/** What one search takes at most. */
export const mostIndicators = 100;

/**
 * Indicators of a pasted list, one a line or with spaces or commas between, defanged or not, each once; and the words
 * that are none, so that the form can say what it leaves out.
 */
export function readAnyOf(text: string): { readonly terms: AnyOf; readonly leftOut: readonly string[] } {
  const terms = new Map<string, AnyOf[number]>();
  const leftOut = new Set<string>();
  for (const word of text.split(betweenWords)) {
    if (word === '') continue;
    const { kind, value } = searchTermOf(word);
    const field = searchFieldOf(kind);
    if (kind === 'text' || field === 'eventId' || terms.size === mostIndicators) leftOut.add(word);
    else terms.set(`${field} ${value}`, { field, value });
  }
  return { terms: [...terms.values()], leftOut: [...leftOut] };
}

/** What the form says beneath the list. */
export function anyOfWords({ terms, leftOut }: ReturnType<typeof readAnyOf>): string {
  if (terms.length === 0 && leftOut.length === 0)
    return 'Hashes, addresses, domains, URLs: one a line, or with spaces or commas between. hxxp and [.] are understood.';
  const found = `${terms.length} ${terms.length === 1 ? 'indicator' : 'indicators'}, of which one is enough.`;
  if (leftOut.length === 0) return found;
  const more = leftOut.length > 5 ? ` and ${leftOut.length - 5} more` : '';
  return `${found} Left out: ${leftOut.slice(0, 5).join(', ')}${more}.`;
}
