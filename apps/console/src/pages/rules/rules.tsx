import type { Rule } from '@cordon/api';
import { useCallback } from 'react';
import { useAsk, usePages } from '../../app/ask.ts';
import { ListPage } from '../../app/list-page.tsx';
import { useGo, useUrlState } from '../../app/location.ts';
import { formatCount, plural } from '../../logic/time-format.ts';
import {
  AskWhy,
  Button,
  Chip,
  type Column,
  Go,
  Loaded,
  Page,
  PlainTable,
  Severity,
  Time,
} from '../../ui/index.ts';
import { FalseAlarms } from './false-alarms.tsx';
import { FilterList } from './rule-filters.tsx';

const sorts = ['title', 'false-alarms'] as const;
const idOf = (rule: Rule) => rule.id;
const columnList: readonly Column<Rule>[] = [
  { id: 'level', label: 'Level', width: 7, cell: (rule) => <Severity level={rule.level} /> },
  {
    id: 'title',
    label: 'Rule',
    cell: (rule) => (
      <span title={rule.title}>
        <Go to={`/rules/${encodeURIComponent(rule.id)}`} className="cell primary" tabIndex={-1}>
          {rule.title}
        </Go>{' '}
        {rule.enabled ? null : <Chip tone="warn">disabled</Chip>}{' '}
        {rule.hasLogsource ? null : <Chip>nothing feeds it</Chip>}
      </span>
    ),
  },
  { id: 'logsource', label: 'Log source', width: 13, rank: 2, cell: (rule) => rule.logsource },
  { id: 'origin', label: 'From', width: 8, rank: 3, cell: (rule) => rule.origin },
  { id: 'hits24h', label: 'Hits 24 h', width: 5.5, number: true, cell: (rule) => formatCount(rule.hits24h) },
  {
    id: 'hits',
    label: 'Hits',
    width: 5.5,
    number: true,
    rank: 2,
    cell: (rule) => formatCount(rule.hitsTotal),
  },
  {
    id: 'false-alarms',
    label: 'False alarms',
    width: 9,
    rank: 2,
    sort: 'false-alarms',
    cell: ({ verdicts }) => <FalseAlarms verdicts={verdicts} />,
  },
  { id: 'last', label: 'Last hit', width: 7.5, rank: 2, cell: (rule) => <Time at={rule.lastHit} /> },
];

function Rejected() {
  const report = useAsk('ruleReport', {});
  return (
    <Loaded query={report} what="the load report">
      {({ rejected, filters, origins, loadedAt }) => (
        <>
          <p className="secondary">
            Loaded <Time at={loadedAt} /> from{' '}
            {origins.map((origin) => `${origin.name} (${plural(origin.rules, 'rule')})`).join(', ')}. A rule
            that cannot be compiled is listed here with its reason; none is dropped in silence.
          </p>
          <section className="panel" aria-label="Rejected rules">
            <PlainTable
              label="Rejected rules"
              least={44}
              rows={rejected}
              idOf={(each) => `${each.origin} ${each.file} ${each.code} ${each.line ?? ''}`}
              empty={<p>Every rule was loaded.</p>}
              columns={[
                { label: 'Rule', width: 16, cell: (each) => each.title ?? 'without title' },
                {
                  label: 'File',
                  width: 16,
                  cell: (each) => (
                    <span className="mono">
                      {each.file}
                      {each.line === null ? '' : `:${each.line}`}
                    </span>
                  ),
                },
                { label: 'Why', cell: (each) => each.reason },
              ]}
            />
          </section>
          <FilterList filters={filters} />
        </>
      )}
    </Loaded>
  );
}

const search = { label: 'Find a rule', placeholder: 'Title, id or technique', name: 'q' };

/** What detects: loaded, rejected and why, hits. */
export function Rules() {
  const [state, set] = useUrlState();
  const go = useGo();
  const report = useAsk('ruleReport', {});
  const sort = sorts.find((each) => each === state.sort) ?? 'title';
  const rules = usePages('rules', (cursor) => ({
    query: { cursor, limit: 200, q: state.q, level: state.level, origin: state.origin, sort },
  }));
  const open = useCallback((rule: Rule) => go(`/rules/${encodeURIComponent(rule.id)}`), [go]);
  const data = report.data;
  const rejected = state.show === 'rejected';
  const head = {
    title:
      data === undefined
        ? 'Rules'
        : `${plural(data.loaded, 'rule')} loaded${data.rejected.length === 0 ? '' : `, ${formatCount(data.rejected.length)} rejected`}`,
    lead:
      data !== undefined && data.withoutLogsource > 0
        ? `${formatCount(data.withoutLogsource)} cannot fire: no known log source feeds them`
        : undefined,
    actions: (
      <>
        <Button small aria-pressed={!rejected} onClick={() => set({ show: undefined })}>
          Loaded
        </Button>
        <Button small aria-pressed={rejected} onClick={() => set({ show: 'rejected' })}>
          Rejected{data === undefined ? '' : ` (${formatCount(data.rejected.length)})`}
        </Button>
      </>
    ),
  };
  if (rejected)
    return (
      <Page {...head} tab="Rules">
        <Rejected />
      </Page>
    );
  return (
    <ListPage
      {...head}
      label="Rules"
      why={
        data === undefined ? null : (
          <AskWhy
            figure={head.title}
            what="Rules that were read when Cordon started, disabled ones included. A rule that could not be compiled is rejected with its reason; none is dropped in silence."
            period={
              <>
                loaded <Time at={data.loadedAt} exact />
              </>
            }
            asOf={new Date(report.dataUpdatedAt).toISOString()}
          />
        )
      }
      list={rules}
      columns={columnList}
      idOf={idOf}
      onOpen={open}
      table={{
        isDone: (rule) => !rule.enabled,
        sort,
        onSort: (next) => set({ sort: next === sort ? undefined : next }),
      }}
      search={search}
      filters={
        data === undefined || data.origins.length < 2 ? null : (
          <select
            className="select list-search"
            aria-label="Where rules come from"
            value={state.origin ?? ''}
            onChange={(event) => set({ origin: event.target.value })}
          >
            <option value="">From anywhere</option>
            {data.origins.map((origin) => (
              <option key={origin.name} value={origin.name}>
                {origin.name} ({formatCount(origin.rules)})
              </option>
            ))}
          </select>
        )
      }
      narrowedBy={['origin', 'level']}
      noneFit="No rule fits"
    />
  );
}
