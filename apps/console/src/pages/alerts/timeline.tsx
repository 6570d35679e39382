import { type FormEvent, useState } from 'react';
import type { Row } from '../../api/index.ts';
import { useAsk, useChange } from '../../app/ask.ts';
import { useCan } from '../../app/session.tsx';
import { Button, Loaded, TextArea, Time } from '../../ui/index.ts';

type Entry = Row<'alertTimeline'>;
const words: Readonly<Record<string, string>> = {
  opened: 'raised by the rule',
  created: 'raised by the rule',
  comment: 'commented',
  acknowledged: 'acknowledged it',
  investigating: 'is investigating',
  closed: 'closed it',
  reopened: 'opened it again',
  assigned: 'assigned it',
  'handed-off': 'handed it off',
};

/** What else an entry says: short values only, the rest is in the audit log. */
function detailOf(entry: Entry): string {
  return Object.entries(entry.detail)
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    .map(([name, value]) => `${name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()}: ${String(value)}`)
    .join(', ');
}

/** Comments and changes, oldest first, and the box for the next comment. */
export function Timeline({ alertId }: { readonly alertId: string }) {
  const can = useCan();
  const timeline = useAsk('alertTimeline', { params: { id: alertId } });
  const [text, setText] = useState('');
  const add = useChange('alertAct', { renews: ['alertTimeline'], done: () => setText('') });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '')
      add.mutate({ body: { alertIds: [alertId], action: { do: 'comment', text: text.trim() } } });
  };
  return (
    <div className="stack">
      <Loaded query={timeline} what="the history">
        {({ rows }) => (
          <ol className="timeline">
            {rows.map((entry) => (
              <li key={entry.id} data-kind={entry.kind}>
                <div>
                  <div>
                    <b>{entry.by?.name ?? 'Cordon'}</b> {words[entry.kind] ?? entry.kind.replaceAll('-', ' ')}{' '}
                    <span className="secondary">
                      <Time at={entry.at} />
                    </span>
                  </div>
                  {entry.kind !== 'comment' && detailOf(entry) !== '' ? (
                    <div className="secondary small">{detailOf(entry)}</div>
                  ) : null}
                  {entry.text === null ? null : <div className="comment">{entry.text}</div>}
                </div>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
      {can('alerts.triage') ? (
        <form className="stack no-print" onSubmit={submit}>
          <TextArea
            label="Add a comment"
            rows={2}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
            }}
          />
          <div className="buttons">
            <Button type="submit" small disabled={text.trim() === '' || add.isPending}>
              Comment
            </Button>
            <span className="secondary small">Ctrl+Enter sends</span>
          </div>
        </form>
      ) : null}
    </div>
  );
}
