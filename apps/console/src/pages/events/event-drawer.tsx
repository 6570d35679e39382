import type { LakeEvent } from '@cordon/api';
import { useAsk } from '../../app/ask.ts';
import { useUrlState } from '../../app/location.ts';
import { pretty } from '../../logic/mark.ts';
import { Button, Clock, Code, Facts, Failure, Icon, Tabs, Waiting } from '../../ui/index.ts';
import { textOf } from './event-text.ts';

const zones = {
  utc: 'written as UTC',
  offset: 'written with an offset',
  assumed: 'local time in the source’s zone: could be off by hours',
} as const;

/** One event whole: its times, its fields, and the original as it was received. */
export function EventDrawer({ event, onClose }: { readonly event: LakeEvent; readonly onClose: () => void }) {
  const detail = useAsk(
    'event',
    { params: { id: event.id }, query: { happened: event.happened } },
    { keep: false },
  );
  const [state, set] = useUrlState();
  const looked = ['host', 'user', 'process', 'hash', 'address', 'text']
    .map((name) => state[name] ?? '')
    .filter((each) => each !== '');
  return (
    <aside className="side" aria-label="Selected event">
      <div className="side-part">
        <div className="side-head">
          <h2>
            {event.eventId} {event.provider}
          </h2>
          <Button small look="plain" aria-label="Close the event" onClick={onClose}>
            <Icon name="close" />
          </Button>
        </div>
        <p className="wrap-anywhere">{event.message}</p>
        <Facts
          rows={[
            ['Device', event.host],
            ['Organisation', event.organisationName],
            ['Happened', <Clock key="happened" at={event.happened} />],
            ['Clock', zones[event.zone]],
            ['Received', <Clock key="received" at={event.received} />],
            ['Log', `${event.channel}, record ${event.recordId === '' ? 'without number' : event.recordId}`],
            ...(event.user === null ? [] : [['User', event.user] as const]),
            ...(event.process === null ? [] : [['Process', event.process] as const]),
            ...(event.hashes.length === 0 ? [] : [['Hashes', event.hashes.join(' ')] as const]),
            ...(event.addresses.length === 0 ? [] : [['Addresses', event.addresses.join(' ')] as const]),
          ]}
        />
        <div className="buttons">
          <Button small onClick={() => set({ host: event.host })}>
            Only this device
          </Button>
          <Button small onClick={() => set({ eventId: String(event.eventId) })}>
            Only this event id
          </Button>
        </div>
      </div>
      {detail.data === undefined ? (
        detail.error === null ? (
          <Waiting what="the event" />
        ) : (
          <Failure error={detail.error} retry={() => void detail.refetch()} />
        )
      ) : (
        <Tabs
          label="Event"
          chosen={state.show}
          onChoose={(show) => set({ show })}
          tabs={[
            {
              id: 'fields',
              label: 'Fields',
              render: () => (
                <div className="side-part">
                  <Facts
                    rows={Object.entries(detail.data.fields).map(([name, value]) => [name, textOf(value)])}
                  />
                </div>
              ),
            },
            {
              id: 'original',
              label: 'Original',
              render: () => (
                <div className="side-part">
                  <Code title="As it was received" text={pretty(detail.data.original)} marked={looked} wrap />
                </div>
              ),
            },
            ...(detail.data.legacy === null
              ? []
              : [
                  {
                    id: 'legacy',
                    label: 'Before mapping',
                    render: () => (
                      <div className="side-part">
                        <Code
                          title="As Windows XP or Server 2003 wrote it"
                          text={JSON.stringify(detail.data.legacy, null, 2)}
                          wrap
                        />
                      </div>
                    ),
                  },
                ]),
          ]}
        />
      )}
    </aside>
  );
}
