import type { Alert } from '@cordon/api';
import { useCallback, useMemo, useState } from 'react';
import { useKeptCursor } from '../../app/kept-cursor.ts';
import { ListPage } from '../../app/list-page.tsx';
import { useGo, useOrganisation, useUrlState } from '../../app/location.ts';
import { formatCount, plural } from '../../logic/time-format.ts';
import { rangeOf, rangeWords } from '../../logic/time-range.ts';
import { AskWhy, Button, Empty, Icon, useKeys, useNow } from '../../ui/index.ts';
import { alertColumns } from './columns.tsx';
import { AlertFacets } from './facets.tsx';
import { alertQueryOf, filterNames } from './filters.ts';
import { SavedViews } from './saved-views.tsx';
import { AlertSide } from './side.tsx';
import { Trend } from './trend.tsx';
import { TriageButtons } from './triage-buttons.tsx';
import { useAlertList } from './use-alert-list.ts';
import { useTriage } from './use-triage.tsx';

const idOf = (alert: Alert) => alert.id;

const search = { label: 'Only alerts that mention', placeholder: 'Only alerts that mention…', name: 'q' };
const narrowedBy = [...filterNames.filter((name) => name !== search.name), 'range', 'from', 'to'];

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
  const [cursor, setCursor] = useKeptCursor('Alerts triage');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [filters, setFilters] = useState(false);
  const current = list.rows.find((row) => row.id === cursor) ?? list.rows[0];
  const targets = useMemo(() => {
    const chosen = list.rows.filter((row) => selected.has(row.id));
    return chosen.length > 0 ? chosen : current === undefined ? [] : [current];
  }, [list.rows, selected, current]);
  const organisation = useOrganisation();
  const { look } = list;
  const triage = useTriage({
    targets,
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
  const timed = state.range !== undefined || state.from !== undefined;
  return (
    <ListPage
      label="Alerts"
      title={title}
      why={
        loaded && total !== undefined ? (
          <AskWhy
            figure={plural(total, 'alert')}
            what={`Alerts that fit the filters${state.state === undefined ? ' and are not closed' : ''}${
              state.muted === 'shown' ? '' : '; muted and snoozed ones are left out'
            }. Each is one row below, however many events it groups.`}
            period={timed ? `seen ${rangeWords(rangeOf(state, now))}` : 'any time'}
            asOf={new Date(list.asOf).toISOString()}
          />
        ) : null
      }
      actions={
        <>
          <span className="filters-button">
            <Button small aria-expanded={filters} aria-controls="facets" onClick={() => setFilters(!filters)}>
              <Icon name="filter" />
              Filters
            </Button>
          </span>
          <SavedViews page="alerts" />
        </>
      }
      list={list}
      columns={alertColumns}
      idOf={idOf}
      onOpen={openAlert}
      table={{
        cursor: current?.id ?? null,
        onCursor: setCursor,
        selected,
        onSelect: setSelected,
        sort: state.sort ?? 'urgency',
        onSort: (sort) => set({ sort: state.sort === sort ? undefined : sort }),
        isDone: (alert) => alert.state === 'closed',
      }}
      search={search}
      narrowedBy={narrowedBy}
      noneFit="No alert fits these filters"
      empty={
        <Empty
          title={
            organisation === undefined
              ? 'Nothing needs anybody'
              : 'Nothing needs anybody in this organisation'
          }
        >
          <p>
            Rules run on every event as it arrives; what they find appears here at once. No alert does not
            mean that nothing happened: check under Sources that logs arrive.
          </p>
          <Button onClick={() => go('/sources')}>Look at the sources</Button>
        </Empty>
      }
      bar={
        selected.size > 0 ? (
          <>
            <b>{formatCount(selected.size)} selected</b>
            <Button small look="plain" aria-label="Select none" onClick={() => setSelected(new Set())}>
              <Icon name="close" />
            </Button>
            <TriageButtons can={triage.can} start={triage.start} hints={false} />
          </>
        ) : undefined
      }
      news={
        <span role="status" className="bar-end">
          {fresh > 0 ? (
            <button type="button" className="pill" aria-keyshortcuts="." onClick={showNew}>
              {formatCount(fresh)} new
            </button>
          ) : null}
        </span>
      }
      above={<Trend />}
      facets={<AlertFacets facets={list.facets} state={state} set={set} open={filters} />}
      side={current === undefined ? undefined : <AlertSide alert={current} triage={triage} />}
    >
      {triage.dialogs}
    </ListPage>
  );
}
