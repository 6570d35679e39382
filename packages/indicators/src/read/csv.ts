import type { IndicatorKind } from '../indicator.ts';
import { readWord } from '../read-word.ts';
import { csvRows } from './csv-rows.ts';
import type { ReadingBuilder } from './reading.ts';

const valueNames = /^(?:indicator|indicator[ _-]?value|value|ioc|observable|artifact)$/i;
const typeNames = /^(?:type|kind|indicator[ _-]?type|ioc[ _-]?type|category)$/i;
const expiryNames = /^(?:expires?|expiry|expiration|valid[ _-]?until)$/i;
/** Names of columns and of types that say what an indicator is. */
const kindNames: readonly (readonly [RegExp, IndicatorKind])[] = [
  [/^(?:ip|ips|ipv4|ipv6|ip[ _-]?(?:src|dst|address)|(?:ipv[46]-)?addr(?:ess)?)$/i, 'address'],
  [/^(?:cidr|network|subnet)$/i, 'network'],
  [/^(?:domain|domain[ _-]?name|hostname|host|fqdn)$/i, 'domain'],
  [/^(?:url|uri|link)$/i, 'url'],
  [/^(?:hash|file[ _-]?hash|md5|sha-?1|sha-?256|sha-?512|filehash-.*)$/i, 'hash'],
  [/^(?:file|file[ _-]?name)$/i, 'file'],
];
const kindNamed = (name: string): IndicatorKind | undefined =>
  kindNames.find(([pattern]) => pattern.test(name.trim()))?.[1];

/** The delimiter of a text whose first line names columns that we know; undefined when it is no such table. */
export function delimiterOf(text: string): string | undefined {
  const first = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/, 1)[0] ?? '';
  return [',', ';', '\t'].find((delimiter) => {
    const names = first.split(delimiter).map((name) => name.replace(/^"|"$/g, '').trim());
    return names.length > 1 && names.some((name) => valueNames.test(name) || kindNamed(name) !== undefined);
  });
}

/** A table with a line of names: one column of values with their type beside it, or a column for each kind. */
export function readCsv(text: string, delimiter: string, into: ReadingBuilder): void {
  const rows = csvRows(text.replace(/^\uFEFF/, ''), delimiter);
  const names = (rows.next().value?.cells ?? []).map((name: string) => name.trim());
  const typeColumn = names.findIndex((name: string) => typeNames.test(name));
  const expiryColumn = names.findIndex((name: string) => expiryNames.test(name));
  const columns = names.flatMap((name: string, index: number) => {
    const kind = kindNamed(name);
    return valueNames.test(name) || kind ? [{ index, kind }] : [];
  });
  for (const { line, cells } of rows) {
    const written = cells[expiryColumn]?.trim() ?? '';
    const expires = written === '' ? undefined : Date.parse(written);
    if (Number.isNaN(expires)) {
      into.refuse(line, written, 'expiry', 'expected a time as 2026-12-31 or 2026-12-31T12:00:00Z');
      continue;
    }
    let empty = true;
    for (const { index, kind } of columns) {
      const cell = cells[index]?.trim() ?? '';
      if (cell === '') continue;
      empty = false;
      const type = cells[typeColumn];
      const told = kind ?? (type === undefined ? undefined : kindNamed(type));
      // "host" and "file" are used loosely: a value that is clearly something else is taken for what it is.
      const loose = told === 'domain' || told === 'file';
      const expected = loose && !readWord(cell, told).ok ? undefined : told;
      into.word(line, cell, expected, expires);
    }
    if (empty)
      into.refuse(line, cells.join(delimiter), 'csv', 'expected an indicator in this row, found none');
  }
}
