import { backgroundSecond, startOfDay } from '../activity/index.ts';
import { createEstate, type Estate } from '../estate/index.ts';
import type { DeviceEvent } from '../events/index.ts';
import { shippedObject } from '../shippers/index.ts';
import { RecordCounter } from './record-counter.ts';
import { nthIncident, outbreakScenes, type Scene, type StoryOptions, scenesBefore } from './story.ts';
import type { Truth } from './truth.ts';

export interface GeneratorOptions {
  readonly seed: number;
  /** When the stream begins, ms since 1970; whole seconds. */
  readonly start: number;
  /** Seconds of the story in one second of the stream. */
  readonly pace: number;
  /** Background events in a second at the height of the day. */
  readonly rate: number;
  /** False leaves the outbreak out: it was seen before. */
  readonly outbreak: boolean;
}

/** Events of one moment, as their shippers send them. */
export interface Parcel {
  /** Events by source (`organisation/shipper`), each a line of JSON, in the order of their times. */
  readonly lines: ReadonlyMap<string, readonly string[]>;
  readonly truth: readonly Truth[];
}

export interface Generator {
  readonly estate: Estate;
  /** The day before `start`, hour by hour. */
  history(): IterableIterator<Parcel>;
  /** The n-th second of the stream; to be asked for in order. */
  second(n: number): Parcel;
}

/** Background events in a second of the day before: enough for a chart, few enough to send at once. */
const historyRate = 0.3;
const hour = 3_600_000;

/** Makes the telemetry of the demonstration. The same options give the same bytes. */
export function createGenerator({ seed, start, pace, rate, outbreak }: GeneratorOptions): Generator {
  const estate = createEstate(seed);
  const records = new RecordCounter(start);
  const story: StoryOptions = { estate, seed, start, pace };
  const worm = outbreak ? outbreakScenes(story) : [];
  /** Events of scenes that have begun, and of background activities that last longer than their second. */
  let pending: DeviceEvent[] = [];
  let incident = 0;

  const parcel = (until: number, truth: readonly Truth[]): Parcel => {
    const due = pending.filter(({ time }) => time < until).sort((one, other) => one.time - other.time);
    pending = pending.filter(({ time }) => time >= until);
    const lines = new Map<string, string[]>();
    for (const event of due) {
      const source = sourceKey(event.device.organisation.code, event.device.shipper);
      const list = lines.get(source) ?? [];
      list.push(JSON.stringify(shippedObject(event, records.next(event))));
      lines.set(source, list);
    }
    return { lines, truth };
  };
  const begin = (scene: Scene | undefined, truth: Truth[]): void => {
    if (!scene) return;
    pending.push(...scene.events);
    truth.push(scene.truth);
  };

  return {
    estate,
    *history() {
      const begun = start - 24 * hour;
      const scenes = scenesBefore(story);
      const starts = estate.devices.flatMap((device) => startOfDay(device, seed, start));
      for (let from = begun; from < start; from += hour) {
        const truth: Truth[] = [];
        pending.push(...starts.filter(({ time }) => time >= from && time < from + hour));
        for (const scene of scenes) if (scene.at >= from && scene.at < from + hour) begin(scene, truth);
        for (let second = from; second < from + hour; second += 1000)
          pending.push(...backgroundSecond(estate, seed, second, historyRate));
        yield parcel(from + hour, truth);
      }
    },
    second(n) {
      const from = start + n * 1000;
      const truth: Truth[] = [];
      while ((worm[0]?.at ?? Number.POSITIVE_INFINITY) < from + 1000) begin(worm.shift(), truth);
      for (
        let scene = nthIncident(story, incident);
        scene.at < from + 1000;
        scene = nthIncident(story, ++incident)
      )
        begin(scene, truth);
      pending.push(...backgroundSecond(estate, seed, from, rate));
      return parcel(from + 1000, truth);
    },
  };
}

/** Name of the source that an organisation's devices of a shipper report through. */
export function sourceKey(organisation: string, shipper: string): string {
  return `${organisation}/${shipper}`;
}
