import type { Source } from '@cordon/api';
import { Chip, type Tone } from '../../ui/index.ts';

const words: Readonly<Record<Source['state'], readonly [string, Tone | undefined]>> = {
  waiting: ['waiting for the first event', 'accent'],
  receiving: ['receiving', 'good'],
  silent: ['silent', 'bad'],
  disabled: ['disabled', undefined],
};

export function SourceState({ state }: { readonly state: Source['state'] }) {
  const [text, tone] = words[state];
  return <Chip tone={tone}>{text}</Chip>;
}
