import type { LakeEvent } from '@cordon/api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { call, key } from '../../api/index.ts';
import { usePages } from '../../app/ask.ts';
import { useUrlState } from '../../app/location.ts';
import { useCan } from '../../app/session.tsx';
import { formatCount, plural } from '../../logic/time-format.ts';
import { fixedRange, rangeOf, rangeWords } from '../../logic/time-range.ts';
import {
  Button,
  Clock,
  type Column,
  DataTable,
  Empty,
  Failure,
  Histogram,
  Page,
  useColumns,
  Waiting,
} from '../../ui/index.ts';
import { SavedViews } from '../alerts/saved-views.tsx';
import { EventDrawer } from './event-drawer.tsx';
import { eventFilterOf, filterNames } from './event-filter.ts';
import { ExportButton } from './export-button.tsx';
import { SearchForm } from './search-form.tsx';

const idOf = (event: LakeEvent) => event.id;
const columnList: readonly Column<LakeEvent>[] = [
  { id: 'time', label: 'Happened', width: 10.5, cell: (event) => <Clock at={event.happened} /> },
  { id: 'host', label: 'Device', width: 10, cell: (event) => event.host },
  { id: 'organisation', label: 'Organisation', width: 11, rank: 3, cell: (event) => event.organisationName },
  { id: 'eventId', label: 'Event', width: 4.5, number: true, cell: (event) => event.eventId },
  { id: 'channel', label: 'Log', width: 10, rank: 3, cell: (event) => event.channel },
  {
    id: 'what',
    label: 'What',
    cell: (event) => (
      <span className="mono" title={event.commandLine ?? event.message ?? ''}>
        {event.commandLine ?? event.process ?? event.message ?? event.provider}
      </span>
    ),
  },
  { id: 'user', label: 'User', width: 9, rank: 2, cell: (event) => event.user ?? '' },
];

/** Search in everything that was logged: filters as form and address, histogram, rows, the event whole. */
export function Events() {
  const [state, set] = useUrlState();
  const can = useCan();
  const [asked, setAsked] = useState(() => new Date());
  // A sliding range is pinned when the search is made: paging through a moving window would skip rows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new search takes the time of its making
  const pinned = useMemo(() => new Date(), [state, asked]);
  const range = useMemo(() => rangeOf(state, pinned), [state, pinned]);
  const filter = useMemo(() => eventFilterOf(state, range), [state, range]);
  const events = usePages(
    'events',
    (cursor) => ({ body: { filter, limit: 200, ...(cursor === undefined ? {} : { cursor }) } }),
    {
      steady: true,
    },
  );
  const histogram = useQuery({
    queryKey: key('eventHistogram', filter),
    queryFn: ({ signal }) => call('eventHistogram', { body: { filter, buckets: 120 }, signal }),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns('events', columnList);
  const [cursor, setCursor] = useState<string | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const event = events.rows.find((row) => row.id === shown);
  const open = useCallback((row: LakeEvent) => setShown(row.id), []);
  const onCursor = useCallback((id: string) => {
    setCursor(id);
    setShown((before) => (before === null ? null : id));
  }, []);
  const total = histogram.data?.total;
  const answer = events.first;
  const narrowed = filterNames.some((name) => state[name] !== undefined);
  return (
    <Page
      title={total === undefined ? 'Event search' : `${plural(total, 'event')}, ${rangeWords(range)}`}
      tab="Event search"
      lead={
        answer === undefined
          ? undefined
          : `${events.query.isFetching ? 'Searching… ' : ''}read ${formatCount(answer.scanned.rows)} rows in ${answer.tookMs} ms`
      }
      fill
      actions={
        <>
          <Button small onClick={() => setAsked(new Date())}>
            Search again
          </Button>
          {can('events.export') ? <ExportButton filter={filter} /> : null}
          <SavedViews page="events" />
          {columns.menu}
        </>
      }
    >
      <SearchForm />
      {histogram.data === undefined ? null : (
        <div className="histogram-strip">
          <Histogram buckets={histogram.data} what="event" onZoom={(from, to) => set(fixedRange(from, to))} />
        </div>
      )}
      <div className="triage" data-facets="none" data-side={event === undefined ? 'none' : undefined}>
        <div className="table-frame">
          {events.query.data === undefined ? (
            events.query.error === null ? (
              <Waiting what="events" />
            ) : (
              <Failure error={events.query.error} retry={() => void events.query.refetch()} />
            )
          ) : events.rows.length === 0 ? (
            <Empty title={narrowed ? 'No event fits this search' : 'No events in this time'}>
              <p>
                {narrowed
                  ? 'Look at a longer time, or take a filter away. Text is compared without regard to case; a device’s clock may be off.'
                  : 'No source has sent anything in this time. Look at a longer time, or check the sources.'}
              </p>
              <Button onClick={() => set({ range: '30d', from: undefined, to: undefined })}>
                Look at the last 30 days
              </Button>
            </Empty>
          ) : (
            <DataTable
              label="Events"
              rows={events.rows}
              columns={columns.shown}
              widthOf={columns.widthOf}
              idOf={idOf}
              cursor={cursor}
              onCursor={onCursor}
              onOpen={open}
              total={total}
              onMore={events.more}
            />
          )}
        </div>
        {event === undefined ? null : <EventDrawer event={event} onClose={() => setShown(null)} />}
      </div>
    </Page>
  );
}
