/**
 * One line of CSV (RFC 4180), without its end. A text that a spreadsheet would run as a formula gets an
 * apostrophe before it: event fields are written by attackers, exports are opened by analysts.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return cells.map(cell).join(',');
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe =
    /^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20|]/.test(value) || /^[\t\r\n]/.test(value)
      ? `'${value}`
      : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
