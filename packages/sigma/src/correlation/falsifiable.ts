import type { ConditionNode } from '../condition/index.ts';
import type { Correlation } from './correlation.ts';

/**
 * Whether more events can undo what some fulfil: then the window has to be over before anything can be said. Means,
 * percentiles and medians are such whatever they are compared with. A sum is taken to grow.
 */
export function isFalsifiable({ type, condition }: Correlation): boolean {
  if (type === 'value_avg' || type === 'value_percentile' || type === 'value_median') return true;
  if (condition.kind === 'expression') return negates(condition.node);
  return condition.comparisons.some(({ operator }) => operator !== 'gt' && operator !== 'gte');
}

function negates(node: ConditionNode): boolean {
  if (node.kind === 'not') return true;
  return (node.kind === 'and' || node.kind === 'or') && node.children.some(negates);
}
