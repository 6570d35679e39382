import type { CompiledCorrelation, GroupKey } from './compile-correlation.ts';
import { type Entry, firstFrom, placeOf } from './entry.ts';
import { isSameFinding, makeFinding } from './finding.ts';
import type { Finding, Outcome } from './signal.ts';
import { createWindow, type Window } from './window/index.ts';

/**
 * The events of one group of one correlation, in order, as far back as they can still matter. Conditions that only
 * more events can fulfil are held against the window that ends at each event (`refresh`), others against the window
 * that begins at each event once it is over (`decide`).
 */
export class Group {
  readonly key: GroupKey;
  readonly #compiled: CompiledCorrelation;
  readonly #span: number;
  readonly #entries: Entry[] = [];
  readonly #byEvent = new Map<string, Entry>();
  #window: Window;
  /** The window holds the entries from `#left` to before `#right`. */
  #left = 0;
  #right = 0;
  /** First place among those seen at which something came or went since. */
  #stale = Number.POSITIVE_INFINITY;
  /** Of the window that began last, and of the last that no earlier one contained. */
  #began: number | undefined;
  #maximal: { readonly time: number; readonly holds: boolean } | undefined;

  constructor(compiled: CompiledCorrelation, key: GroupKey) {
    this.key = key;
    this.#compiled = compiled;
    this.#span = compiled.correlation.timespan;
    this.#window = createWindow(compiled.correlation);
  }

  get size(): number {
    return this.#entries.length;
  }

  /** When the oldest window that is undecided will be over. */
  get nextEnd(): number {
    const entry = this.#entries[this.#left];
    return entry ? entry.time + this.#span : Number.POSITIVE_INFINITY;
  }

  /**
   * Takes an event, once. One that matched several rules is one event to those types that count events or their
   * values: the rule that comes first in the correlation speaks for it.
   *
   * @returns What an entry that made way had found.
   */
  insert(entry: Entry): readonly Outcome[] {
    const name = this.#nameOf(entry);
    const known = this.#byEvent.get(name);
    if (known && (known.step <= entry.step || known.time !== entry.time)) return [];
    const outcomes = known ? this.#take(known) : [];
    this.#byEvent.set(name, entry);
    const place = placeOf(this.#entries, entry);
    this.#entries.splice(place, 0, entry);
    this.#changed(place);
    return outcomes;
  }

  /** Takes back what was inserted for an event. */
  remove(entry: Entry): readonly Outcome[] {
    const known = this.#byEvent.get(this.#nameOf(entry));
    return known ? this.#take(known) : [];
  }

  #take(entry: Entry): readonly Outcome[] {
    const place = placeOf(this.#entries, entry);
    this.#entries.splice(place, 1);
    this.#byEvent.delete(this.#nameOf(entry));
    this.#changed(place);
    return entry.finding ? [{ kind: 'withdrawn', finding: entry.finding }] : [];
  }

  #nameOf({ step, contribution }: Entry): string {
    const type = this.#compiled.correlation.type;
    return type === 'temporal' || type === 'temporal_ordered'
      ? `${step} ${contribution.event}`
      : contribution.event;
  }

  #changed(place: number): void {
    if (place < this.#right) this.#stale = Math.min(this.#stale, place);
  }

  /** Makes the window as it was before the first entry that is new among those it has seen. */
  #rebuild(): void {
    const place = this.#stale;
    if (place === Number.POSITIVE_INFINITY) return;
    this.#stale = Number.POSITIVE_INFINITY;
    const next = this.#entries[place] ?? this.#entries[place - 1];
    this.#window = createWindow(this.#compiled.correlation);
    this.#left = next ? Math.min(place, firstFrom(this.#entries, next.time - this.#span)) : 0;
    this.#right = place;
    for (const entry of this.#entries.slice(this.#left, place)) this.#window.push(entry);
  }

  /** Holds the condition against the windows that end at events which came, or are behind one that came. */
  refresh(): Outcome[] {
    this.#rebuild();
    const outcomes: Outcome[] = [];
    for (; this.#right < this.#entries.length; this.#right++) {
      const entry = this.#entries[this.#right] as Entry;
      const from = entry.time - this.#span;
      this.#window.push(entry);
      this.#expire(from);
      entry.holds = this.#window.holds(from);
      const before = this.#entries[this.#right - 1];
      const goesOn = before?.holds && before.time >= from;
      const finding = entry.holds && !goesOn ? this.#found(this.#right, from) : undefined;
      const old = entry.finding;
      if (old && finding && isSameFinding(old, finding)) continue;
      if (old) outcomes.push({ kind: 'withdrawn', finding: old });
      if (finding) outcomes.push({ kind: 'fired', finding });
      entry.finding = finding;
    }
    return outcomes;
  }

  #expire(from: number): void {
    for (
      let entry = this.#entries[this.#left];
      entry && entry.time < from;
      entry = this.#entries[this.#left]
    ) {
      this.#window.pop(entry);
      this.#left++;
    }
  }

  #found(last: number, from: number): Finding {
    const start = this.#window.start?.(from);
    const first = start ? placeOf(this.#entries, start) : this.#left;
    const entries = this.#entries.slice(first, last + 1);
    const instant = (this.#entries[last] as Entry).time;
    return makeFinding(this.#compiled, this.key, entries, instant, this.#window.measure(from));
  }

  /**
   * Decides the windows that are over: those that end before `final`, the time before which nothing can change. A
   * window whose events are all in an earlier one is not looked at, or the end of every burst would be few events.
   */
  decide(final: number): Outcome[] {
    const outcomes: Outcome[] = [];
    for (let entry = this.#entries[this.#left]; entry; entry = this.#entries[this.#left]) {
      const end = entry.time + this.#span;
      if (end >= final) break;
      for (
        let next = this.#entries[this.#right];
        next && next.time <= end;
        next = this.#entries[this.#right]
      ) {
        this.#window.push(next);
        this.#right++;
      }
      const last = this.#entries[this.#right - 1] as Entry;
      if (this.#began === undefined || last.time > this.#began + this.#span) {
        const holds = this.#window.holds(entry.time);
        const goesOn = this.#maximal?.holds && entry.time - this.#maximal.time <= this.#span;
        if (holds && !goesOn) {
          const entries = this.#entries.slice(this.#left, this.#right);
          const measure = this.#window.measure(entry.time);
          const finding = makeFinding(this.#compiled, this.key, entries, end, measure);
          outcomes.push({ kind: 'fired', finding });
        }
        this.#maximal = { time: entry.time, holds };
      }
      this.#began = entry.time;
      this.#window.pop(entry);
      this.#left++;
    }
    return outcomes;
  }

  /** Forgets what happened before a time that no window reaches any more. */
  prune(before: number): number {
    const count = firstFrom(this.#entries, before);
    if (count === 0) return 0;
    this.#expire(before);
    for (const entry of this.#entries.splice(0, count)) this.#byEvent.delete(this.#nameOf(entry));
    this.#left = Math.max(0, this.#left - count);
    this.#right -= count;
    return count;
  }
}
