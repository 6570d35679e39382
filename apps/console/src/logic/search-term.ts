import { betweenWords, readWord, refang } from '@cordon/indicators';

export type TermKind = 'hash' | 'address' | 'domain' | 'url' | 'event-id' | 'cve' | 'text';
/** A pasted word as the event search takes it. */
export interface SearchTerm {
  readonly kind: TermKind;
  /** As an event would hold it: no defanging, hashes in lower case, addresses in their one form. */
  readonly value: string;
}

/** What one pasted word is. Never fails: what is nothing else is text. */
export function searchTermOf(word: string): SearchTerm {
  const value = refang(word.trim());
  if (/^CVE-\d{4}-\d{4,7}$/i.test(value)) return { kind: 'cve', value: value.toUpperCase() };
  if (/^\d{3,5}$/.test(value)) return { kind: 'event-id', value };
  const read = readWord(word);
  if (!read.ok) return { kind: 'text', value };
  const { kind, value: canonical } = read.indicator;
  // Events write a URL as they like, so its text is searched and not its canonical form; a search takes no networks.
  if (kind === 'url') return { kind, value };
  return kind === 'file' || kind === 'network' ? { kind: 'text', value } : { kind, value: canonical };
}

/** The distinct terms of a pasted list (lines, commas, spaces), at most `limit`; plain words are left out. */
export function searchTermsOf(text: string, limit = 20): readonly SearchTerm[] {
  const found = new Map<string, SearchTerm>();
  for (const word of text.split(betweenWords)) {
    if (word === '') continue;
    const term = searchTermOf(word);
    if (term.kind === 'text') continue;
    found.set(`${term.kind} ${term.value}`, term);
    if (found.size === limit) break;
  }
  return [...found.values()];
}

/** The field of the event search that a term goes into. */
export function searchFieldOf(kind: TermKind): 'hash' | 'address' | 'eventId' | 'text' {
  if (kind === 'hash' || kind === 'address') return kind;
  return kind === 'event-id' ? 'eventId' : 'text';
}
