import { type Random, randomOf } from '../random.ts';
import { type OrganisationPlan, organisationPlans } from './plan.ts';
import { type DeviceRole, deviceRoles, type RoleKey, roleMix } from './roles.ts';
import { type System, systems } from './systems.ts';

/** How a device's records come to the platform; a source is one of these in one organisation. */
export type ShipperKind = 'winlogbeat' | 'winlogbeat-old' | 'nxlog' | 'rsyslog';

export interface Device {
  /** Number over the whole estate. */
  readonly index: number;
  readonly organisation: OrganisationPlan;
  readonly site: string;
  readonly roleKey: RoleKey;
  readonly role: DeviceRole;
  readonly system: System;
  readonly shipper: ShipperKind;
  /** Name as the device writes it: with its domain since Vista, short and in capitals before. */
  readonly host: string;
  readonly shortName: string;
  readonly domain: string;
  readonly address: string;
  readonly domainSid: string;
  /** People who use it. */
  readonly users: readonly User[];
  /** Sysmon runs on it. */
  readonly sysmon: boolean;
  /** MS17-010 is missing. */
  readonly susceptible: boolean;
}

export interface User {
  readonly name: string;
  readonly sid: string;
}

export interface Estate {
  readonly devices: readonly Device[];
  readonly byOrganisation: ReadonlyMap<string, readonly Device[]>;
}

/** About two thousand devices; the same seed gives the same ones. */
export function createEstate(seed: number): Estate {
  const devices: Device[] = [];
  const byOrganisation = new Map<string, Device[]>();
  organisationPlans.forEach((plan, ordinal) => {
    const own = devicesOf(seed, plan, ordinal, devices.length);
    devices.push(...own);
    byOrganisation.set(plan.code, own);
  });
  return { devices, byOrganisation };
}

function devicesOf(seed: number, plan: OrganisationPlan, ordinal: number, first: number): Device[] {
  const random = randomOf(seed, 'estate', plan.code);
  const domainSid = `S-1-5-21-${random.whole(1e8, 4e9)}-${random.whole(1e8, 4e9)}-${random.whole(1e8, 4e9)}`;
  const staff = peopleOf(random, plan.devices, domainSid);
  const domain = `${plan.code.toLowerCase()}.example`;
  const numbers = new Map<string, number>();
  const addresses = new Map<number, number>();
  return rolesOf(plan).map((roleKey, position) => {
    const role: DeviceRole = deviceRoles[roleKey];
    const number = (numbers.get(roleKey) ?? 0) + 1;
    numbers.set(roleKey, number);
    const system = systems[random.weighted(role.systems)];
    const site = random.chance(0.7) ? 0 : random.whole(0, plan.sites.length - 1);
    const shortName = `${plan.code}-${role.mark}-${String(number).padStart(3, '0')}`;
    const sitePlan = plan.sites[site];
    // Sites are 64 networks apart. A network that is full goes on 24 further.
    const network = site * 64 + role.network;
    const place = (addresses.get(network) ?? 0) + 1;
    addresses.set(network, place);
    return {
      index: first + position,
      organisation: plan,
      site: sitePlan?.name ?? plan.name,
      roleKey,
      role,
      system,
      shipper: shipperOf(system, random),
      host: system.legacy ? shortName : `${shortName.toLowerCase()}.${domain}`,
      shortName,
      domain: plan.code,
      address: `10.${20 + ordinal}.${network + 24 * Math.floor(place / 240)}.${10 + (place % 240)}`,
      domainSid,
      users: system.server ? staff.slice(0, 3) : [random.pick(staff), random.pick(staff)],
      sysmon: !system.legacy && system !== systems.linux && random.chance(0.6),
      susceptible: susceptible(system, random),
    };
  });
}

/** Roles by share, the remainder ordinary ones; a domain controller at least. */
function rolesOf(plan: OrganisationPlan): RoleKey[] {
  const mix = roleMix[plan.kind];
  const list = mix.flatMap(([role, share]) =>
    Array.from({ length: Math.max(1, Math.round((share * plan.devices) / 100)) }, () => role),
  );
  const [ordinary] = mix[0] ?? ['office' as const];
  while (list.length < plan.devices) list.push(ordinary);
  return list.slice(list.length - plan.devices);
}

function shipperOf(system: System, random: Random): ShipperKind {
  if (system === systems.linux) return 'rsyslog';
  if (!system.legacy) return 'winlogbeat';
  return random.chance(0.65) ? 'winlogbeat-old' : 'nxlog';
}

function susceptible(system: System, random: Random): boolean {
  if (system.legacy) return random.chance(0.85);
  if (system === systems.windows7) return random.chance(0.8);
  return system === systems.server2012 && random.chance(0.3);
}

const givenNames = 'a b c d e f g h i j k l m n o p r s t w'.split(' ');
const familyNames =
  'abara ackroyd bellamy bhatt carrow chaudhry dunmore egan faulkes garrity hallam ibbotson jessop kaur lindqvist marsh nwosu oduya pemberton quill rahman sayle tanner udall varma whitlock yates zielinski'.split(
    ' ',
  );

function peopleOf(random: Random, count: number, domainSid: string): User[] {
  const names = new Set<string>();
  while (names.size < count) {
    const name = `${random.pick(givenNames)}.${random.pick(familyNames)}`;
    names.add(names.has(name) ? `${name}${names.size}` : name);
  }
  return [...names].map((name, index) => ({ name, sid: `${domainSid}-${1104 + index}` }));
}
