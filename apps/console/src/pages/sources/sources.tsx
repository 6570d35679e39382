import type { Source } from '@cordon/api';
import { useCallback, useState } from 'react';
import { usePages } from '../../app/ask.ts';
import { useGo, useOrganisation, useUrlState } from '../../app/location.ts';
import { useCan } from '../../app/session.tsx';
import { formatCount, plural } from '../../logic/time-format.ts';
import {
  Button,
  type Column,
  DataTable,
  Empty,
  Failure,
  Go,
  Icon,
  Page,
  Time,
  useColumns,
  Waiting,
} from '../../ui/index.ts';
import { AddSourceDialog } from './add-source-dialog.tsx';
import { SourceState } from './source-state.tsx';

const idOf = (source: Source) => source.id;
const columnList: readonly Column<Source>[] = [
  { id: 'state', label: 'State', width: 12, cell: (source) => <SourceState state={source.state} /> },
  {
    id: 'name',
    label: 'Source',
    cell: (source) => (
      <Go to={`/sources/${source.id}`} className="cell primary" tabIndex={-1}>
        {source.name}
      </Go>
    ),
  },
  {
    id: 'organisation',
    label: 'Organisation',
    width: 14,
    rank: 2,
    cell: (source) => (source.shared ? 'several, by map' : (source.organisationName ?? '')),
  },
  { id: 'kind', label: 'Kind', width: 8, rank: 2, cell: (source) => source.kind },
  {
    id: 'devices',
    label: 'Devices',
    width: 5.5,
    number: true,
    rank: 3,
    cell: (source) => formatCount(source.devices),
  },
  {
    id: 'events',
    label: 'Events 24 h',
    width: 7,
    number: true,
    rank: 2,
    cell: (source) => formatCount(source.events24h),
  },
  {
    id: 'dead',
    label: 'Unreadable 24 h',
    width: 8,
    number: true,
    rank: 3,
    cell: (source) =>
      source.deadLetters24h === 0 ? '0' : <b className="bad">{formatCount(source.deadLetters24h)}</b>,
  },
  { id: 'last', label: 'Last event', width: 7.5, cell: (source) => <Time at={source.lastEvent} /> },
];

/** Where events come from, and whether they come. */
export function Sources() {
  const [state, set] = useUrlState();
  const organisationId = useOrganisation();
  const go = useGo();
  const can = useCan();
  const list = usePages('sources', (cursor) => ({
    query: { cursor, limit: 300, organisationId, state: state.state },
  }));
  const columns = useColumns('sources', columnList);
  const [cursor, setCursor] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const open = useCallback((source: Source) => go(`/sources/${source.id}`), [go]);
  const silent = list.rows.filter((source) => source.state === 'silent').length;
  const loaded = list.query.data !== undefined;
  const add = can('sources.write') ? (
    <Button look="primary" small onClick={() => setAdding(true)}>
      <Icon name="plus" />
      Add a source
    </Button>
  ) : null;
  return (
    <Page
      title={
        !loaded
          ? 'Sources'
          : `${plural(list.total ?? list.rows.length, 'source')}${silent === 0 ? ', none silent' : `, ${formatCount(silent)} silent`}`
      }
      tab="Sources"
      fill
      actions={
        <>
          {add}
          {(['', 'receiving', 'silent', 'waiting', 'disabled'] as const).map((each) => (
            <Button
              key={each}
              small
              aria-pressed={(state.state ?? '') === each}
              onClick={() => set({ state: each })}
            >
              {each === '' ? 'All' : each}
            </Button>
          ))}
          {columns.menu}
        </>
      }
    >
      <div className="table-frame">
        {!loaded ? (
          list.query.error === null ? (
            <Waiting what="sources" />
          ) : (
            <Failure error={list.query.error} retry={() => void list.query.refetch()} />
          )
        ) : list.rows.length === 0 ? (
          state.state !== undefined ? (
            <Empty title={`No source is ${state.state}`}>
              <Button onClick={() => set({ state: undefined })}>Show all</Button>
            </Empty>
          ) : (
            <Empty title="Nothing sends events yet">
              <p>
                A source is a shipper with its own token. Add one, paste its configuration on site, and watch
                the first event arrive.
              </p>
              {add}
            </Empty>
          )
        ) : (
          <DataTable
            label="Sources"
            rows={list.rows}
            columns={columns.shown}
            widthOf={columns.widthOf}
            idOf={idOf}
            cursor={cursor}
            onCursor={setCursor}
            onOpen={open}
            isDone={(source) => source.state === 'disabled'}
            total={list.total}
            onMore={list.more}
          />
        )}
      </div>
      {adding ? <AddSourceDialog organisationId={organisationId} onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}
