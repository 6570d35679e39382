const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** Text of a tick on a time axis, in the viewer's zone: the day at midnight, the clock otherwise. */
export function tickText(at: Date): string {
  return at.getHours() === 0 && at.getMinutes() === 0 ? date.format(at) : clock.format(at);
}
