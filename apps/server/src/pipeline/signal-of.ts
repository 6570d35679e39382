import type { FieldValue } from '@cordon/sigma';
import type { EventEnvelope, SignalRecord } from '../events/envelope.ts';
import { digestId } from '../kernel/ids.ts';
import { storable } from '../kernel/text.ts';

/** Longer values are for the event itself; a signal is small. */
const signalValueLength = 8192;

/**
 * The signal of a rule that hit an event. The same event and rule give the same id, whoever finds them.
 *
 * @param hit `fields` are values beside those of the event, which stand first.
 */
export function signalOf(
  event: EventEnvelope,
  hit: Pick<SignalRecord, 'ruleId' | 'key' | 'matched'> & {
    readonly fields?: readonly (readonly [string, FieldValue | undefined])[];
  },
): SignalRecord {
  return {
    id: digestId(event.id, hit.ruleId),
    eventId: event.id,
    ruleId: hit.ruleId,
    organisationId: event.organisationId,
    sourceId: event.sourceId,
    sighting: event.sighting,
    origin: event.origin,
    happened: event.happened,
    received: event.received,
    key: hit.key,
    matched: hit.matched,
    fields: Object.fromEntries(
      [...(hit.fields ?? []), ...Object.entries(event.fields)].flatMap(([name, value]) =>
        value === undefined ? [] : [[short(name), shortValue(value)]],
      ),
    ),
  };
}

/** The control store holds neither NUL nor halves of surrogate pairs. */
export function short(text: string): string {
  return storable(text, signalValueLength);
}

function shortValue(value: FieldValue): FieldValue {
  if (value === null) return null;
  if (typeof value === 'string') return short(value);
  return value.slice(0, 100).map((each) => (each === null ? null : short(each)));
}
