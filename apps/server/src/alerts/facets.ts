import type { AlertSummary } from './summary.ts';

export interface FacetFilter {
  readonly state: readonly string[] | undefined;
  readonly level: readonly string[] | undefined;
  readonly ruleId: string | undefined;
  readonly technique: string | undefined;
  /** A user id, or `none`. */
  readonly assignee: string | undefined;
}
type Dimension = keyof FacetFilter | 'organisation';
export interface FacetValue {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}
export type Facets = Readonly<
  Record<'state' | 'level' | 'organisation' | 'rule' | 'technique' | 'assignee', FacetValue[]>
>;

const tests: Readonly<Record<keyof FacetFilter, (filter: FacetFilter, summary: AlertSummary) => boolean>> = {
  state: (filter, { alert }) => !filter.state || filter.state.includes(alert.state),
  level: (filter, { alert }) => !filter.level || filter.level.includes(alert.level),
  ruleId: (filter, { alert }) => !filter.ruleId || alert.rules.some((rule) => rule.id === filter.ruleId),
  technique: (filter, { alert }) =>
    !filter.technique ||
    alert.techniques.some(({ id }) => id === filter.technique || id.startsWith(`${filter.technique}.`)),
  assignee: (filter, { assignees }) =>
    !filter.assignee ||
    (filter.assignee === 'none'
      ? assignees.length === 0
      : assignees.some((each) => each.id === filter.assignee)),
};
const dimensions = Object.keys(tests) as (keyof FacetFilter)[];

/** Whether an alert passes every filter, the one over `except` left out. */
export function passes(filter: FacetFilter, summary: AlertSummary, except?: Dimension): boolean {
  return dimensions.every((dimension) => dimension === except || tests[dimension](filter, summary));
}

/** Counts of alerts by value. Each facet counts under all filters but its own: it shows what else there is to choose. */
export function facetsOf(all: readonly AlertSummary[], filter: FacetFilter): Facets {
  const count = (
    except: Dimension,
    values: (summary: AlertSummary) => readonly { readonly value: string; readonly label: string }[],
  ): FacetValue[] => {
    const found = new Map<string, { label: string; count: number }>();
    for (const summary of all) {
      if (!passes(filter, summary, except)) continue;
      for (const { value, label } of values(summary)) {
        const known = found.get(value);
        if (known) known.count += 1;
        else found.set(value, { label, count: 1 });
      }
    }
    return [...found]
      .map(([value, each]) => ({ value, ...each }))
      .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
  };
  const plain = (value: string) => [{ value, label: value }];
  return {
    state: count('state', ({ alert }) => plain(alert.state)),
    level: count('level', ({ alert }) => plain(alert.level)),
    organisation: count('organisation', ({ alert }) =>
      alert.organisations.map((each) => ({ value: each.id, label: each.name })),
    ),
    rule: count('ruleId', ({ alert }) => alert.rules.map((rule) => ({ value: rule.id, label: rule.title }))),
    technique: count('technique', ({ alert }) =>
      alert.techniques.map((each) => ({ value: each.id, label: `${each.id} ${each.name}` })),
    ),
    assignee: count('assignee', ({ assignees }) =>
      assignees.length > 0
        ? assignees.map((each) => ({ value: each.id, label: each.name }))
        : [{ value: 'none', label: 'Nobody' }],
    ),
  };
}
