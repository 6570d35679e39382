import type { Alert } from '@cordon/api';
import { formatCount } from '../../logic/time-format.ts';
import { Chip, type Column, Go, Severity, Spark, Time } from '../../ui/index.ts';
import { organisationsOf, organisationsText, StateChip } from './words.tsx';

/** The first organisation by name, and always how many more there are, however narrow the column. */
const organisationsCell = (alert: Alert) => {
  const { first, more } = organisationsOf(alert);
  const text = organisationsText(alert);
  if (first === undefined || more === 0) return <span title={text}>{text}</span>;
  return (
    <span className="with-rest" title={text}>
      <span className="truncate" aria-hidden="true">
        {first}
      </span>
      <b aria-hidden="true">+{formatCount(more)}</b>
      <span className="visually-hidden">{text}</span>
    </span>
  );
};

/** Columns of the list of alerts. */
export const alertColumns: readonly Column<Alert>[] = [
  { id: 'level', label: 'Level', width: 6.25, cell: (alert) => <Severity level={alert.level} /> },
  {
    id: 'title',
    label: 'Alert',
    least: 12,
    cell: (alert) => (
      <span title={alert.title}>
        <Go to={`/alerts/${alert.id}`} className="cell primary" tabIndex={-1}>
          {alert.title}
        </Go>{' '}
        {alert.mutedUntil !== null || alert.snoozedUntil !== null ? <Chip>quiet</Chip> : null}
      </span>
    ),
  },
  {
    id: 'state',
    label: 'State',
    width: 7.25,
    cell: (alert) => <StateChip state={alert.state} reason={alert.closeReason} />,
  },
  { id: 'organisations', label: 'Organisations', width: 9.5, rank: 2, cell: organisationsCell },
  {
    id: 'devices',
    label: 'Devices',
    width: 5.5,
    number: true,
    rank: 2,
    sort: 'devices',
    cell: (alert) => formatCount(alert.devices),
  },
  { id: 'count', label: 'Hits', width: 5, number: true, rank: 3, cell: (alert) => formatCount(alert.count) },
  { id: 'curve', label: 'Trend', width: 6, rank: 3, cell: (alert) => <Spark counts={alert.curve.counts} /> },
  {
    id: 'first',
    label: 'First seen',
    width: 7.5,
    rank: 3,
    sort: 'first',
    cell: (alert) => <Time at={alert.first} />,
  },
  {
    id: 'last',
    label: 'Last seen',
    width: 7,
    rank: 2,
    sort: 'last',
    cell: (alert) => <Time at={alert.last} />,
  },
  {
    id: 'assignee',
    label: 'Assignee',
    width: 8,
    rank: 3,
    cell: (alert) => alert.assignee?.name ?? <span className="secondary">nobody</span>,
  },
];
