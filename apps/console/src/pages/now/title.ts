import { formatDuration, plural } from '../../logic/time-format.ts';

/** The answer to "does anything need someone?", as a sentence. Where nothing sends events, silence is no good news. */
export function titleOf(
  needSomeone: number,
  oldestWaiting: string | null,
  now: Date,
  sources: number,
): string {
  if (needSomeone === 0)
    return sources === 0 ? 'Nothing is connected yet, so nothing can be found' : 'Nothing needs anybody now';
  const said = `${plural(needSomeone, 'alert')} ${needSomeone === 1 ? 'needs' : 'need'} someone`;
  if (oldestWaiting === null) return said;
  const waited = formatDuration(now.getTime() - new Date(oldestWaiting).getTime());
  return needSomeone === 1 ? `${said}; it has waited ${waited}` : `${said}; the oldest has waited ${waited}`;
}
