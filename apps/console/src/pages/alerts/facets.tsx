import type { AlertState } from '@cordon/api';
import type { Answer } from '../../api/index.ts';
import { formatCount } from '../../logic/time-format.ts';
import { listOf, toggle, type UrlState } from '../../logic/url-state.ts';
import { isLevel, levels, Severity } from '../../ui/index.ts';
import { stateWords } from './words.tsx';

type Facets = Answer<'alerts'>['facets'];

const parts: readonly {
  readonly facet: keyof Facets;
  readonly label: string;
  /** Name in the address bar. */
  readonly name: string;
  /** Several values at once, comma separated. */
  readonly many: boolean;
}[] = [
  { facet: 'state', label: 'State', name: 'state', many: true },
  { facet: 'level', label: 'Level', name: 'level', many: true },
  { facet: 'assignee', label: 'Assignee', name: 'assignee', many: false },
  { facet: 'organisation', label: 'Organisation', name: 'org', many: false },
  { facet: 'technique', label: 'Technique', name: 'technique', many: false },
  { facet: 'rule', label: 'Rule', name: 'ruleId', many: false },
];

function wordsOf(facet: keyof Facets, each: { readonly value: string; readonly label: string }): string {
  if (facet === 'state' && Object.hasOwn(stateWords, each.value)) return stateWords[each.value as AlertState];
  return facet === 'assignee' && each.value === 'none' ? 'Nobody' : each.label;
}

const rankOf = (value: string) => (isLevel(value) ? levels.indexOf(value) : levels.length);

/** What the list holds by kind, with counts; choosing narrows it, choosing again widens it. */
export function AlertFacets(props: {
  readonly facets: Facets | undefined;
  readonly state: UrlState;
  readonly set: (changes: Readonly<Record<string, string | undefined>>) => void;
  readonly open: boolean;
}) {
  const { facets, state, set, open } = props;
  return (
    <aside className="facets" id="facets" aria-label="Filters" data-open={open ? '' : undefined}>
      {parts.map(({ facet, label, name, many }) => {
        const given = facets?.[facet] ?? [];
        // Levels have an order of their own: the worst stays first, however many the others are.
        const values =
          facet === 'level' ? [...given].sort((a, b) => rankOf(a.value) - rankOf(b.value)) : given;
        if (values.length === 0) return null;
        const chosen = many ? listOf(state[name]) : [state[name] ?? ''];
        return (
          <section key={facet} className="facet" aria-label={label}>
            <h3>{label}</h3>
            {values.slice(0, 12).map((each) => {
              const on = chosen.includes(each.value);
              return (
                <button
                  key={each.value}
                  type="button"
                  aria-pressed={on}
                  title={each.label}
                  onClick={() =>
                    set({ [name]: many ? toggle(state[name], each.value) : on ? undefined : each.value })
                  }
                >
                  <span className="truncate">
                    {facet === 'level' && isLevel(each.value) ? (
                      <Severity level={each.value} />
                    ) : (
                      wordsOf(facet, each)
                    )}
                  </span>
                  <span className="tally">{formatCount(each.count)}</span>
                </button>
              );
            })}
            {values.length > 12 ? (
              <p className="small secondary facet-rest">{values.length - 12} more: search for them</p>
            ) : null}
          </section>
        );
      })}
      <section className="facet" aria-label="Muted">
        <button
          type="button"
          aria-pressed={state.muted === 'shown'}
          onClick={() => set({ muted: state.muted === 'shown' ? undefined : 'shown' })}
        >
          Show muted and snoozed
        </button>
      </section>
    </aside>
  );
}
