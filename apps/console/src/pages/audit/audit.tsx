import { useState } from 'react';
import type { Row } from '../../api/index.ts';
import { useAsk, usePages } from '../../app/ask.ts';
import { ListPage } from '../../app/list-page.tsx';
import { useOrganisation, useUrlState } from '../../app/location.ts';
import { formatCount, plural } from '../../logic/time-format.ts';
import { rangeOf } from '../../logic/time-range.ts';
import { Button, Chip, type Column, Facts, Icon, Time } from '../../ui/index.ts';
import { textOf } from '../events/event-text.ts';

type Entry = Row<'audit'>;
const idOf = (entry: Entry) => String(entry.seq);
const columnList: readonly Column<Entry>[] = [
  { id: 'seq', label: 'No.', width: 5, number: true, rank: 3, cell: (entry) => formatCount(entry.seq) },
  { id: 'at', label: 'When', width: 8, cell: (entry) => <Time at={entry.at} /> },
  { id: 'actor', label: 'Who', width: 11, cell: (entry) => entry.actor?.name ?? 'Cordon' },
  { id: 'action', label: 'What', width: 14, cell: (entry) => <span className="mono">{entry.action}</span> },
  {
    id: 'organisation',
    label: 'Organisation',
    width: 12,
    rank: 2,
    cell: (entry) => entry.organisationName ?? '',
  },
  { id: 'purpose', label: 'Purpose', rank: 2, cell: (entry) => entry.purpose ?? '' },
  {
    id: 'outcome',
    label: 'Outcome',
    width: 7,
    cell: (entry) =>
      ['ok', 'done', 'allowed', 'success'].includes(entry.outcome) ? (
        entry.outcome
      ) : (
        <Chip tone="warn">{entry.outcome}</Chip>
      ),
  },
];

function Verification() {
  const [asked, setAsked] = useState(false);
  const verify = useAsk('auditVerify', {}, { enabled: asked });
  if (!asked)
    return (
      <Button small onClick={() => setAsked(true)}>
        Check the chain
      </Button>
    );
  if (verify.data === undefined)
    return verify.error === null ? (
      <span role="status">Checking every entry…</span>
    ) : (
      <Button small onClick={() => void verify.refetch()}>
        Check failed: try again
      </Button>
    );
  const { intact, entries, brokenAt, head } = verify.data;
  return (
    <span role="status" title={`Head of the chain: ${head}`}>
      <Chip tone={intact ? 'good' : 'bad'}>
        {intact
          ? `unbroken: ${plural(entries, 'entry', 'entries')}`
          : `broken at no. ${brokenAt ?? 'unknown'}`}
      </Chip>
    </span>
  );
}

/** A fact that an entry need not have. */
const said = (name: string, value: string | null) => (value === null ? [] : [[name, value] as const]);

function EntrySide({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  return (
    <aside className="side" aria-label="Selected entry">
      <div className="side-part">
        <div className="row-line">
          <h2>Entry {formatCount(entry.seq)}</h2>
          <Button small look="plain" aria-label="Close the entry" onClick={onClose}>
            <Icon name="close" />
          </Button>
        </div>
        <Facts
          rows={[
            ['When', <Time key="at" at={entry.at} exact />],
            ['Who', entry.actor?.name ?? 'Cordon'],
            ...said('From', entry.address),
            ['What', entry.action],
            ...said('On', entry.target),
            ...said('Organisation', entry.organisationName),
            ...said('Purpose', entry.purpose),
            ['Outcome', entry.outcome],
            ...Object.entries(entry.detail).map(([name, value]) => [name, textOf(value)] as const),
            [
              'Hash',
              <span key="hash" className="mono">
                {entry.hash}
              </span>,
            ],
          ]}
        />
      </div>
    </aside>
  );
}

const search = { label: 'Only this action', placeholder: 'Action, for example alertAct', name: 'action' };

/** Who did or looked at what, and why; chained so that a change would show. */
export function Audit() {
  const [state] = useUrlState();
  const organisationId = useOrganisation();
  const [now] = useState(() => new Date());
  const timed = state.range !== undefined || state.from !== undefined;
  const range = rangeOf(state, now);
  const list = usePages(
    'audit',
    (cursor) => ({
      query: {
        cursor,
        limit: 200,
        action: state.action,
        actorId: state.actor,
        organisationId,
        ...(timed ? { from: range.from.toISOString(), to: range.to.toISOString() } : {}),
      },
    }),
    { steady: true },
  );
  const [cursor, setCursor] = useState<string | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const entry = list.rows.find((row) => idOf(row) === shown);
  return (
    <ListPage
      label="Audit log"
      title={list.total === undefined ? 'Audit log' : `Audit log: ${plural(list.total, 'entry', 'entries')}`}
      lead="Every change, and every look across organisations with its purpose. Entries cannot be changed or removed."
      actions={
        <>
          <Verification />
          <Button small onClick={() => void list.query.refetch()}>
            Refresh
          </Button>
        </>
      }
      list={list}
      columns={columnList}
      idOf={idOf}
      onOpen={(row) => setShown(idOf(row))}
      table={{
        cursor,
        onCursor: (id) => {
          setCursor(id);
          setShown((before) => (before === null ? null : id));
        },
      }}
      search={search}
      narrowedBy={['actor', 'range', 'from', 'to']}
      noneFit="No entry fits"
      side={entry === undefined ? undefined : <EntrySide entry={entry} onClose={() => setShown(null)} />}
    />
  );
}
