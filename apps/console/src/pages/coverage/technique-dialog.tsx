import type { TechniqueCoverage } from '@cordon/api';
import { plural } from '../../logic/time-format.ts';
import { Dialog, Go, PlainTable, Severity } from '../../ui/index.ts';
import { stateWords } from './words.ts';

/** One technique: the rules that name it, its parts, and the logs in which it would show. */
export function TechniqueDialog(props: {
  readonly technique: TechniqueCoverage;
  readonly parts: readonly TechniqueCoverage[];
  readonly onClose: () => void;
}) {
  const { technique, parts, onClose } = props;
  const { label, means } = stateWords[technique.state];
  const shown = [technique, ...parts].filter(({ rules }) => rules.length > 0);
  const readable = technique.sources.filter((source) => source.readable);
  return (
    <Dialog title={`${technique.id} ${technique.name}`} wide onClose={onClose}>
      <p>
        <b>{label}</b>: {means}.
      </p>
      {shown.map(({ id, name, rules }) => (
        <section key={id} aria-label={`Rules for ${id}`}>
          <h3>
            {plural(rules.length, 'rule')} for{' '}
            {id === technique.id ? 'the technique itself' : `${id} ${name}`}
          </h3>
          <PlainTable
            label={`Rules for ${id}`}
            rows={rules}
            idOf={(rule) => rule.id}
            columns={[
              { label: 'Level', width: 7, cell: (rule) => <Severity level={rule.level} /> },
              {
                label: 'Rule',
                cell: (rule) => (
                  <Go to={`/rules/${encodeURIComponent(rule.id)}`} className="cell">
                    {rule.title}
                  </Go>
                ),
              },
            ]}
          />
        </section>
      ))}
      {parts.some(({ rules }) => rules.length === 0) ? (
        <section aria-label="Parts without a rule">
          <h3>Parts without a rule</h3>
          <ul className="plain">
            {parts
              .filter(({ rules }) => rules.length === 0)
              .map((part) => (
                <li key={part.id}>
                  <span aria-hidden="true">{stateWords[part.state].shape}</span> {part.id} {part.name}{' '}
                  <span className="secondary">{stateWords[part.state].label.toLowerCase()}</span>
                </li>
              ))}
          </ul>
        </section>
      ) : null}
      <section aria-label="Logs">
        <h3>Logs that Cordon reads and that show it</h3>
        {readable.length === 0 ? (
          <p className="secondary">
            {technique.strategy === null
              ? 'ATT&CK names no detection strategy for it.'
              : 'Its detection strategy looks at none of them.'}
          </p>
        ) : (
          <ul className="plain">
            {readable.map(({ name, eventIds }) => (
              <li key={name} className="mono">
                {name.replace(/^WinEventLog:/i, '')} {eventIds.join(', ')}
              </li>
            ))}
          </ul>
        )}
      </section>
    </Dialog>
  );
}
