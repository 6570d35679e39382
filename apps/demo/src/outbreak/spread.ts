import { type Device, type Estate, outbreakLinks, outbreakOrigin } from '../estate/index.ts';
import { randomOf } from '../random.ts';

/** What became of one device. `after` is seconds from the beginning of the outbreak. */
export interface Casualty {
  readonly device: Device;
  readonly after: number;
  /** Infected devices go on; on the others the attempt stopped the system. */
  readonly outcome: 'infected' | 'crashed';
  /** Where the attempt came from; null for the first device. */
  readonly from: Device | null;
}

export interface SpreadOptions {
  /** Infections after which the organisations have closed the way. */
  readonly most: number;
  /** Seconds after which no further device is reached. */
  readonly lasts: number;
}

/** Seconds from one attempt of an infected device to the next, on average. */
const betweenAttempts = 16;
const defaults: SpreadOptions = { most: 200, lasts: 660 };

/**
 * A worm among the devices of organisations that exchange data. Each infected device tries others, nearly always of its
 * own organisation; each link to another organisation is found once, when it opens. On XP and Server 2003 the attempt
 * mostly stops the system instead. Simple on purpose: it has to look like an outbreak, not to predict one.
 */
export function simulateSpread(estate: Estate, seed: number, options: SpreadOptions = defaults): Casualty[] {
  const random = randomOf(seed, 'outbreak');
  const reached = new Set<Device>();
  const casualties: Casualty[] = [];
  const infected: Device[] = [];
  const queue: { at: number; attacker: Device }[] = [];
  const among = (code: string, wanted: (device: Device) => boolean): Device[] =>
    (estate.byOrganisation.get(code) ?? []).filter((device) => !reached.has(device) && wanted(device));
  const note = (device: Device, after: number, outcome: Casualty['outcome'], from: Device | null): void => {
    reached.add(device);
    casualties.push({ device, after, outcome, from });
    if (outcome === 'crashed') return;
    infected.push(device);
    queue.push({ at: after + 4 + random.next() * betweenAttempts, attacker: device });
  };
  const kit = among(outbreakOrigin, (device) => device.system.legacy && device.role.network === 8);
  for (const [index, device] of kit.slice(0, 5).entries()) note(device, index * 9, 'crashed', null);
  const [first] = among(outbreakOrigin, infectable);
  if (first) note(first, 40, 'infected', null);
  const links = [...outbreakLinks];

  for (let next = earliest(queue); next && infected.length < options.most; next = earliest(queue)) {
    const { at, attacker } = next;
    if (at > options.lasts) break;
    const [link] = links;
    const found = link && link.opens <= at ? links.shift() : undefined;
    const target = found
      ? among(found.to, infectable)[0]
      : random.pick(estate.byOrganisation.get(attacker.organisation.code) ?? [attacker]);
    const from = found
      ? (infected.find(({ organisation }) => organisation.code === found.from) ?? attacker)
      : attacker;
    if (target?.susceptible && !reached.has(target)) {
      const stops = target.system.legacy && random.chance(0.7);
      note(target, at + 1, stops && !found ? 'crashed' : 'infected', from);
    }
    // The more it is noticed, the more is taken off the network.
    const slowed = 1 + Math.max(0, at - 0.6 * options.lasts) / 60;
    queue.push({
      at: at + (0.4 + 1.2 * random.next()) * betweenAttempts * slowed * (found ? 0.2 : 1),
      attacker,
    });
  }
  return casualties.sort((one, other) => one.after - other.after);
}

function infectable(device: Device): boolean {
  return device.susceptible && !device.system.legacy;
}

/** Takes out what comes first. A few hundred entries: a list is quick enough. */
function earliest<T extends { readonly at: number }>(queue: T[]): T | undefined {
  let best = 0;
  for (let index = 1; index < queue.length; index++)
    if ((queue[index]?.at ?? 0) < (queue[best]?.at ?? 0)) best = index;
  return queue.splice(best, 1)[0];
}
