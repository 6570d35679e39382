export {
  type AlertChange,
  applyCorrelated,
  applySignals,
  type Correlated,
  type Correlation,
  type Counted,
} from './apply-signals.ts';
export type { AlertKind } from './episodes.ts';
export { silenceRule } from './grouping.ts';
export { endSilence, type SilentSource, silenceSignal } from './silence.ts';
export { lockAlerts } from './store.ts';
export { bucketMs, hostName, saneTime } from './tally.ts';
