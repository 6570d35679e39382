import { type Correlation, signalFields } from '@cordon/sigma';
import { ruleKey } from './loaded-rule.ts';

/** A correlation under the keys by which signals know their rules. */
export function keyed(correlation: Correlation): Correlation {
  const { id, rules, aliases } = correlation;
  return {
    ...correlation,
    id: ruleKey(id),
    rules: rules.map((rule) => ({ ...rule, id: ruleKey(rule.id) })),
    aliases: new Map(
      [...aliases].map(([alias, fields]) => [
        alias,
        new Map([...fields].map(([rule, field]) => [ruleKey(rule), field])),
      ]),
    ),
  };
}

/** By key of a rule: the fields that correlations ask of its signals, for the workers that make them. */
export function askedFields(
  correlations: readonly Correlation[],
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    [...signalFields(correlations)].map(([rule, fields]) => [rule, [...fields].sort()]),
  );
}
