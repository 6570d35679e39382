export type IndicatorKind = 'hash' | 'address' | 'domain' | 'url' | 'event-id' | 'cve' | 'text';
export interface Indicator {
  readonly kind: IndicatorKind;
  /** As an event would hold it: no defanging, hashes in lower case. */
  readonly value: string;
}

const hash = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i;
const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;
const ipv6 = /^(?=.*:.*:)[0-9a-f:]{2,39}$/i;
const domain = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})$/i;

/** Takes back the usual ways of making an address safe to paste: hxxp, [.], (dot), [:]. */
function refang(text: string): string {
  return text
    .replace(/^hxxp/i, 'http')
    .replace(/\[(\.|:)\]|\((\.|:)\)/g, (_, square?: string, round?: string) => square ?? round ?? '')
    .replace(/\[dot\]|\(dot\)/gi, '.');
}

/** What one pasted word is. Never fails: what is nothing else is text. */
export function indicatorOf(word: string): Indicator {
  const value = refang(word.trim());
  if (hash.test(value)) return { kind: 'hash', value: value.toLowerCase() };
  if (ipv4.test(value)) return { kind: 'address', value };
  if (ipv6.test(value)) return { kind: 'address', value: value.toLowerCase() };
  if (/^CVE-\d{4}-\d{4,7}$/i.test(value)) return { kind: 'cve', value: value.toUpperCase() };
  if (/^https?:\/\/\S+$/i.test(value)) return { kind: 'url', value };
  if (/^\d{3,5}$/.test(value)) return { kind: 'event-id', value };
  // A file name looks like a domain; its ending tells them apart.
  if (
    domain.test(value) &&
    !/\.(?:exe|dll|sys|bat|cmd|ps1|vbs|js|evtx?|txt|log|tmp|dat|doc|xls|zip)$/i.test(value)
  )
    return { kind: 'domain', value: value.toLowerCase() };
  return { kind: 'text', value };
}

/** The distinct indicators of a pasted list (lines, commas, spaces), at most `limit`; plain words are left out. */
export function indicatorsOf(text: string, limit = 20): readonly Indicator[] {
  const found = new Map<string, Indicator>();
  for (const word of text.split(/[\s,;"'<>|]+/)) {
    if (word === '') continue;
    const indicator = indicatorOf(word);
    if (indicator.kind === 'text') continue;
    found.set(`${indicator.kind} ${indicator.value}`, indicator);
    if (found.size === limit) break;
  }
  return [...found.values()];
}

/** The field of the event search that an indicator goes into. */
export function searchFieldOf(kind: IndicatorKind): 'hash' | 'address' | 'eventId' | 'text' {
  if (kind === 'hash' || kind === 'address') return kind;
  return kind === 'event-id' ? 'eventId' : 'text';
}
