import type { Source } from '@cordon/api';
import { Chip, type Tone } from '../../ui/index.ts';

const looks: Readonly<Record<Source['state'], readonly [string, string, Tone | undefined]>> = {
  waiting: ['waiting', 'waiting for the first event', 'accent'],
  receiving: ['receiving', 'receiving', 'good'],
  silent: ['silent', 'silent', 'bad'],
  disabled: ['disabled', 'disabled', undefined],
};

/** Whether events arrive: one word in tables, `whole` where there is room. */
export function SourceState({
  state,
  whole = false,
}: {
  readonly state: Source['state'];
  readonly whole?: boolean;
}) {
  const [word, words, tone] = looks[state];
  return <Chip tone={tone}>{whole ? words : word}</Chip>;
}
