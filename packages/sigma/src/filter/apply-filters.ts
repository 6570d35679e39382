import type { Interner } from '../ir/interner.ts';
import type { LogSource, Rule } from '../parse/rule.ts';
import type { Position } from '../yaml/index.ts';
import type { Filter, FilterDraft, FilterReading, UnfilteredRule } from './filter.ts';

export interface Filtered {
  /** The rules in their order, those that filters are about with the filters' conditions. */
  readonly rules: readonly Rule[];
  readonly filters: readonly Filter[];
}

export interface FilterContext {
  readonly reading: FilterReading;
  /** The one the rules were built with. */
  readonly interner: Interner;
  /** Ids and names of correlations, which no filter changes. */
  readonly correlations: ReadonlySet<string>;
  /** Place of an offset in the source of a filter. */
  positionOf(filter: FilterDraft, offset: number): Position;
}

/** Puts the conditions of filters into the rules that they name, by id or by name. */
export function applyFilters(
  rules: readonly Rule[],
  drafts: readonly FilterDraft[],
  context: FilterContext,
): Filtered {
  if (drafts.length === 0) return { rules, filters: [] };
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const byName = Map.groupBy(rules, (rule) => rule.name ?? '');
  const { interner } = context;

  const find = (text: string, filter: FilterDraft): Rule | UnfilteredRule['why'] => {
    const named = text === '' ? [] : (byName.get(text) ?? []);
    const rule = byId.get(text) ?? named[0];
    if (!rule) return context.correlations.has(text) ? 'correlation' : 'not-loaded';
    if (!byId.has(text) && named.length > 1) return 'ambiguous';
    return covers(filter.logsource, rule.logsource) ? rule : 'other-log-source';
  };

  const filters = drafts.map((filter): Filter => {
    const { rules: references, detection, ...draft } = filter;
    const unfiltered: UnfilteredRule[] = [];
    const chosen: Rule[] = [];
    for (const { text, offset } of references ?? []) {
      const found = find(text, filter);
      if (typeof found === 'string') {
        unfiltered.push({ reference: text, why: found, ...context.positionOf(filter, offset) });
      } else if (!chosen.some(({ id }) => id === found.id)) chosen.push(found);
    }
    if (!references) chosen.push(...rules.filter((rule) => covers(draft.logsource, rule.logsource)));
    const wanted = context.reading === 'exclude' ? interner.not(detection) : detection;
    for (const { id } of chosen) {
      const rule = byId.get(id);
      if (rule) byId.set(id, { ...rule, detection: interner.and([rule.detection, wanted]) });
    }
    return { ...draft, filtered: chosen.map(({ id }) => id), unfiltered };
  });
  return { rules: rules.map((rule) => byId.get(rule.id) ?? rule), filters };
}

/** Whether the rule's log source has all that the filter's names. */
function covers(filter: LogSource, rule: LogSource): boolean {
  return (['product', 'category', 'service'] as const).every(
    (part) => filter[part] === undefined || filter[part] === rule[part],
  );
}
