export { type AlertChange, applySignals } from './apply-signals.ts';
export type { AlertKind } from './episodes.ts';
export { silenceRule } from './grouping.ts';
export { endSilence, type SilentSource, silenceSignal } from './silence.ts';
export { bucketMs, saneTime } from './tally.ts';
