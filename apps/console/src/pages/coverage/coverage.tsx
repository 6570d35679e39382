import { useMemo } from 'react';
import { useAsk } from '../../app/ask.ts';
import { useUrlState } from '../../app/location.ts';
import { formatCount, plural } from '../../logic/time-format.ts';
import { AskWhy, Button, Loaded, Page } from '../../ui/index.ts';
import { columnsOf, countStates, partsOf } from './matrix.ts';
import { TechniqueDialog } from './technique-dialog.tsx';
import { isState, states, stateWords } from './words.ts';

/** The matrix of ATT&CK: what rules detect, what could be detected, what nobody would see. */
export function Coverage() {
  const coverage = useAsk('ruleCoverage', {});
  const [state, set] = useUrlState();
  const only = isState(state.state) ? state.state : undefined;
  const data = coverage.data;
  const columns = useMemo(
    () => (data === undefined ? [] : columnsOf(data.tactics, data.techniques, only)),
    [data, only],
  );
  const counts = countStates(data?.techniques ?? []);
  const detected = counts.covered + counts.below;
  const all = detected + counts.visible + counts.blind;
  const chosen = data?.techniques.find((technique) => technique.id === state.technique);
  const title =
    data === undefined
      ? 'Coverage'
      : `${formatCount(detected)} of ${plural(all, 'technique')} detected, ${formatCount(counts.visible)} more could be`;
  return (
    <Page
      title={title}
      tab="Coverage"
      why={
        data === undefined ? null : (
          <AskWhy
            figure={title}
            what="Techniques of ATT&CK without their sub-techniques. A technique is detected when an enabled rule names it or one of its sub-techniques, and could be when its detection strategy looks at a log that Cordon reads. A rule for a technique does not find every way to do it."
            period={`the ${plural(data.rules, 'rule')} that are enabled now`}
            asOf={new Date(coverage.dataUpdatedAt).toISOString()}
            to="/rules"
            rows="Show the rules"
          />
        )
      }
      lead={data === undefined ? undefined : `ATT&CK ${data.attackVersion}, enterprise`}
      actions={
        <>
          <Button small aria-pressed={only === undefined} onClick={() => set({ state: undefined })}>
            All ({formatCount(all)})
          </Button>
          {states.map((each) => (
            <Button
              key={each}
              small
              aria-pressed={only === each}
              title={stateWords[each].means}
              onClick={() => set({ state: only === each ? undefined : each })}
            >
              <span aria-hidden="true">{stateWords[each].shape}</span> {stateWords[each].label} (
              {formatCount(counts[each])})
            </Button>
          ))}
        </>
      }
    >
      <Loaded query={coverage} what="the matrix">
        {({ techniques, unknownTags }) => (
          <>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
            <section className="matrix" tabIndex={0} aria-label="Matrix by tactic, scrolls sideways">
              {columns.map((column) => (
                <section key={column.shortName} aria-label={column.name}>
                  <h2>{column.name}</h2>
                  <p className="secondary small">{formatCount(column.covered)} detected</p>
                  <ul className="plain">
                    {column.techniques.map((technique) => {
                      const { label, shape } = stateWords[technique.state];
                      const rules = technique.rules.length + technique.rulesBelow;
                      return (
                        <li key={technique.id}>
                          <button
                            type="button"
                            className="technique"
                            data-state={technique.state}
                            title={`${technique.id} ${technique.name}: ${label.toLowerCase()}, ${plural(rules, 'rule')}`}
                            onClick={() => set({ technique: technique.id })}
                          >
                            <span aria-hidden="true">{shape}</span>
                            <span>{technique.name}</span>
                            {rules > 0 ? <b>{formatCount(rules)}</b> : null}
                            <span className="visually-hidden">
                              {technique.id}, {label.toLowerCase()}, {plural(rules, 'rule')}
                            </span>
                          </button>
                        </li>
                      );
                    })}
                  </ul>
                </section>
              ))}
            </section>
            {unknownTags.length === 0 ? null : (
              <p className="secondary">
                Tags of rules that name no technique in use:{' '}
                {unknownTags.map(({ tag, rules }) => `${tag} (${plural(rules, 'rule')})`).join(', ')}.
              </p>
            )}
            {chosen === undefined ? null : (
              <TechniqueDialog
                key={chosen.id}
                technique={chosen}
                parts={partsOf(techniques, chosen.id)}
                onClose={() => set({ technique: undefined })}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
