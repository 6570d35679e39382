import type { Device, Estate } from '../estate/index.ts';
import type { DeviceEvent } from '../events/index.ts';
import { incidents } from '../incidents/index.ts';
import { signsOf, simulateSpread } from '../outbreak/index.ts';
import { randomOf } from '../random.ts';
import type { Truth } from './truth.ts';

/** One thing that happens on one device: its events in order of time, and what it was. */
export interface Scene {
  readonly at: number;
  readonly events: readonly DeviceEvent[];
  readonly truth: Truth;
}

export interface StoryOptions {
  readonly estate: Estate;
  readonly seed: number;
  /** When the stream begins, ms since 1970. */
  readonly start: number;
  /** How many seconds of the story pass in one second. */
  readonly pace: number;
}

/** The outbreak begins a minute after the stream; its last sign is written before `outbreakEnds`. In seconds. */
const outbreakBegins = 60;
export const outbreakEnds = 780;
const betweenIncidents = 40;
const day = 86_400_000;

/** Scattered incidents of the day before: three in the night and morning, so that history is not empty. */
export function scenesBefore({ estate, seed, start }: StoryOptions): Scene[] {
  return [0.82, 0.55, 0.3, 0.11].map((part, index) =>
    incidentScene(estate, seed, `before-${index}`, index * 3 + 5, Math.floor(start - part * day)),
  );
}

/** The outbreak, device by device. */
export function outbreakScenes({ estate, seed, start, pace }: StoryOptions): Scene[] {
  return simulateSpread(estate, seed).map((casualty) => {
    const { device, outcome, from, after } = casualty;
    const at = Math.floor(start + ((outbreakBegins + after) * 1000) / pace);
    const neighbours = estate.byOrganisation.get(device.organisation.code) ?? [device];
    return scene(at, signsOf(casualty, at, seed, pace, neighbours), {
      ...about(device, at),
      kind: outcome,
      ...(from ? { from: from.host } : {}),
    });
  });
}

/** The n-th scattered incident of the stream. All kinds come round before one comes again. */
export function nthIncident({ estate, seed, start, pace }: StoryOptions, n: number): Scene {
  const at = Math.floor(start + ((8 + n * betweenIncidents) * 1000) / pace);
  return incidentScene(estate, seed, `stream-${n}`, n, at);
}

function incidentScene(estate: Estate, seed: number, label: string, turn: number, at: number): Scene {
  const random = randomOf(seed, 'incident', label);
  const incident = incidents[turn % incidents.length];
  if (!incident) throw new RangeError('expected incidents, found none');
  const device = random.pick(estate.devices.filter(incident.fits));
  return scene(at, incident.events({ device, time: at }, random), {
    ...about(device, at),
    kind: 'incident',
    incident: incident.name,
  });
}

function about(device: Device, at: number): Pick<Truth, 'at' | 'organisation' | 'host' | 'address'> {
  const { organisation, host, address } = device;
  return { at: new Date(at).toISOString(), organisation: organisation.code, host, address };
}

function scene(at: number, events: readonly DeviceEvent[], truth: Truth): Scene {
  return { at, truth, events: [...events].sort((one, other) => one.time - other.time) };
}
