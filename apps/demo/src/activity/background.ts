import { type Device, type Estate, systems } from '../estate/index.ts';
import {
  type DeviceEvent,
  legacyLoggedOff,
  legacyLoggedOn,
  legacyLogonFailed,
  legacyProcessCreated,
  loggedOff,
  loggedOn,
  logonFailed,
  type Moment,
  privilegesGiven,
  processCreated,
  serviceControlSent,
  serviceState,
  sysmonConnection,
  sysmonFile,
  sysmonProcess,
  sysmonQuery,
  systemStarted,
  taskCreated,
  timeSynchronised,
} from '../events/index.ts';
import { type Random, randomOf } from '../random.ts';
import { startedLegacyProgram, startedProgram } from './programs.ts';
import { linuxLine } from './syslog.ts';

type Activity = (moment: Moment, random: Random) => DeviceEvent[];

const modern: readonly (readonly [Activity, number])[] = [
  [program, 40],
  [networkLogon, 18],
  [interactiveLogon, 7],
  [connection, 14],
  [lookUp, 14],
  [service, 8],
  [fileSaved, 4],
  [mistypedPassword, 1.2],
  [(moment) => [timeSynchronised(moment, `dc.${moment.device.domain.toLowerCase()}.example`)], 1],
  [updateTask, 0.8],
];
const old: readonly (readonly [Activity, number])[] = [
  [
    (moment, random) => [
      legacyProcessCreated(moment, startedLegacyProgram(moment.device, random), user(moment, random)),
    ],
    40,
  ],
  [legacySession, 22],
  [
    (moment, random) => [serviceState(moment, random.pick(oldServices), random.pick(['running', 'stopped']))],
    16,
  ],
  [(moment, random) => [serviceControlSent(moment, random.pick(oldServices), 'NT AUTHORITY\\SYSTEM')], 6],
  [(moment, random) => [legacyLogonFailed(moment, user(moment, random))], 1],
];

/**
 * Ordinary work in one second: about `rate` events on devices of the whole estate, fewer at night.
 *
 * @param second start of the second, ms since 1970
 */
export function backgroundSecond(estate: Estate, seed: number, second: number, rate: number): DeviceEvent[] {
  const random = randomOf(seed, 'background', second);
  const events: DeviceEvent[] = [];
  let wanted = rate * busyness(second);
  for (; wanted >= 1 || random.chance(wanted); wanted -= 1) {
    const device = random.pick(estate.devices);
    // Workstations sleep at night.
    if (!device.system.server && !device.role.clinicalKit && random.next() > 0.3 + busyness(second)) continue;
    const moment = { device, time: second + random.whole(0, 900) };
    const activity =
      device.system === systems.linux ? linuxLine : random.weighted(device.system.legacy ? old : modern);
    const made = activity(moment, random);
    events.push(...made);
    wanted -= made.length - 1;
  }
  return events;
}

/** How much of the working day's traffic there is at this hour: 1 at its height, a third at night. */
export function busyness(time: number): number {
  const hour = (time / 3_600_000) % 24;
  return 0.35 + 0.65 * Math.exp(-(((hour - 12.5) / 5) ** 2));
}

/** Start of a device in the day before `now`: workstations in the morning, servers and kit at any time. */
export function startOfDay(device: Device, seed: number, now: number): DeviceEvent[] {
  const random = randomOf(seed, 'start', device.index);
  const day = 86_400_000;
  const ago =
    device.system.server || device.role.clinicalKit
      ? random.next() * day
      : ((((now / day) % 1) + 1 - 0.27 - random.next() * 0.12) % 1) * day;
  const time = Math.floor(now - 60_000 - Math.min(ago, day - 120_000));
  return device.system === systems.linux
    ? linuxLine({ device, time }, random)
    : systemStarted({ device, time });
}

function user({ device }: Moment, random: Random): string {
  return random.pick(device.users).name;
}

function program(moment: Moment, random: Random): DeviceEvent[] {
  const process = startedProgram(moment.device, random.pick(moment.device.users), random);
  return [
    moment.device.sysmon ? sysmonProcess(moment, process, random) : processCreated(moment, process, random),
  ];
}

