export { type AlertChange, applySignals } from './apply-signals.ts';
export { silenceRule } from './grouping.ts';
export { endSilence, type SilentSource, silenceSignal } from './silence.ts';
export { bucketMs } from './tally.ts';
