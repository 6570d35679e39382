const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const formats = new Map<string, Intl.DateTimeFormat>();
function format(zone: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${zone ?? ''}|${JSON.stringify(options)}`;
  let found = formats.get(id);
  if (found === undefined) {
    found = new Intl.DateTimeFormat('en-GB', {
      ...options,
      hourCycle: 'h23',
      ...(zone === undefined ? {} : { timeZone: zone }),
    });
    formats.set(id, found);
  }
  return found;
}

/** `3 h`, `12 min`, `2 d 4 h`: a length of time in at most two units. Milliseconds in; negative counts as its size. */
export function formatDuration(ms: number): string {
  const size = Math.abs(ms);
  if (size < minute) return `${Math.round(size / 1000)} s`;
  if (size < hour) return `${Math.floor(size / minute)} min`;
  if (size < day) {
    const minutes = Math.floor((size % hour) / minute);
    const hours = Math.floor(size / hour);
    return minutes === 0 || hours >= 6 ? `${hours} h` : `${hours} h ${minutes} min`;
  }
  const days = Math.floor(size / day);
  const hours = Math.floor((size % day) / hour);
  return hours === 0 || days >= 4 ? `${days} d` : `${days} d ${hours} h`;
}

/**
 * A moment for a dense table, in the viewer's zone: relative within the last hour, the clock on the same day, else
 * day and clock, and the year when it is another one. Times in the future are never relative.
 * `zone` is an IANA name; undefined means the browser's own.
 */
export function formatTime(at: Date, now: Date, zone?: string): string {
  const age = now.getTime() - at.getTime();
  if (Number.isNaN(age)) return 'unknown';
  // Our own "now" is up to 20 s old, and clocks differ a little: what just came must not look like the future.
  if (age > -minute && age < 10_000) return 'just now';
  if (age >= 0 && age < hour) return `${formatDuration(age)} ago`;
  const dayOf = (date: Date) =>
    format(zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(date);
  const clock = format(zone, { hour: '2-digit', minute: '2-digit' }).format(at);
  if (dayOf(at) === dayOf(now)) return clock;
  const sameYear = dayOf(at).slice(-4) === dayOf(now).slice(-4);
  const date = format(zone, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at);
  return `${date} ${clock}`;
}

/** Full date and clock with seconds and the zone's short name. */
export function formatExact(at: Date, zone?: string): string {
  if (Number.isNaN(at.getTime())) return 'unknown';
  return format(zone, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}

/** Clock with milliseconds, for rows of events that lie close together. */
export function formatClock(at: Date, zone?: string): string {
  return format(zone, {
    day: '2-digit',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  })
    .format(at)
    .replace(', ', ' ');
}

/** How a device's clock stands against ours, in words; positive seconds mean that it is ahead. */
export function formatSkew(seconds: number | null): string {
  if (seconds === null) return 'clock not known';
  if (Math.abs(seconds) < 5) return 'clock agrees';
  return `clock ${formatDuration(seconds * 1000)} ${seconds > 0 ? 'ahead' : 'behind'}`;
}

/** `1,234` or, for axes and tiles, `12k`. */
export function formatCount(value: number, short = false): string {
  return new Intl.NumberFormat('en-GB', short ? { notation: 'compact', maximumFractionDigits: 1 } : {})
    .format(value)
    .replace('K', 'k');
}

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

/** `1 alert`, `38 alerts`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
