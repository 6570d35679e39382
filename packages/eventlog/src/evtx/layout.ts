/** Where a piece of a value comes from: text of the template, or a value of one of the record's parts. */
export type Piece = string | { readonly part: number; readonly index: number };

/** One occurrence of a field: its pieces in order; a piece of a single substitution keeps its array and null. */
export interface Source {
  readonly pieces: readonly Piece[];
  /** Attributes with a null value are absent, elements are present without a value. */
  readonly attribute: boolean;
}

export interface Field {
  readonly name: string;
  /** Part and index of the one substitution that is the whole value; part -1 in all other cases. */
  readonly part: number;
  readonly index: number;
  readonly attribute: boolean;
  readonly sources: readonly Source[];
  /** Set instead of a fixed name when the record itself supplies it. */
  readonly dynamicName?: readonly Piece[];
}

/** The System fields that decide about routing and that every record is asked for. */
export interface SystemFields {
  readonly channel: Field;
  readonly provider: Field;
  readonly eventId: Field;
  readonly recordId: Field;
  readonly computer: Field;
  readonly userSid: Field;
  readonly level: Field;
  readonly time: Field;
}

const none: Field = { name: '', part: -1, index: -1, attribute: true, sources: [] };

/**
 * Fields of all records of one shape. Slots number the fields: payload first, then System. A name is looked up
 * in the payload first, since `EventData` may hold fields that are called `Channel` or `Level` as well; the
 * System fields that decide about routing are kept apart in `system`.
 */
export class EvtxLayout {
  readonly fields: readonly Field[];
  readonly payloadCount: number;
  /** True when a field's name comes from the record; such a layout serves one record only. */
  readonly dynamic: boolean;
  readonly system: SystemFields;
  readonly #slots = new Map<string, number>();

  constructor(payload: readonly Field[], system: readonly Field[]) {
    this.fields = [...payload, ...system];
    this.payloadCount = payload.length;
    this.dynamic = payload.some((field) => field.dynamicName !== undefined);
    this.fields.forEach(({ name }, slot) => {
      if (!this.#slots.has(name)) this.#slots.set(name, slot);
    });
    // Rules drop the blanks of names such as `Threat Name`; a field that has none of its own keeps its name.
    this.fields.forEach(({ name }, slot) => {
      const short = name.replaceAll(' ', '');
      if (!this.#slots.has(short)) this.#slots.set(short, slot);
    });
    const named = (name: string): Field => system.find((field) => field.name === name) ?? none;
    this.system = {
      channel: named('Channel'),
      provider: named('Provider_Name'),
      eventId: named('EventID'),
      recordId: named('EventRecordID'),
      computer: named('Computer'),
      userSid: named('Security_UserID'),
      level: named('Level'),
      time: named('TimeCreated_SystemTime'),
    };
  }

  slotOf(field: string): number {
    return this.#slots.get(field) ?? -1;
  }

  /** The layout of one record of a dynamic layout, given the names that its values spell. */
  named(nameOf: (pieces: readonly Piece[]) => string): EvtxLayout {
    const payload = new FieldList();
    for (const field of this.fields.slice(0, this.payloadCount)) {
      const name = field.dynamicName === undefined ? field.name : nameOf(field.dynamicName) || 'Data';
      for (const source of field.sources) payload.add(name, source);
    }
    return new EvtxLayout(payload.fields(), this.fields.slice(this.payloadCount));
  }
}

/** Takes what a walk through templates finds, in order. */
export interface FieldSink {
  add(name: string, source: Source): void;
  /** `dynamicName`: what the record itself supplies for a name. */
  addDynamic(dynamicName: readonly Piece[], source: Source): void;
}

/** Collects occurrences by name in order of first appearance. */
export class FieldList implements FieldSink {
  readonly #sources = new Map<string, Source[]>();
  readonly #dynamic: Field[] = [];

  add(name: string, source: Source): void {
    const sources = this.#sources.get(name);
    if (sources === undefined) this.#sources.set(name, [source]);
    else sources.push(source);
  }

  addDynamic(dynamicName: readonly Piece[], source: Source): void {
    // No name in a log holds a NUL: look-ups by name cannot reach it before it is named.
    const name = `\0${this.#dynamic.length}`;
    this.#dynamic.push({ ...makeField(name, [source]), dynamicName });
  }

  fields(): Field[] {
    return [...[...this.#sources].map(([name, sources]) => makeField(name, sources)), ...this.#dynamic];
  }
}

function makeField(name: string, sources: readonly Source[]): Field {
  const only = sources.length === 1 ? sources[0] : undefined;
  const piece = only?.pieces.length === 1 ? only.pieces[0] : undefined;
  const direct = typeof piece === 'object' ? piece : { part: -1, index: -1 };
  return { name, part: direct.part, index: direct.index, attribute: only?.attribute ?? false, sources };
}
