import type { Row } from '../../api/index.ts';
import { plural } from '../../logic/time-format.ts';
import { Clock, Go, PlainTable } from '../../ui/index.ts';

type Finding = NonNullable<Row<'alertSignals'>['finding']>;

/** What a correlation counted: this organisation's own events, and how many others there are. */
export function FindingView({ finding }: { readonly finding: Finding }) {
  const { count, others, measure, events, withdrawn } = finding;
  const unlisted = count - events.length;
  return (
    <div className="stack">
      <p>
        {plural(count, 'event', 'events')} from <Clock at={finding.first} /> to <Clock at={finding.last} />
        {measure === null || measure === count ? null : `, measured ${measure}`}
        {others === 0
          ? null
          : `; ${plural(others, 'other organisation has', 'other organisations have')} part in it`}
        .
      </p>
      {withdrawn === null ? null : (
        <p className="secondary" role="status">
          Taken back at <Clock at={withdrawn} />: an event that came late showed that it began otherwise.
        </p>
      )}
      <PlainTable
        label="Events that were counted"
        least={36}
        rows={events}
        idOf={(event) => event.eventId + event.ruleId}
        empty={<p className="secondary">The events are older than the organisation’s retention.</p>}
        columns={[
          { label: 'Time', width: 10, cell: (event) => <Clock at={event.happened} /> },
          {
            label: 'Device',
            width: 12,
            cell: (event) =>
              event.host === null ? (
                <span className="secondary">no longer kept</span>
              ) : (
                <Go to={`/events?host=${encodeURIComponent(event.host)}`} className="quiet">
                  {event.host}
                </Go>
              ),
          },
          {
            label: 'Rule',
            cell: (event) => <Go to={`/rules/${encodeURIComponent(event.ruleId)}`}>{event.ruleTitle}</Go>,
          },
        ]}
      />
      {unlisted > 0 && events.length > 0 ? (
        <p className="secondary">
          The latest {events.length} are listed; {unlisted} earlier ones are not.
        </p>
      ) : null}
    </div>
  );
}
