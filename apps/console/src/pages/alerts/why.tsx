import { useState } from 'react';
import type { Row } from '../../api/index.ts';
import { useAsk } from '../../app/ask.ts';
import { useCan } from '../../app/session.tsx';
import { pretty } from '../../logic/mark.ts';
import { plural } from '../../logic/time-format.ts';
import { Button, Clock, Code, Empty, Failure, Go, Loaded, Waiting } from '../../ui/index.ts';

export type Hit = Row<'alertSignals'>;

/** The fields of a hit that made the rule match. */
export function Matched({ hit }: { readonly hit: Hit }) {
  return (
    <dl className="facts">
      {hit.matched.map((each) => (
        <div key={each.field + each.value} className="fact">
          <dt className="mono">{each.field === '' ? 'anywhere' : each.field}</dt>
          <dd className="mono">
            <mark>{each.value}</mark>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Original({ hit }: { readonly hit: Hit }) {
  const event = useAsk('event', { params: { id: hit.eventId }, query: { happened: hit.happened } });
  if (event.data === undefined)
    return event.error === null ? (
      <Waiting what="the event" />
    ) : (
      <Failure error={event.error} retry={() => void event.refetch()} />
    );
  return (
    <Code
      title="The event as it was received"
      text={pretty(event.data.original)}
      marked={hit.matched.map((each) => each.value)}
      wrap
    />
  );
}

/** Why there is an alert: hit by hit, the fields that matched and the raw event with them highlighted. */
export function Why({ alertId }: { readonly alertId: string }) {
  const can = useCan();
  const hits = useAsk('alertSignals', { params: { id: alertId }, query: { limit: 100 } });
  const [at, setAt] = useState(0);
  return (
    <Loaded query={hits} what="the hits">
      {({ rows }) => {
        const hit = rows[Math.min(at, rows.length - 1)];
        if (hit === undefined)
          return (
            <Empty title="No hit is kept any more">
              <p>The events are older than the organisation’s retention. The counts on the alert stay.</p>
            </Empty>
          );
        return (
          <div className="stack">
            <div className="row-line">
              <b>
                <Go to={`/events?host=${encodeURIComponent(hit.host)}`} className="quiet">
                  {hit.host}
                </Go>
              </b>
              <Clock at={hit.happened} />
              <span className="secondary">
                hit {at + 1} of {plural(rows.length, 'newest', 'newest')}
              </span>
              <span className="buttons no-print">
                <Button small disabled={at === 0} onClick={() => setAt(at - 1)}>
                  Newer
                </Button>
                <Button small disabled={at >= rows.length - 1} onClick={() => setAt(at + 1)}>
                  Older
                </Button>
              </span>
            </div>
            <Matched hit={hit} />
            {can('events.read') ? <Original hit={hit} /> : null}
          </div>
        );
      }}
    </Loaded>
  );
}
