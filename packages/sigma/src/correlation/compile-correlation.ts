import { foldText } from '../value/fold.ts';
import type { Correlation } from './correlation.ts';
import { parseDecimal } from './decimal.ts';
import type { Entry } from './entry.ts';
import { isFalsifiable } from './falsifiable.ts';
import type { Contribution } from './signal.ts';
import { type FieldSource, readValue, readValues, signalProperties } from './signal-values.ts';

/** Whose events a group holds. */
export interface GroupKey {
  /** Text that no other group of the correlation has. */
  readonly text: string;
  readonly organisation: string | undefined;
  readonly device: string | undefined;
  readonly values: readonly string[];
}

/** Where a signal belongs; or what it lacks: a place in a group, or a value that can be counted. */
export type Placed = { readonly key: GroupKey; readonly entry: Entry } | 'ungrouped' | 'valueless';

/** A correlation made ready: the fields to read of each of its rules are looked up. */
export interface CompiledCorrelation {
  readonly correlation: Correlation;
  readonly falsifiable: boolean;
  /** Fields whose common value goes with a finding, since correlations above ask for them. */
  readonly carried: readonly string[];
  /** An event or finding of rule `step` as an entry of a group. */
  place(
    step: number,
    from: FieldSource,
    contribution: Contribution,
    organisations: ReadonlyMap<string, number> | undefined,
  ): Placed;
}

/** @param carried Fields that correlations above ask for. */
export function compileCorrelation(
  correlation: Correlation,
  carried: readonly string[],
): CompiledCorrelation {
  const { rules, groupBy, type, correlationScope: scope } = correlation;
  const groupFields = rules.map(({ id }) => groupBy.map((field) => fieldOf(correlation, field, id)));
  const valueFields = rules.map(({ id }) =>
    correlation.fields.map((field) => fieldOf(correlation, field, id)),
  );
  const calculates = type.startsWith('value_') && type !== 'value_count';
  return {
    correlation,
    falsifiable: isFalsifiable(correlation),
    carried,
    place(step, from, contribution, organisations) {
      const organisation = scope === 'federation' ? undefined : from.organisation;
      const device = scope === 'device' ? from.device : undefined;
      const values = readValues(from, groupFields[step] ?? []);
      if (!values || (scope !== 'federation' && organisation === undefined)) return 'ungrouped';
      if (scope === 'device' && device === undefined) return 'ungrouped';
      const counted = readValues(from, valueFields[step] ?? []);
      const amount = calculates ? parseDecimal(counted?.[0] ?? '') : 0n;
      if (!counted || amount === undefined) return 'valueless';
      const entry: Entry = {
        time: contribution.time,
        step,
        contribution,
        organisations,
        value: counted.length === 1 ? (counted[0] ?? '') : JSON.stringify(counted),
        amount,
        carried: carried.map((field) => {
          const value = readValue(from, fieldOf(correlation, field, contribution.rule));
          return value === undefined ? undefined : foldText(value);
        }),
        holds: false,
        finding: undefined,
      };
      const text = JSON.stringify([organisation ?? null, device ?? null, values]);
      return { key: { text, organisation, device, values }, entry };
    },
  };
}

/** The field that a name means in events of a rule: an alias where it is one that knows the rule. */
export function fieldOf({ aliases }: Correlation, name: string, ruleId: string): string {
  return aliases.get(name)?.get(ruleId) ?? name;
}

/**
 * Fields that are read of the signals of each rule or correlation, by its id: what a stream has to keep for these
 * correlations. Correlations have to come behind those that they count, as the loader gives them.
 */
export function signalFields(correlations: readonly Correlation[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byRule = new Map<string, Set<string>>();
  for (const correlation of correlations.toReversed()) {
    const asked = [...correlation.groupBy, ...correlation.fields, ...(byRule.get(correlation.id) ?? [])];
    for (const { id } of correlation.rules) {
      const fields = byRule.get(id) ?? new Set();
      byRule.set(id, fields);
      for (const field of asked) fields.add(fieldOf(correlation, field, id));
      for (const property of signalProperties) fields.delete(property);
    }
  }
  return byRule;
}
