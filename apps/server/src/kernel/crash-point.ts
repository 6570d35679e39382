/**
 * Names the places where a crash would hurt most, so that tests can crash there: the process ends at once, as
 * after `kill -9`, when `CORDON_CRASH_AT` holds `name` or `name:n` (the n-th passing). Does nothing otherwise.
 */
const [wanted, nth] = (process.env.CORDON_CRASH_AT ?? '').split(':');
let left = Number(nth ?? 1);

export function crashPoint(name: string): void {
  if (name !== wanted) return;
  left -= 1;
  if (left <= 0) process.kill(process.pid, 'SIGKILL');
}
