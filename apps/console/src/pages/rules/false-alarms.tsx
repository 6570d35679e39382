import type { Rule } from '@cordon/api';
import { formatCount } from '../../logic/time-format.ts';

/** How many of the alerts that somebody judged were nothing, and the words behind it. */
export function FalseAlarms({ verdicts }: { readonly verdicts: Rule['verdicts'] }) {
  const { truePositives, benign, falsePositives } = verdicts;
  const judged = truePositives + benign + falsePositives;
  if (judged === 0) return <span className="secondary">none judged</span>;
  const nothing = benign + falsePositives;
  return (
    <span
      title={`${formatCount(falsePositives)} false positive, ${formatCount(benign)} benign, ${formatCount(truePositives)} true positive`}
    >
      {formatCount(nothing)} of {formatCount(judged)} ({Math.round((100 * nothing) / judged)} %)
    </span>
  );
}
