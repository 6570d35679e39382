const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** Milliseconds of each unit; a month is 30.44 days and a year 365.25, as other Sigma tools take them. */
const UNITS: Readonly<Record<string, number>> = {
  s: SECOND,
  m: 60 * SECOND,
  h: 3600 * SECOND,
  d: DAY,
  w: 7 * DAY,
  M: 30.44 * DAY,
  y: 365.25 * DAY,
};

/** Milliseconds of a timespan such as `90m`; undefined when it is none, zero, or longer than 100 years. */
export function parseTimespan(text: string): number | undefined {
  const match = /^(\d{1,9})([smhdwMy])$/.exec(text.trim());
  const unit = UNITS[match?.[2] ?? ''];
  if (!match || unit === undefined) return undefined;
  const length = Math.round(Number(match[1]) * unit);
  return length > 0 && length <= 36_525 * DAY ? length : undefined;
}
