import type { Count } from './streams.ts';

export interface Taken extends Count {
  readonly value: number;
  readonly rules: number;
  /** What else was seen in the same run. */
  readonly beside?: Readonly<Record<string, number>>;
}