function networkLogon(moment: Moment, random: Random): DeviceEvent[] {
  const { device, time } = moment;
  const who = random.pick(device.users);
  const logonId = `0x${random.hex(7)}`;
  const address = device.address.replace(/\d+$/, String(random.whole(10, 240)));
  return [
    loggedOn(moment, who, { type: 3, address, workstation: '-', logonId }),
    loggedOff({ device, time: time + random.whole(20, 90) }, who, logonId, 3),
  ];
}

function interactiveLogon(moment: Moment, random: Random): DeviceEvent[] {
  const { device } = moment;
  const who = random.pick(device.users);
  const logonId = `0x${random.hex(7)}`;
  const type = random.pick([2, 7] as const);
  return [
    loggedOn(moment, who, { type, address: '127.0.0.1', workstation: device.shortName, logonId }),
    ...(random.chance(0.15) ? [privilegesGiven(moment, who, logonId)] : []),
  ];
}

function mistypedPassword(moment: Moment, random: Random): DeviceEvent[] {
  const { device } = moment;
  const from = { type: 2, address: '127.0.0.1', workstation: device.shortName } as const;
  return [logonFailed(moment, user(moment, random), from)];
}

const sites = [
  'patientrecord.example',
  'mail.health.example',
  'rota.health.example',
  'imaging.health.example',
  'update.vendor.example',
];
const browser = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';

function connection(moment: Moment, random: Random): DeviceEvent[] {
  const name = random.pick(sites);
  const to = { address: `192.0.2.${random.whole(10, 60)}`, port: random.pick([443, 443, 8443]), name };
  const who = random.pick(moment.device.users);
  return moment.device.sysmon
    ? [sysmonConnection(moment, browser, to, random, who)]
    : program(moment, random);
}

function lookUp(moment: Moment, random: Random): DeviceEvent[] {
  if (!moment.device.sysmon) return program(moment, random);
  const query = { name: random.pick(sites), results: `::ffff:192.0.2.${random.whole(10, 60)};` };
  return [sysmonQuery(moment, browser, query, random, random.pick(moment.device.users))];
}

const todaysServices = [
  'Windows Update',
  'Background Intelligent Transfer Service',
  'Windows Modules Installer',
  'Volume Shadow Copy',
  'Northgate Backup Agent',
  'Microsoft Defender Antivirus Network Inspection Service',
];
const oldServices = [
  'Automatic Updates',
  'Windows Installer',
  'IMAPI CD-Burning COM Service',
  'Volume Shadow Copy',
  'Halden DICOM Sender',
  'Remote Access Connection Manager',
];

function service(moment: Moment, random: Random): DeviceEvent[] {
  return [serviceState(moment, random.pick(todaysServices), random.pick(['running', 'stopped']))];
}

function fileSaved(moment: Moment, random: Random): DeviceEvent[] {
  if (!moment.device.sysmon) return service(moment, random);
  const who = random.pick(moment.device.users);
  const file = `C:\\Users\\${who.name}\\AppData\\Local\\Microsoft\\Outlook\\RoamCache\\Stream_${random.hex(8)}.dat`;
  return [
    sysmonFile(moment, 'C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.EXE', file, random, who),
  ];
}

function updateTask(moment: Moment, random: Random): DeviceEvent[] {
  const command = 'C:\\Program Files (x86)\\Microsoft\\EdgeUpdate\\MicrosoftEdgeUpdate.exe';
  return [taskCreated(moment, 'system', `\\MicrosoftEdgeUpdateTaskMachine${random.hex(4)}`, command)];
}

function legacySession(moment: Moment, random: Random): DeviceEvent[] {
  const { device, time } = moment;
  const who = user(moment, random);
  const type = random.pick([2, 3, 3] as const);
  return [
    legacyLoggedOn(moment, who, type),
    ...(type === 3 ? [legacyLoggedOff({ device, time: time + 80 }, who, type)] : []),
  ];
}
