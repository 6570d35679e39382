import type { Device, User } from '../estate/index.ts';
import type { ProcessDetail } from '../events/index.ts';
import type { Random } from '../random.ts';

const system32 = 'C:\\Windows\\System32\\';
const office = 'C:\\Program Files\\Microsoft Office\\root\\Office16\\';
const explorer = 'C:\\Windows\\explorer.exe';
const services = `${system32}services.exe`;
const svchost = `${system32}svchost.exe`;

interface Program {
  readonly image: string;
  readonly command: (random: Random, user: User) => string;
  readonly parent: string;
  readonly system?: true;
}

const documents = [
  'Rota week 14',
  'Discharge letter',
  'Stock list',
  'Minutes',
  'Theatre list',
  'Handover',
  'Budget',
];

/** What ordinary people start in the course of a day. */
const desktop: readonly (readonly [Program, number])[] = [
  [{ image: `${office}OUTLOOK.EXE`, command: () => `"${office}OUTLOOK.EXE"`, parent: explorer }, 8],
  [
    {
      image: `${office}WINWORD.EXE`,
      command: (random, user) =>
        `"${office}WINWORD.EXE" /n "C:\\Users\\${user.name}\\Documents\\${random.pick(documents)}.docx" /o ""`,
      parent: explorer,
    },
    8,
  ],
  [
    {
      image: `${office}EXCEL.EXE`,
      command: (random, user) =>
        `"${office}EXCEL.EXE" "C:\\Users\\${user.name}\\Documents\\${random.pick(documents)}.xlsx"`,
      parent: explorer,
    },
    6,
  ],
  [
    {
      image: 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
      command: () =>
        '"C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe" --profile-directory=Default',
      parent: explorer,
    },
    12,
  ],
  [
    {
      image: 'C:\\Program Files\\Meridian\\PatientRecord\\PatientRecord.exe',
      command: () => '"C:\\Program Files\\Meridian\\PatientRecord\\PatientRecord.exe" /site:default',
      parent: explorer,
    },
    12,
  ],
  [
    {
      image: 'C:\\Program Files\\Adobe\\Acrobat DC\\Acrobat\\Acrobat.exe',
      command: (random, user) =>
        `"C:\\Program Files\\Adobe\\Acrobat DC\\Acrobat\\Acrobat.exe" "C:\\Users\\${user.name}\\Downloads\\Referral ${random.whole(1000, 9999)}.pdf"`,
      parent: explorer,
    },
    5,
  ],
  [{ image: `${system32}notepad.exe`, command: () => `"${system32}notepad.exe"`, parent: explorer }, 2],
  [{ image: `${system32}mspaint.exe`, command: () => `"${system32}mspaint.exe"`, parent: explorer }, 1],
];

/** What systems start by themselves, among it what looks alarming at first sight and is not. */
const housekeeping: readonly (readonly [Program, number])[] = [
  [
    {
      image: svchost,
      command: (random) =>
        `${svchost} -k netsvcs -p -s ${random.pick(['Schedule', 'wuauserv', 'BITS', 'gpsvc'])}`,
      parent: services,
      system: true,
    },
    12,
  ],
  [{ image: `${system32}taskhostw.exe`, command: () => 'taskhostw.exe', parent: svchost, system: true }, 8],
  [
    {
      image: `${system32}conhost.exe`,
      command: () => '\\??\\C:\\Windows\\system32\\conhost.exe 0xffffffff -ForceV1',
      parent: `${system32}cmd.exe`,
      system: true,
    },
    5,
  ],
  [
    {
      image: `${system32}WindowsPowerShell\\v1.0\\powershell.exe`,
      command: () => 'powershell.exe -NoProfile -File C:\\ProgramData\\Inventory\\collect.ps1',
      parent: svchost,
      system: true,
    },
    3,
  ],
  [
    {
      image: `${system32}vssadmin.exe`,
      command: () => 'vssadmin list shadows',
      parent: 'C:\\Program Files\\Northgate Backup\\agent.exe',
      system: true,
    },
    1,
  ],
  [
    {
      image: `${system32}net.exe`,
      command: () => 'net use Q: \\\\fs\\shared /persistent:no',
      parent: `${system32}cmd.exe`,
    },
    3,
  ],
  [
    {
      image: `${system32}gpupdate.exe`,
      command: () => 'gpupdate.exe /target:computer',
      parent: svchost,
      system: true,
    },
    2,
  ],
  [
    {
      image: `${system32}wevtutil.exe`,
      command: () => 'wevtutil gli Security',
      parent: 'C:\\Program Files\\Northgate Backup\\agent.exe',
      system: true,
    },
    1,
  ],
  [
    {
      image: 'C:\\Program Files\\Windows Defender\\MpCmdRun.exe',
      command: () =>
        '"C:\\Program Files\\Windows Defender\\MpCmdRun.exe" SignatureUpdate -ScheduleJob -RestrictPrivileges',
      parent: svchost,
      system: true,
    },
    4,
  ],
];

/** A program that somebody, or the system, starts on a device of today. */
export function startedProgram(device: Device, user: User, random: Random): ProcessDetail {
  const program = random.weighted(device.system.server || random.chance(0.45) ? housekeeping : desktop);
  return {
    image: program.image,
    commandLine: program.command(random, user),
    parent: program.parent,
    user: program.system ? 'system' : user,
  };
}

const xp = 'C:\\WINDOWS\\system32\\';
const legacyByRole: Readonly<Record<string, readonly string[]>> = {
  RAD: ['C:\\Program Files\\Halden\\Viewer\\viewer.exe', `${xp}mstsc.exe`],
  CT: ['C:\\Program Files\\Halden\\Syscon\\recon.exe', 'C:\\Program Files\\Halden\\Syscon\\dicomsend.exe'],
  MRI: ['C:\\MRI\\bin\\scanhost.exe', 'C:\\MRI\\bin\\dicomsend.exe', 'C:\\MRI\\bin\\coilcheck.exe'],
  PACS: ['C:\\Program Files\\Halden\\Archive\\storescp.exe', `${xp}ntbackup.exe`],
  LAB: ['C:\\Program Files\\Analysa\\link.exe', 'C:\\Program Files\\Analysa\\qc.exe'],
  LIMS: ['D:\\LIMS\\bin\\lims.exe', `${xp}ntbackup.exe`],
  PHA: ['C:\\Program Files\\Dispensa\\robot.exe', 'C:\\Program Files\\Dispensa\\label.exe'],
};
const legacyAny = [`${xp}spoolsv.exe`, `${xp}wuauclt.exe`, `${xp}rundll32.exe`, 'C:\\WINDOWS\\explorer.exe'];

/** A program on XP or Server 2003, which do not record command lines. */
export function startedLegacyProgram(device: Device, random: Random): string {
  return random.pick([...(legacyByRole[device.role.mark] ?? []), ...legacyAny]);
}
