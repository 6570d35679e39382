export type DatePart = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

const DATE = /^\s*(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2})?)?/;

/**
 * A part of a date written as ISO 8601 (`2017-05-12T08:24:03.1234567Z`, `2017-05-12 08:24`), taken as it was
 * logged: no zone is converted. `week` is the ISO week. Undefined for a text that is no such date, and for a
 * time of day that the text does not have.
 */
export function datePart(text: string, part: DatePart): number | undefined {
  // The date is at the beginning, so that a long value costs no more than a short one.
  const match = DATE.exec(text.slice(0, 64));
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  switch (part) {
    case 'year':
      return year;
    case 'month':
      return month;
    case 'day':
      return day;
    case 'week':
      return isoWeek(year, month, day);
    case 'hour':
      return within(match[4], 23);
    case 'minute':
      return within(match[5], 59);
  }
}

function within(text: string | undefined, highest: number): number | undefined {
  if (text === undefined || Number(text) > highest) return undefined;
  return Number(text);
}

function daysIn(year: number, month: number): number {
  return utc(year, month, 0).getUTCDate();
}

/** Midnight of a day; `Date.UTC` alone would move the years 0 to 99 into the twentieth century. */
function utc(year: number, monthIndex: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, monthIndex, day);
  return date;
}

/** ISO 8601: the week of the year that holds the day's Thursday. */
function isoWeek(year: number, month: number, day: number): number {
  const date = utc(year, month - 1, day);
  const weekday = date.getUTCDay() || 7;
  date.setUTCDate(date.getUTCDate() + 4 - weekday);
  const first = utc(date.getUTCFullYear(), 0, 1);
  return Math.floor((date.getTime() - first.getTime()) / 604_800_000) + 1;
}
