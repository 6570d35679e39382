import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, call, key, type Row } from '../../api/index.ts';
import { useAsk } from '../../app/ask.ts';
import { useCan } from '../../app/session.tsx';
import { pretty } from '../../logic/mark.ts';
import { tellingFields } from '../../logic/telling.ts';
import { plural } from '../../logic/time-format.ts';
import { Button, Clock, Code, Empty, Failure, Go, Loaded, useNow, Waiting } from '../../ui/index.ts';
import { FindingView } from './finding.tsx';

export type Hit = Row<'alertSignals'>;

/** The fields of a hit that made the rule match, and those that tell it from other hits of the rule. */
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
      {tellingFields(hit).map((each) => (
        <div key={each.field} className="fact">
          <dt className="mono">{each.field}</dt>
          <dd className="mono">{each.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How long an event may take from the journal into what can be searched, ms. */
export const settling = 120_000;

function Original({ hit }: { readonly hit: Hit }) {
  const now = useNow();
  const young = now.getTime() - new Date(hit.received).getTime() < settling;
  const event = useQuery({
    queryKey: key('event', hit.eventId, hit.happened),
    queryFn: ({ signal }) =>
      call('event', { params: { id: hit.eventId }, query: { happened: hit.happened }, signal }),
    // Alerts are quicker than storage: an event of a moment ago is asked for until it is there.
    refetchInterval: (query) => (query.state.error !== null && young ? 3000 : false),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (event.data === undefined) {
    if (event.error === null) return <Waiting what="the event" />;
    if (young && event.error instanceof ApiError && event.error.status === 404)
      return (
        <p className="secondary" role="status">
          The event itself is being stored and shows here in a moment.
        </p>
      );
    return <Failure error={event.error} retry={() => void event.refetch()} />;
  }
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
            {hit.finding !== null ? (
              <FindingView finding={hit.finding} />
            ) : can('events.read') ? (
              <Original hit={hit} />
            ) : null}
          </div>
        );
      }}
    </Loaded>
  );
}
