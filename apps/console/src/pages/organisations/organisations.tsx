import type { Organisation } from '@cordon/api';
import { useCallback, useMemo, useState } from 'react';
import { useAsk, useChange, usePages } from '../../app/ask.ts';
import { useGo, useUrlState } from '../../app/location.ts';
import { useCan } from '../../app/session.tsx';
import { formatCount, plural } from '../../logic/time-format.ts';
import {
  Button,
  type Column,
  DataTable,
  Dialog,
  Empty,
  ErrorSummary,
  Failure,
  Go,
  Icon,
  Page,
  SelectField,
  TextField,
  Time,
  useColumns,
  Waiting,
  type Wrong,
  wrongOf,
} from '../../ui/index.ts';
import { wrongsOf } from '../gate/wrongs.ts';
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
  { id: 'kind', label: 'Kind', width: 9, rank: 3, cell: (each) => each.kind },
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
const kinds = [
  'Acute trust',
  'Mental health trust',
  'Community trust',
  'Ambulance trust',
  'Practice',
  'Shared service',
];

function AddDialog({ onClose }: { readonly onClose: () => void }) {
  const go = useGo();
  const nodes = useAsk('nodes', {});
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [kind, setKind] = useState(kinds[0] ?? '');
  const [parent, setParent] = useState('');
  const [own, setOwn] = useState<readonly Wrong[]>([]);
  const create = useChange('organisationCreate', {
    quiet: true,
    renews: ['organisations', 'session', 'tiles', 'nodes'],
    done: (made) => {
      onClose();
      go(`/organisations/${made.id}`);
    },
  });
  const parents = (nodes.data?.rows ?? []).filter((node) => node.kind !== 'organisation');
  const chosen = parent === '' ? (parents.find((node) => node.kind === 'region') ?? parents[0])?.id : parent;
  const wrongs = useMemo(
    () => (own.length > 0 ? own : wrongsOf(create.error, ['code', 'name'])),
    [own, create.error],
  );
  const submit = () => {
    const missing: Wrong[] = [];
    if (!/^[A-Z0-9]{2,12}$/.test(code))
      missing.push({ field: 'code', text: 'Enter a code of 2 to 12 capital letters and digits' });
    if (name.trim() === '') missing.push({ field: 'name', text: 'Enter the name' });
    if (chosen === undefined) missing.push({ field: 'parent', text: 'Choose where it belongs' });
    setOwn(missing);
    if (missing.length === 0 && chosen !== undefined)
      create.mutate({ body: { code, name: name.trim(), kind, parentIds: [chosen] } });
  };
  return (
    <Dialog
      title="Add an organisation"
      onClose={onClose}
      onSubmit={submit}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={create.isPending}>
            Add organisation
          </Button>
        </>
      }
    >
      <ErrorSummary wrongs={wrongs} />
      <TextField
        id="code"
        label="Code"
        hint="The organisation’s official short code, for example RX1"
        value={code}
        wrong={wrongOf(wrongs, 'code')}
        onChange={(event) => setCode(event.target.value.toUpperCase())}
      />
      <TextField
        id="name"
        label="Name"
        value={name}
        wrong={wrongOf(wrongs, 'name')}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField label="Kind" value={kind} onChange={(event) => setKind(event.target.value)}>
        {kinds.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </SelectField>
      <SelectField
        id="parent"
        label="Belongs to"
        value={chosen ?? ''}
        wrong={wrongOf(wrongs, 'parent')}
        onChange={(event) => setParent(event.target.value)}
      >
        {parents.map((node) => (
          <option key={node.id} value={node.id}>
            {node.name} ({node.kind})
          </option>
        ))}
      </SelectField>
    </Dialog>
  );
}

/** The organisations of the federation. */
export function Organisations() {
  const [state, set] = useUrlState();
  const go = useGo();
  const can = useCan();
  const list = usePages('organisations', (cursor) => ({
    query: { cursor, limit: 300, q: state.q, regionId: state.region },
  }));
  const columns = useColumns('organisations', columnList);
  const [cursor, setCursor] = useState<string | null>(null);
  const [search, setSearch] = useState(state.q ?? '');
  const [adding, setAdding] = useState<'organisation' | 'node' | null>(null);
  const open = useCallback((each: Organisation) => go(`/organisations/${each.id}`), [go]);
  return (
    <Page
      title={list.total === undefined ? 'Organisations' : plural(list.total, 'organisation')}
      tab="Organisations"
      fill
      actions={
        <>
          {can('federation.write') ? (
            <>
              <Button look="primary" small onClick={() => setAdding('organisation')}>
                <Icon name="plus" />
                Add an organisation
              </Button>
              <Button small onClick={() => setAdding('node')}>
                Add a region or group
              </Button>
            </>
          ) : null}
          {columns.menu}
        </>
      }
    >
      <div className="table-frame">
        <form
          className="table-bar"
          onSubmit={(event) => {
            event.preventDefault();
            set({ q: search.trim() });
          }}
        >
          <input
            className="input list-search"
            type="search"
            aria-label="Find an organisation by name or code"
            placeholder="Name or code"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </form>
        {list.query.data === undefined ? (
          list.query.error === null ? (
            <Waiting what="organisations" />
          ) : (
            <Failure error={list.query.error} retry={() => void list.query.refetch()} />
          )
        ) : list.rows.length === 0 ? (
          state.q !== undefined ? (
            <Empty title="No organisation fits">
              <Button
                onClick={() => {
                  setSearch('');
                  set({ q: undefined });
                }}
              >
                Show all
              </Button>
            </Empty>
          ) : (
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
          )
        ) : (
          <DataTable
            label="Organisations"
            rows={list.rows}
            columns={columns.shown}
            widthOf={columns.widthOf}
            idOf={idOf}
            cursor={cursor}
            onCursor={setCursor}
            onOpen={open}
            total={list.total}
            onMore={list.more}
          />
        )}
      </div>
      {adding === 'organisation' ? <AddDialog onClose={() => setAdding(null)} /> : null}
      {adding === 'node' ? <NodeDialog onClose={() => setAdding(null)} /> : null}
    </Page>
  );
}
