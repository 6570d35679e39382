export interface Segment {
  readonly text: string;
  readonly marked: boolean;
}

/** How a value may be written inside an original: as it is, inside JSON, inside XML. */
function writings(value: string): readonly string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const xml = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [...new Set([value, json, xml, xml.replaceAll('"', '&quot;')])];
}

const wordPart = /[\p{L}\p{N}]/u;

/** Whether no letter or digit touches a place, and it is no part of a dotted number (an address, a version). */
function standsAlone(text: string, start: number, end: number): boolean {
  if (wordPart.test(text.charAt(start - 1)) || wordPart.test(text.charAt(end))) return false;
  return !/^\.\d/.test(text.slice(end, end + 2)) && !/\d\.$/.test(text.slice(Math.max(0, start - 2), start));
}

/**
 * Cuts a text into segments, marking every place where one of the values stands, whatever its case and however the
 * format escapes it. Values of one character are left out, and short numbers marked only where they stand alone: they would mark
 * half of the text. Overlaps are joined.
 */
export function mark(text: string, values: readonly string[]): readonly Segment[] {
  const lower = text.toLowerCase();
  const spans: [number, number][] = [];
  for (const value of values) {
    if (value.trim().length < 2) continue;
    for (const form of writings(value)) {
      const needle = form.toLowerCase();
      for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, at + needle.length))
        if (value.length >= 5 || /\p{L}/u.test(value) || standsAlone(lower, at, at + needle.length))
          spans.push([at, at + needle.length]);
    }
  }
  spans.sort((a, b) => a[0] - b[0]);
  const segments: Segment[] = [];
  let done = 0;
  let index = 0;
  while (index < spans.length) {
    const [start, first] = spans[index] ?? [0, 0];
    let end = first;
    for (index++; index < spans.length && (spans[index]?.[0] ?? 0) <= end; index++)
      end = Math.max(end, spans[index]?.[1] ?? 0);
    if (start > done) segments.push({ text: text.slice(done, start), marked: false });
    segments.push({ text: text.slice(start, end), marked: true });
    done = end;
  }
  if (done < text.length) segments.push({ text: text.slice(done), marked: false });
  return segments;
}

/** JSON on indented lines; any other text as it is. Long originals are left alone: indenting them helps nobody. */
export function pretty(text: string): string {
  if (text.length > 500_000 || !/^\s*[{[]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
