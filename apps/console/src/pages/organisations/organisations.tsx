import type { Organisation } from '@cordon/api';
import { useCallback, useState } from 'react';
import { usePages } from '../../app/ask.ts';
import { ListPage } from '../../app/list-page.tsx';
import { useGo, useUrlState } from '../../app/location.ts';
import { useCan } from '../../app/session.tsx';
import { formatCount, plural } from '../../logic/time-format.ts';
import { AskWhy, Button, type Column, Empty, Go, Icon, Time } from '../../ui/index.ts';
import { AddDialog } from './add-dialog.tsx';
import { NodeDialog } from './node-dialog.tsx';

const idOf = (organisation: Organisation) => organisation.id;
const columnList: readonly Column<Organisation>[] = [
  { id: 'code', label: 'Code', width: 5, cell: (each) => each.code },
  {
    id: 'name',
    label: 'Organisation',
    cell: (each) => (
      <Go to={`/organisations/${each.id}`} className="cell primary" tabIndex={-1}>
        {each.name}
      </Go>
    ),
  },
  { id: 'kind', label: 'Kind', width: 10.5, rank: 3, cell: (each) => each.kind },
  { id: 'region', label: 'Region', width: 10, rank: 2, cell: (each) => each.regionName ?? '' },
  {
    id: 'devices',
    label: 'Devices',
    width: 6,
    number: true,
    rank: 2,
    cell: (each) => formatCount(each.devices),
  },
  {
    id: 'sources',
    label: 'Sources',
    width: 6,
    number: true,
    rank: 3,
    cell: (each) => formatCount(each.sources),
  },
  {
    id: 'alerts',
    label: 'Open alerts',
    width: 6.5,
    number: true,
    cell: (each) => (each.openAlerts === 0 ? '0' : <b className="bad">{formatCount(each.openAlerts)}</b>),
  },
  { id: 'last', label: 'Last event', width: 7.5, cell: (each) => <Time at={each.lastEvent} /> },
];
const search = {
  label: 'Find an organisation by name or code',
  placeholder: 'Name or code',
  name: 'q',
};

/** The organisations of the federation. */
export function Organisations() {
  const [state] = useUrlState();
  const go = useGo();
  const can = useCan();
  const list = usePages('organisations', (cursor) => ({
    query: { cursor, limit: 300, q: state.q, regionId: state.region },
  }));
  const [adding, setAdding] = useState<'organisation' | 'node' | null>(null);
  const open = useCallback((each: Organisation) => go(`/organisations/${each.id}`), [go]);
  return (
    <ListPage
      label="Organisations"
      title={list.total === undefined ? 'Organisations' : plural(list.total, 'organisation')}
      why={
        list.total === undefined ? null : (
          <AskWhy
            figure={plural(list.total, 'organisation')}
            what="Organisations that you may see and that fit the filters; regions and groups are not counted."
            period="now"
            asOf={new Date(list.query.dataUpdatedAt).toISOString()}
          />
        )
      }
      actions={
        can('federation.write') ? (
          <>
            <Button look="primary" small onClick={() => setAdding('organisation')}>
              <Icon name="plus" />
              Add an organisation
            </Button>
            <Button small onClick={() => setAdding('node')}>
              Add a region or group
            </Button>
          </>
        ) : null
      }
      list={list}
      columns={columnList}
      idOf={idOf}
      onOpen={open}
      search={search}
      narrowedBy={['region']}
      noneFit="No organisation fits"
      empty={
        <Empty title="There are no organisations yet">
          <p>
            Each trust or practice that sends its logs is an organisation. Add the first, then connect a
            source to it.
          </p>
          {can('federation.write') ? (
            <Button look="primary" onClick={() => setAdding('organisation')}>
              Add an organisation
            </Button>
          ) : null}
        </Empty>
      }
    >
      {adding === 'organisation' ? <AddDialog onClose={() => setAdding(null)} /> : null}
      {adding === 'node' ? <NodeDialog onClose={() => setAdding(null)} /> : null}
    </ListPage>
  );
}
