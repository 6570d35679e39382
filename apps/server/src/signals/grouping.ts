import type { SignalRecord } from '../events/envelope.ts';
import type { AlertKind } from './episodes.ts';

/** The rule under which sources that went silent are reported. It is no Sigma rule and cannot be switched off. */
export const silenceRule = 'cordon:source-silent';

export interface Grouping {
  readonly kind: AlertKind;
  readonly groupKey: string;
  readonly cluster: string | null;
}

/**
 * What a signal is grouped under: the cluster its rule belongs to, else its rule; a silent source by itself.
 * A cluster is a name that rules share (`cordon.cluster` in the rule), whatever its case.
 */
export function groupingOf(
  signal: Pick<SignalRecord, 'ruleId' | 'sourceId'>,
  cluster: string | null | undefined,
): Grouping {
  if (signal.ruleId === silenceRule)
    return { kind: 'silence', groupKey: `silence:${signal.sourceId}`, cluster: null };
  if (cluster) return { kind: 'detection', groupKey: `cluster:${cluster.toLowerCase()}`, cluster };
  return { kind: 'detection', groupKey: `rule:${signal.ruleId}`, cluster: null };
}
