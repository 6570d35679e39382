import type { FieldValue, LogRecord } from './record.ts';

/** What a reader of EVT or JSON has found out about an event. */
export interface PlainEvent {
  readonly format: 'evt' | 'json';
  readonly timeMs: number;
  readonly zone: LogRecord['zone'];
  readonly channel: string;
  readonly provider: string;
  readonly eventId: number;
  readonly recordId: string;
  readonly computer: string;
  readonly userSid: string;
  readonly level: number;
  /** Payload by name. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Metadata by the names of Windows' XML (`Execution_ProcessID`) beyond what the members above hold. */
  readonly system?: Readonly<Record<string, FieldValue>>;
  readonly message?: string;
  readonly legacy?: NonNullable<LogRecord['legacy']>;
  readonly recovered?: boolean;
}

/** A record that is decoded already. */
export class PlainRecord implements LogRecord {
  readonly format: 'evt' | 'json';
  readonly timeMs: number;
  readonly zone: LogRecord['zone'];
  readonly channel: string;
  readonly provider: string;
  readonly eventId: number;
  readonly recordId: string;
  readonly computer: string;
  readonly userSid: string;
  readonly level: number;
  readonly message?: string;
  readonly legacy?: NonNullable<LogRecord['legacy']>;
  readonly recovered?: boolean;
  readonly #fields: ReadonlyMap<string, FieldValue>;
  readonly #system: Readonly<Record<string, FieldValue>>;
  #unspaced: Map<string, FieldValue> | undefined;

  constructor(event: PlainEvent) {
    this.format = event.format;
    this.timeMs = event.timeMs;
    this.zone = event.zone;
    this.channel = event.channel;
    this.provider = event.provider;
    this.eventId = event.eventId;
    this.recordId = event.recordId;
    this.computer = event.computer;
    this.userSid = event.userSid;
    this.level = event.level;
    if (event.message !== undefined) this.message = event.message;
    if (event.legacy !== undefined) this.legacy = event.legacy;
    if (event.recovered === true) this.recovered = true;
    this.#fields = new Map(Object.entries(event.fields));
    this.#system = event.system ?? {};
  }

  get(field: string): FieldValue | undefined {
    return this.#fields.get(field) ?? this.#systemField(field) ?? this.#otherName(field);
  }

  *texts(): Iterable<string> {
    for (const value of this.#fields.values()) {
      if (typeof value === 'string') yield value;
      else if (value !== null) yield* value.filter((text) => text !== null);
    }
  }

  fields(): Record<string, FieldValue> {
    return Object.fromEntries(this.#fields);
  }

  systemFields(): Record<string, FieldValue> {
    const names = [
      'Channel',
      'Provider_Name',
      'EventID',
      'EventRecordID',
      'Computer',
      'Level',
      'Security_UserID',
    ];
    const known = names.flatMap((name) => {
      const value = this.#systemField(name);
      return value === undefined ? [] : [[name, value] as const];
    });
    return { ...this.#system, ...Object.fromEntries(known) };
  }

  #systemField(field: string): FieldValue | undefined {
    switch (field) {
      case 'Channel':
        return this.channel || undefined;
      case 'Provider_Name':
        return this.provider || undefined;
      case 'EventID':
        return this.eventId < 0 ? undefined : String(this.eventId);
      case 'EventRecordID':
        return this.recordId || undefined;
      case 'Computer':
        return this.computer || undefined;
      case 'Level':
        return this.level < 0 ? undefined : String(this.level);
      case 'Security_UserID':
        return this.userSid || undefined;
      case 'LegacyEventID':
        return this.legacy === undefined ? undefined : String(this.legacy.eventId);
      default:
        return Object.hasOwn(this.#system, field) ? this.#system[field] : undefined;
    }
  }

  /** `ThreatName` for a field `Threat Name`; `param2` for the second of several unnamed values. */
  #otherName(field: string): FieldValue | undefined {
    if (this.#fields.has(field)) return null;
    const position = /^param([1-9]\d?)$/.exec(field)?.[1];
    if (position !== undefined) {
      const data = this.#fields.get('Data');
      if (typeof data === 'string') return position === '1' ? data : undefined;
      return data?.[Number(position) - 1];
    }
    this.#unspaced ??= new Map(
      [...this.#fields].flatMap(([name, value]) =>
        name.includes(' ') ? [[name.replaceAll(' ', ''), value]] : [],
      ),
    );
    return this.#unspaced.get(field);
  }
}
