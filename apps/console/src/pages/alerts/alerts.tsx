import type { Alert } from '@cordon/api';
import { useCallback, useMemo, useState } from 'react';
import { useAsk } from '../../app/ask.ts';
import { useGo, useOrganisation, useUrlState } from '../../app/location.ts';
import { formatCount, plural } from '../../logic/time-format.ts';
import { rangeOf } from '../../logic/time-range.ts';
import {
  Button,
  DataTable,
  Empty,
  Failure,
  Icon,
  Page,
  StackedLevels,
  useColumns,
  useKeys,
  useNow,
  Waiting,
} from '../../ui/index.ts';
import { alertColumns } from './columns.tsx';
import { AlertFacets } from './facets.tsx';
import { alertQueryOf, filterNames, isNarrowed } from './filters.ts';
import { SavedViews } from './saved-views.tsx';
import { AlertSide } from './side.tsx';
import { TriageButtons } from './triage-buttons.tsx';
import { useAlertList } from './use-alert-list.ts';
import { useTriage } from './use-triage.tsx';

const idOf = (alert: Alert) => alert.id;

function Trend() {
  const [state] = useUrlState();
  const now = useNow();
  const organisationId = useOrganisation();
  const hours = Math.ceil(
    Math.min(720, (now.getTime() - rangeOf(state, now, '24h').from.getTime()) / 3_600_000),
  );
  const overview = useAsk('overview', { query: { hours: Math.max(1, hours), organisationId } });
  if (overview.data === undefined) return null;
  return (
    <div className="histogram-strip">
      <StackedLevels {...overview.data.series} height={72} />
    </div>
  );
}

/** The list of triage: filters at the left, rows in the middle, the selected one whole at the right. */
export function Alerts() {
  const [state, set] = useUrlState();
  const now = useNow();
  const go = useGo();
  const query = useMemo(() => alertQueryOf(state, now), [state, now]);
  const asked = JSON.stringify(query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same question must stay the same object
  const steady = useMemo(() => query, [asked]);
  const list = useAlertList(steady);
  const columns = useColumns('alerts', alertColumns);
  const [cursor, setCursor] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [filters, setFilters] = useState(false);
  const [search, setSearch] = useState(state.q ?? '');
  const current = list.rows.find((row) => row.id === cursor) ?? list.rows[0];
  const targets = useMemo(() => {
    const chosen = list.rows.filter((row) => selected.has(row.id));
    return chosen.length > 0 ? chosen : current === undefined ? [] : [current];
  }, [list.rows, selected, current]);
  const organisation = useOrganisation();
  const { look } = list;
  const triage = useTriage({
    targets,
    seen: Math.min(...targets.map(list.seenOf)),
    organisationIds: useMemo(() => (organisation === undefined ? undefined : [organisation]), [organisation]),
    onDone: useCallback(() => {
      setSelected(new Set());
      look();
    }, [look]),
  });
  const { showNew, fresh } = list;
  useKeys(
    useMemo(
      () => (fresh > 0 ? [{ keys: '.', label: 'Show what is new', group: 'Lists', run: showNew }] : []),
      [fresh, showNew],
    ),
  );
  const openAlert = useCallback((alert: Alert) => go(`/alerts/${alert.id}`), [go]);
  const loaded = list.query.data !== undefined;
  const total = list.total;
  const title =
    !loaded || total === undefined ? 'Alerts' : total === 0 ? 'No alerts to show' : plural(total, 'alert');
  const narrowed = isNarrowed(state);
  const clear = () =>
    set(Object.fromEntries([...filterNames, 'range', 'from', 'to'].map((name) => [name, undefined])));
  return (
    <Page
      title={title}
      tab="Alerts"
      fill
      actions={
        <>
          <span className="filters-button">
            <Button small aria-expanded={filters} aria-controls="facets" onClick={() => setFilters(!filters)}>
              <Icon name="filter" />
              Filters
            </Button>
          </span>
          <SavedViews page="alerts" />
          {columns.menu}
        </>
      }
    >
      <Trend />
      <div className="triage" data-side={current === undefined ? 'none' : undefined}>
        <AlertFacets facets={list.facets} state={state} set={set} open={filters} />
        <div className="table-frame">
          <div className="table-bar">
            {selected.size > 0 ? (
              <>
                <b>{formatCount(selected.size)} selected</b>
                <TriageButtons can={triage.can} start={triage.start} />
                <Button small look="plain" onClick={() => setSelected(new Set())}>
                  Select none
                </Button>
              </>
            ) : (
              <form
                className="row-line grow"
                onSubmit={(event) => {
                  event.preventDefault();
                  set({ q: search.trim() });
                }}
              >
                <input
                  className="input list-search"
                  type="search"
                  aria-label="Only alerts that mention"
                  placeholder="Only alerts that mention…"
                  value={search}
                  onChange={(event) => setSearch(event.target.value)}
                />
                {narrowed ? (
                  <Button small look="plain" onClick={clear}>
                    Clear filters
                  </Button>
                ) : null}
              </form>
            )}
            <span role="status">
              {fresh > 0 ? (
                <button type="button" className="pill" aria-keyshortcuts="." onClick={showNew}>
                  {formatCount(fresh)} new
                </button>
              ) : null}
            </span>
          </div>
          {!loaded ? (
            list.query.error === null ? (
              <Waiting what="alerts" />
            ) : (
              <Failure error={list.query.error} retry={() => void list.query.refetch()} />
            )
          ) : list.rows.length === 0 ? (
            narrowed ? (
              <Empty title="No alert fits these filters">
                <Button onClick={clear}>Clear filters</Button>
              </Empty>
            ) : (
              <Empty title="Nothing needs anybody">
                <p>
                  Rules run on every event as it arrives; what they find appears here at once. No alert does
                  not mean that nothing happened: check under Sources that logs arrive.
                </p>
                <Button onClick={() => go('/sources')}>Look at the sources</Button>
              </Empty>
            )
          ) : (
            <DataTable
              label="Alerts"
              rows={list.rows}
              columns={columns.shown}
              widthOf={columns.widthOf}
              idOf={idOf}
              cursor={current?.id ?? null}
              onCursor={setCursor}
              onOpen={openAlert}
              selected={selected}
              onSelect={setSelected}
              sort={state.sort ?? 'urgency'}
              onSort={(sort) => set({ sort: state.sort === sort ? undefined : sort })}
              isDone={(alert) => alert.state === 'closed'}
              total={total}
              onMore={list.more}
            />
          )}
        </div>
        {current === undefined ? null : <AlertSide alert={current} triage={triage} />}
      </div>
      {triage.dialogs}
    </Page>
  );
}
