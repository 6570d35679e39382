import type { Source } from '@cordon/api';
import { useCallback, useState } from 'react';
import { usePages } from '../../app/ask.ts';
import { ListPage } from '../../app/list-page.tsx';
import { useGo, useOrganisation, useUrlState } from '../../app/location.ts';
import { useCan, useSession } from '../../app/session.tsx';
import { formatCount } from '../../logic/time-format.ts';
import { AskWhy, Button, type Column, Empty, Go, Icon, Time } from '../../ui/index.ts';
import { AddSourceDialog } from './add-source-dialog.tsx';
import { SourceState } from './source-state.tsx';
import { sourcesTitle } from './sources-title.ts';

const idOf = (source: Source) => source.id;
const columnList: readonly Column<Source>[] = [
  { id: 'state', label: 'State', width: 7.5, cell: (source) => <SourceState state={source.state} /> },
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
    width: 8.5,
    number: true,
    rank: 3,
    cell: (source) =>
      source.deadLetters24h === 0 ? '0' : <b className="bad">{formatCount(source.deadLetters24h)}</b>,
  },
  { id: 'last', label: 'Last event', width: 7.5, cell: (source) => <Time at={source.lastEvent} /> },
];

const search = { label: 'Find a source', placeholder: 'Source or organisation', name: 'q' };
const states = ['receiving', 'silent', 'waiting', 'disabled'] as const;

/** Where events come from, and whether they come. */
export function Sources() {
  const [state, set] = useUrlState();
  const organisationId = useOrganisation();
  const go = useGo();
  const can = useCan();
  const { organisations } = useSession();
  const list = usePages('sources', (cursor) => ({
    query: { cursor, limit: 300, organisationId, state: state.state, q: state.q },
  }));
  const [adding, setAdding] = useState(false);
  const open = useCallback((source: Source) => go(`/sources/${source.id}`), [go]);
  const title = sourcesTitle({
    rows: list.query.data === undefined ? undefined : list.rows,
    whole: list.total !== undefined,
    state: state.state,
  });
  const add = can('sources.write') ? (
    <Button look="primary" small onClick={() => setAdding(true)}>
      <Icon name="plus" />
      Add a source
    </Button>
  ) : null;
  return (
    <ListPage
      label="Sources"
      title={title}
      why={
        list.query.data === undefined ? null : (
          <AskWhy
            figure={title}
            what="Sources that you may see and that fit the filters, shared ones included. A source is silent when it has sent nothing for longer than its own threshold; one that never sent is waiting."
            period="now; events and unreadable records of the last 24 hours"
            asOf={new Date(list.query.dataUpdatedAt).toISOString()}
          />
        )
      }
      actions={add}
      list={list}
      columns={columnList}
      idOf={idOf}
      onOpen={open}
      table={{ isDone: (source) => source.state === 'disabled' }}
      search={search}
      filters={
        <select
          className="select list-search"
          aria-label="State"
          value={state.state ?? ''}
          onChange={(event) => set({ state: event.target.value })}
        >
          <option value="">Any state</option>
          {states.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      }
      narrowedBy={['state']}
      noneFit="No source fits"
      empty={
        <Empty title="Nothing sends events yet">
          <p>
            A source is a shipper with its own token. Add one, paste its configuration on site, and watch the
            first event arrive.
          </p>
          {organisations.length === 0 && can('federation.write') ? (
            <>
              <p>A source belongs to an organisation, and there is none yet.</p>
              <Button look="primary" onClick={() => go('/organisations')}>
                Add an organisation first
              </Button>
            </>
          ) : (
            add
          )}
        </Empty>
      }
    >
      {adding ? <AddSourceDialog organisationId={organisationId} onClose={() => setAdding(false)} /> : null}
    </ListPage>
  );
}
