import { useState } from 'react';
import { ApiError } from '../../api/index.ts';
import { useAsk } from '../../app/ask.ts';
import { Clock, Empty, Go, Loaded, PlainTable, SelectField, useNow } from '../../ui/index.ts';
import { settling } from './why.tsx';

/** What else happened on the device around the newest hit: the story of an alert is in the minutes beside it. */
export function Around({ alertId }: { readonly alertId: string }) {
  const now = useNow();
  const [minutes, setMinutes] = useState(5);
  const hits = useAsk('alertSignals', { params: { id: alertId }, query: { limit: 1 } });
  const hit = hits.data?.rows[0];
  // What a correlation found is no event: its last one is where to look.
  const at = hit?.finding?.events.findLast((event) => !event.found) ?? hit;
  const young = hit !== undefined && now.getTime() - new Date(hit.received).getTime() < settling;
  const around = useAsk(
    'eventAround',
    { params: { id: at?.eventId ?? 'none' }, query: { happened: at?.happened, minutes } },
    { enabled: hit !== undefined, retryEvery: young ? 3000 : false },
  );
  const beingStored = young && around.error instanceof ApiError && around.error.status === 404;
  if (hits.data !== undefined && hit === undefined) return <Empty title="No hit is kept any more" />;
  return (
    <div className="stack">
      <div className="table-bar">
        <span>
          On <b>{hit?.host}</b>, around the newest hit
        </span>
        <SelectField
          label={<span className="visually-hidden">How far around</span>}
          value={minutes}
          onChange={(event) => setMinutes(Number(event.target.value))}
        >
          <option value={1}>1 minute each way</option>
          <option value={5}>5 minutes each way</option>
          <option value={30}>30 minutes each way</option>
          <option value={240}>4 hours each way</option>
        </SelectField>
        {hit === undefined ? null : (
          <Go to={`/events?host=${encodeURIComponent(hit.host)}&range=24h`}>
            Search all events of this device
          </Go>
        )}
      </div>
      {beingStored ? (
        <p className="secondary pad" role="status">
          The events of the last seconds are being stored; they show here in a moment, by themselves.
        </p>
      ) : (
        <Loaded query={around} what="the events around it">
          {({ rows }) => (
            <PlainTable
              label="Events around the hit"
              least={44}
              rows={rows}
              idOf={(event) => event.id}
              empty={<p className="secondary">Nothing else was logged on this device around it.</p>}
              columns={[
                {
                  label: 'Time',
                  width: 10,
                  cell: (event) =>
                    event.id === at?.eventId ? (
                      <mark>
                        <Clock at={event.happened} />
                      </mark>
                    ) : (
                      <Clock at={event.happened} />
                    ),
                },
                { label: 'Event', width: 4, number: true, cell: (event) => event.eventId },
                { label: 'Log', width: 9, cell: (event) => event.channel },
                {
                  label: 'What',
                  cell: (event) => (
                    <span className="mono">
                      {event.commandLine ?? event.process ?? event.message ?? event.provider}
                    </span>
                  ),
                },
                { label: 'User', width: 8, cell: (event) => event.user ?? '' },
              ]}
            />
          )}
        </Loaded>
      )}
    </div>
  );
}
