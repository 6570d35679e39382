import type { EventLayout, EventView, FieldValue } from '../event-view.ts';
import { fieldValue, identityFields } from '../predicate/field-value.ts';
import { foldText } from '../value/fold.ts';

/** Number of a field name within an engine; `KEYWORDS` stands for the texts of the whole payload. */
export type FieldId = number;
export const KEYWORDS: FieldId = 0;

const UNKNOWN_SLOT = -2;

/** Numbers for field names; fixed before the first event. */
export class FieldNames {
  readonly names: (string | undefined)[] = [undefined];
  readonly #ids = new Map<string, FieldId>();

  idOf(name: string | undefined): FieldId {
    if (name === undefined) return KEYWORDS;
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const id = this.names.length;
    this.names.push(name);
    this.#ids.set(name, id);
    return id;
  }
}

/** The event at hand: each field is looked up, decoded and folded at most once, and only when asked for. */
export class EventContext {
  readonly #names: FieldNames;
  readonly #values: (FieldValue | undefined)[] = [];
  readonly #valueEpochs: number[] = [];
  readonly #folded: string[] = [];
  readonly #foldedEpochs: number[] = [];
  readonly #slotsByLayout = new WeakMap<EventLayout, Int32Array>();
  #texts: readonly string[] | undefined;
  #foldedTexts: readonly string[] | undefined;
  #epoch = 0;
  #view: EventView | undefined;
  #opened = false;
  #layout: EventLayout | undefined;
  #slots: Int32Array | undefined;

  constructor(names: FieldNames) {
    this.#names = names;
  }

  begin(view: EventView): void {
    this.#epoch++;
    this.#view = view;
    this.#texts = undefined;
    this.#foldedTexts = undefined;
    this.#opened = false;
  }

  /** Slots of the event's fields; left until a field is read, since a layout may have to be worked out for it. */
  #open(view: EventView): void {
    this.#opened = true;
    const layout = view.at === undefined ? undefined : view.layout;
    if (layout === this.#layout && layout !== undefined && this.#slots?.length === this.#names.names.length)
      return;
    this.#layout = layout;
    this.#slots = layout && this.#slotsOf(layout);
  }

  /** Lets go of the event, which may keep a whole chunk of a file in memory. */
  end(): void {
    this.#view = undefined;
  }

  get view(): EventView {
    return this.#view as EventView;
  }

  #slotsOf(layout: EventLayout): Int32Array {
    const known = this.#slotsByLayout.get(layout);
    const count = this.#names.names.length;
    if (known && known.length === count) return known;
    const slots = new Int32Array(count).fill(UNKNOWN_SLOT);
    this.#slotsByLayout.set(layout, slots);
    return slots;
  }

  value(field: FieldId): FieldValue | undefined {
    if (this.#valueEpochs[field] === this.#epoch) return this.#values[field];
    const value = this.#read(field);
    this.#values[field] = value;
    this.#valueEpochs[field] = this.#epoch;
    return value;
  }

  #read(field: FieldId): FieldValue | undefined {
    const view = this.#view as EventView;
    if (!this.#opened) this.#open(view);
    const slots = this.#slots;
    if (slots === undefined || view.at === undefined) return fieldValue(view, this.#names.names[field] ?? '');
    let slot = slots[field] as number;
    if (slot === UNKNOWN_SLOT) {
      const name = this.#names.names[field] ?? '';
      // The event's identity is not among its slots; -3 sends it the long way.
      slot = identityFields.has(name) ? -3 : Math.max(-1, (this.#layout as EventLayout).slotOf(name));
      slots[field] = slot;
    }
    if (slot >= 0) return view.at(slot);
    return slot === -3 ? fieldValue(view, this.#names.names[field] ?? '') : undefined;
  }

  /** Folded form of a field whose value is one text. */
  folded(field: FieldId): string {
    if (this.#foldedEpochs[field] === this.#epoch) return this.#folded[field] as string;
    const folded = foldText(this.value(field) as string);
    this.#folded[field] = folded;
    this.#foldedEpochs[field] = this.#epoch;
    return folded;
  }

  /** All payload texts: the scope of keywords. */
  texts(): readonly string[] {
    if (this.#texts === undefined) {
      const texts = (this.#view as EventView).texts();
      this.#texts = Array.isArray(texts) ? texts : [...texts];
    }
    return this.#texts;
  }

  foldedTexts(): readonly string[] {
    this.#foldedTexts ??= this.texts().map(foldText);
    return this.#foldedTexts;
  }
}
