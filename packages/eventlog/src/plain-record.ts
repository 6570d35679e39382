import type { FieldValue, LogRecord } from './record.ts';
import { addTexts } from './value/index.ts';

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
  /** The shipper changed the case of the first letter of names: look them up in either. */
  readonly looseNames?: boolean;
}

/** Metadata that has members of its own. */
const known = [
  'Channel',
  'Provider_Name',
  'EventID',
  'EventRecordID',
  'Computer',
  'Level',
  'Security_UserID',
];

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
  readonly #given: Readonly<Record<string, FieldValue>>;
  #byName: ReadonlyMap<string, FieldValue> | undefined;
  readonly #system: Readonly<Record<string, FieldValue>>;
  readonly #looseNames: boolean;
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
    this.#given = event.fields;
    this.#system = event.system ?? {};
    this.#looseNames = event.looseNames === true;
  }

  /** Many records are never asked for a field. */
  get #fields(): ReadonlyMap<string, FieldValue> {
    this.#byName ??= new Map(Object.entries(this.#given));
    return this.#byName;
  }

  get(field: string): FieldValue | undefined {
    return this.#fields.get(field) ?? this.#systemField(field) ?? this.#otherName(field);
  }

  texts(): readonly string[] {
    const texts: string[] = [];
    for (const name of Object.keys(this.#given)) addTexts(this.#given[name], texts);
    return texts.length === 0 && this.message !== undefined && this.#fields.size === 0
      ? [this.message]
      : texts;
  }

  fields(): Record<string, FieldValue> {
    return Object.fromEntries(this.#fields);
  }

  systemFields(): Record<string, FieldValue> {
    const fields = { ...this.#system };
    for (const name of known) {
      const value = this.#systemField(name);
      if (value !== undefined) fields[name] = value;
    }
    return fields;
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

  /**
   * `ThreatName` for a field `Threat Name`; `param2` for the second of several unnamed values and the other
   * way round, since Windows shows the strings of a classic event in either way.
   */
  #otherName(field: string): FieldValue | undefined {
    if (this.#fields.has(field)) return null;
    if (field === 'Message') return this.message;
    // Shippers of the classic interface render the strings into the message and send nothing else.
    if (field === 'Data') return this.#fields.size === 0 ? this.message : this.#parameters();
    if (this.#looseNames) {
      const first = field.charAt(0);
      const other = first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase();
      const value = this.#fields.get(other + field.slice(1));
      if (value !== undefined) return value;
    }
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

  #parameters(): FieldValue | undefined {
    const values: FieldValue[] = [];
    for (let value = this.#fields.get('param1'); value !== undefined; ) {
      values.push(value);
      value = this.#fields.get(`param${values.length + 1}`);
    }
    if (values.length <= 1) return values[0];
    return values.flat();
  }
}
