const formats = new Map<string, Intl.DateTimeFormat>();
/** Offsets by zone and quarter of an hour: zones change on such borders only. */
const offsets = new Map<string, number>();
const quarter = 15 * 60 * 1000;
const dayMs = 86_400_000;

/**
 * The instant that a clock in `zone` shows as `wall` (ms since 1970 as if the wall clock were UTC). In the hour
 * that occurs twice the first is taken; in the hour that is skipped, the time as if it had not been.
 * An unknown zone counts as UTC.
 */
export function instantOfWall(wall: number, zone: string): number {
  if (zone === 'UTC' || !Number.isFinite(wall)) return wall;
  const [before, after] = [offsetAt(wall - dayMs, zone), offsetAt(wall + dayMs, zone)];
  // The larger offset gives the earlier instant; where neither holds the hour was skipped.
  for (const offset of [Math.max(before, after), Math.min(before, after)]) {
    if (offsetAt(wall - offset, zone) === offset) return wall - offset;
  }
  return wall - before;
}

/** What has to be added to UTC for local time, ms. */
function offsetAt(instant: number, zone: string): number {
  const start = Math.floor(instant / quarter) * quarter;
  const key = `${zone} ${start}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    if (offsets.size > 10_000) offsets.clear();
    offset = localOf(start, zone) - start;
    offsets.set(key, offset);
  }
  return offset;
}

function localOf(instant: number, zone: string): number {
  let format = formats.get(zone);
  try {
    format ??= new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  } catch {
    // RangeError: a zone that this machine does not know, or an instant beyond what dates can hold.
    return instant;
  }
}
