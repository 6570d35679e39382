import type { DeviceEvent } from '../events/index.ts';

/** Numbers the records of each log of each device, as Windows does. */
export class RecordCounter {
  readonly #last = new Map<string, number>();
  readonly #first: number;

  /** A stream that begins later begins with higher numbers: no log writes one every ten seconds for long. */
  constructor(start: number) {
    this.#first = Math.floor((start - Date.UTC(2026, 0, 1)) / 10_000);
  }

  next(event: DeviceEvent): number {
    const log = event.kind === 'windows' ? `${event.device.index} ${event.channel}` : `${event.device.index}`;
    const number = (this.#last.get(log) ?? this.#first + ((event.device.index * 7919) % 50_000)) + 1;
    this.#last.set(log, number);
    return number;
  }
}
