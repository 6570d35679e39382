import type { EventView, FieldValue } from '@cordon/sigma';
import type { EventEnvelope } from './envelope.ts';

/** Names of metadata are kept among the fields behind this sign, which no Windows field begins with. */
export const metadataSign = '@';

/**
 * An envelope as detection sees it. Live events are matched through it as well as events read back from the
 * lake, so that both give the same hits whatever the reader of the original could have told besides.
 */
export class EnvelopeView implements EventView {
  readonly channel: string;
  readonly provider: string;
  readonly eventId: number;
  readonly logsource?: NonNullable<EventView['logsource']>;
  readonly #event: EventEnvelope;
  #unspaced: Map<string, FieldValue> | undefined;

  constructor(event: EventEnvelope) {
    this.channel = event.channel;
    this.provider = event.provider;
    this.eventId = event.eventId;
    if (event.logsource) this.logsource = event.logsource;
    this.#event = event;
  }

  get(field: string): FieldValue | undefined {
    const { fields } = this.#event;
    if (Object.hasOwn(fields, field)) return fields[field];
    return this.#metadata(field) ?? this.#otherName(field);
  }

  *texts(): Iterable<string> {
    for (const [name, value] of Object.entries(this.#event.fields)) {
      if (name.startsWith(metadataSign) || value === null) continue;
      if (typeof value === 'string') yield value;
      else for (const each of value) if (each !== null) yield each;
    }
    // What has no fields of its own speaks by its message.
    if (this.logsource && this.#event.message !== null) yield this.#event.message;
  }

  #metadata(field: string): FieldValue | undefined {
    const event = this.#event;
    switch (field) {
      case 'Channel':
        return event.channel || undefined;
      case 'Provider_Name':
        return event.provider || undefined;
      case 'EventID':
        return event.eventId < 0 ? undefined : String(event.eventId);
      case 'EventRecordID':
        return event.recordId || undefined;
      case 'Computer':
        return event.sighting.host || undefined;
      case 'Level':
        return event.level < 0 ? undefined : String(event.level);
      case 'Security_UserID':
        return event.fields['@Security_UserID'] ?? event.userSid ?? undefined;
      case 'Message':
      case 'message':
        return event.message ?? undefined;
      case 'LegacyEventID':
        return event.legacy ? String(event.legacy.eventId) : undefined;
      default: {
        const name = metadataSign + field;
        return Object.hasOwn(event.fields, name) ? event.fields[name] : undefined;
      }
    }
  }

  /** `ThreatName` for a field `Threat Name`; `param2` for the second of several unnamed values. */
  #otherName(field: string): FieldValue | undefined {
    const { fields } = this.#event;
    const position = /^param([1-9]\d?)$/.exec(field)?.[1];
    if (position !== undefined) {
      const data = Object.hasOwn(fields, 'Data') ? fields.Data : undefined;
      if (typeof data === 'string') return position === '1' ? data : undefined;
      return data?.[Number(position) - 1];
    }
    this.#unspaced ??= new Map(
      Object.entries(fields).flatMap(([name, value]) =>
        name.includes(' ') ? [[name.replaceAll(' ', ''), value] as const] : [],
      ),
    );
    return this.#unspaced.get(field);
  }
}
