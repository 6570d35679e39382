const TWO_32 = 4294967296;
const EPOCH_MS = 11644473600000;
const DAY_MS = 86400000;

let cachedDay = Number.NaN;
let cachedDate = '';

/** Whole milliseconds and remaining 100 ns ticks of a FILETIME, exact over its whole 64-bit range. */
function split(low: number, high: number): { ms: number; ticks: number } {
  const quotient = Math.floor(high / 10000);
  const rest = (high % 10000) * TWO_32 + low;
  return { ms: quotient * TWO_32 + Math.floor(rest / 10000) - EPOCH_MS, ticks: rest % 10000 };
}

/** Milliseconds since 1970 UTC, with a fraction, of a FILETIME given as two unsigned 32-bit halves. */
export function filetimeMs(low: number, high: number): number {
  const { ms, ticks } = split(low, high);
  return ms + ticks / 10000;
}

function pad(value: number, digits: number): string {
  return value.toString().padStart(digits, '0');
}

/**
 * ISO 8601 text of a FILETIME with all seven digits, for example `2013-10-23T16:22:39.9735000Z`. The largest
 * FILETIME is in the year 60056, which a Date can hold.
 */
export function filetimeText(low: number, high: number): string {
  const { ms, ticks } = split(low, high);
  const day = Math.floor(ms / DAY_MS);
  if (day !== cachedDay) {
    cachedDay = day;
    cachedDate = new Date(day * DAY_MS).toISOString().slice(0, -14);
  }
  const inDay = ms - day * DAY_MS;
  const seconds = Math.floor(inDay / 1000);
  const clock = `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
  return `${cachedDate}T${clock}.${pad((inDay % 1000) * 10000 + ticks, 7)}Z`;
}

/** `0x` and lower-case digits without leading zeros of a 64-bit number given as two unsigned halves. */
export function hex64Text(low: number, high: number): string {
  return high === 0 ? `0x${low.toString(16)}` : `0x${high.toString(16)}${low.toString(16).padStart(8, '0')}`;
}
