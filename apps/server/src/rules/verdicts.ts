import type { Rule } from '@cordon/api';
import type { Db } from '../control/index.ts';

export type Verdicts = Rule['verdicts'];

/** What people made of the alerts of rules, within scope; rules without an alert are not there. */
export type FindVerdicts = (db: Db, ruleIds: readonly string[]) => Promise<ReadonlyMap<string, Verdicts>>;

export const noVerdicts: Verdicts = { alerts: 0, truePositives: 0, benign: 0, falsePositives: 0 };

/** Alerts that cost somebody's time and were nothing. */
export function falseAlarms({ benign, falsePositives }: Verdicts): number {
  return benign + falsePositives;
}
