import type { EventEnvelope, ObservationRecord, SignalRecord } from '../events/envelope.ts';
import { RowBuffer } from './row-buffer.ts';
import type { Activity, DeadLetter, Quarantined, Seen, TaskResult } from './task.ts';

/** Gathers what the events of a task lead to, summed up where sums are all that is needed. */
export class ResultBuilder {
  readonly #rows = new RowBuffer();
  readonly #ids: string[] = [];
  readonly #signals: SignalRecord[] = [];
  readonly #seen = new Map<string, Seen>();
  readonly #observations = new Map<string, ObservationRecord>();
  readonly #deadLetters: DeadLetter[] = [];
  readonly #quarantined: Quarantined[] = [];
  readonly #activity = new Map<string, Activity>();

  event(event: EventEnvelope, row: string, bytes: number, addresses: readonly string[]): void {
    this.#rows.add(row);
    this.#ids.push(event.id);
    const activity = this.#activityOf(event.sourceId, event.organisationId, event.received);
    activity.events += 1;
    activity.bytes += bytes;
    if (event.sighting.host !== '') this.#see(event, addresses);
  }

  signals(signals: readonly SignalRecord[]): void {
    for (const signal of signals) this.#signals.push(signal);
  }

  observation(observation: ObservationRecord): void {
    this.#observations.set(`${observation.eventId} ${observation.kind} ${observation.value}`, observation);
  }

  deadLetter(letter: DeadLetter): void {
    this.#deadLetters.push(letter);
    this.#activityOf(letter.sourceId, letter.organisationId, letter.received).deadLetters += 1;
  }

  quarantined(event: Quarantined): void {
    this.#quarantined.push(event);
    this.#activityOf(event.sourceId, null, event.received).events += 1;
  }

  /** An event comes again from quarantine: it was counted there, for nobody, and is counted where it goes now. */
  released(sourceId: string, received: number): void {
    this.#activityOf(sourceId, null, received).events -= 1;
  }

  finish(): TaskResult {
    return {
      ...this.#rows.finish(),
      ids: new Uint8Array(Buffer.from(this.#ids.join(''), 'hex')),
      signals: this.#signals,
      seen: [...this.#seen.values()],
      observations: [...this.#observations.values()],
      deadLetters: this.#deadLetters,
      quarantined: this.#quarantined,
      activity: [...this.#activity.values()],
    };
  }

  #see(event: EventEnvelope, addresses: readonly string[]): void {
    const seen = this.#seen.get(event.sighting.key);
    if (!seen) {
      this.#seen.set(event.sighting.key, {
        organisationId: event.organisationId,
        sourceId: event.sourceId,
        sighting: event.sighting,
        first: event.happened,
        last: event.happened,
        count: 1,
        addresses: [...addresses],
      });
      return;
    }
    seen.count += 1;
    seen.first = Math.min(seen.first, event.happened);
    seen.last = Math.max(seen.last, event.happened);
    for (const address of addresses) {
      if (!seen.addresses.includes(address) && seen.addresses.length < 16) seen.addresses.push(address);
    }
  }

  #activityOf(sourceId: string, organisationId: string | null, received: number): Activity {
    const minute = Math.floor(received / 60_000) * 60_000;
    const key = `${sourceId} ${organisationId} ${minute}`;
    let activity = this.#activity.get(key);
    if (!activity) {
      activity = { sourceId, organisationId, minute, events: 0, deadLetters: 0, bytes: 0 };
      this.#activity.set(key, activity);
    }
    return activity;
  }
}
