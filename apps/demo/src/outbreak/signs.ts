import type { Device } from '../estate/index.ts';
import {
  bugCheckReported,
  type DeviceEvent,
  halfOpenLimit,
  legacyProcessCreated,
  legacyServiceInstalled,
  type Moment,
  type ProcessDetail,
  processCreated,
  serviceAudited,
  serviceControlSent,
  serviceInstalled,
  serviceState,
  stopErrorRecords,
  sysmonConnection,
  sysmonFile,
  sysmonProcess,
  sysmonQuery,
  sysmonRegistry,
  systemStarted,
  unexpectedShutdown,
} from '../events/index.ts';
import { type Random, randomOf } from '../random.ts';
import type { Casualty } from './spread.ts';

const worm = 'C:\\Windows\\mssecsvc.exe';
const service = 'mssecsvc2.0';
const display = 'Microsoft Security Center (2.0) Service';
const killSwitch = 'www.iuqerfsodp9ifjaposdfjhgosurijfaewrwergwea.com';
const system32 = 'C:\\Windows\\System32\\';
const hashes = {
  worm: '24d004a104d4d54034dbcffc2a4b19a11f39008a575aa614ea04703480b1022c',
  encrypter: 'ed01ebfbc9eb5bbea545af4d01bf5f1071661840480439c6e5babe8e080e41aa',
};

/**
 * What a device writes when the worm reaches it. Public facts about WannaCry of May 2017: names, commands, keys.
 *
 * @param at when, ms since 1970
 * @param pace how many seconds of the story pass in one second
 */
export function signsOf(
  casualty: Casualty,
  at: number,
  seed: number,
  pace: number,
  victims: readonly Device[],
): DeviceEvent[] {
  const { device, outcome } = casualty;
  const random = randomOf(seed, 'signs', device.index);
  const moment = (seconds: number): Moment => ({ device, time: Math.floor(at + (seconds * 1000) / pace) });
  if (outcome === 'crashed') return crashed(moment, random);
  return device.system.legacy ? infectedLegacy(moment, random) : infected(moment, random, victims);
}

type At = (seconds: number) => Moment;

function crashed(moment: At, random: Random): DeviceEvent[] {
  const { device } = moment(0);
  if (!device.system.legacy) return [...systemStarted(moment(0)), bugCheckReported(moment(2), '00000050')];
  return [
    ...systemStarted(moment(0)),
    unexpectedShutdown(moment(1), moment(-95).time),
    ...stopErrorRecords(moment(2), `b2${random.hex(6)}`),
  ];
}

function infectedLegacy(moment: At, random: Random): DeviceEvent[] {
  const image = 'C:\\WINDOWS\\mssecsvc.exe';
  const folder = `C:\\Intel\\${randomName(random)}`;
  return [
    legacyProcessCreated(moment(0), image, 'system'),
    legacyServiceInstalled(moment(1), service, `${image} -m security`),
    serviceControlSent(moment(2), display, 'NT AUTHORITY\\SYSTEM'),
    serviceState(moment(3), display, 'running'),
    legacyProcessCreated(moment(5), 'C:\\WINDOWS\\tasksche.exe', 'system'),
    legacyServiceInstalled(moment(7), folder.slice(9), `cmd.exe /c "${folder}\\tasksche.exe"`),
    legacyProcessCreated(moment(9), `${folder}\\tasksche.exe`, 'system'),
    halfOpenLimit(moment(14)),
    legacyProcessCreated(moment(30), `${folder}\\@WanaDecryptor@.exe`, 'system'),
  ];
}

function infected(moment: At, random: Random, victims: readonly Device[]): DeviceEvent[] {
  const { device } = moment(0);
  const name = randomName(random);
  const folder = `C:\\ProgramData\\${name}`;
  const encrypter = `${folder}\\tasksche.exe`;
  const started = (
    seconds: number,
    image: string,
    commandLine: string,
    parent: string,
    hash?: string,
  ): DeviceEvent => {
    const process: ProcessDetail = { image, commandLine, parent, user: 'system' };
    return device.sysmon
      ? sysmonProcess(moment(seconds), process, random, hash)
      : processCreated(moment(seconds), process, random);
  };
  const tool = (seconds: number, program: string, commandLine: string, parent = encrypter): DeviceEvent =>
    started(seconds, `${system32}${program}`, commandLine, parent);
  const events = [
    started(0, worm, worm, `${system32}lsass.exe`, hashes.worm),
    serviceInstalled(moment(2), service, `${worm} -m security`, 'auto start'),
    serviceState(moment(3), display, 'running'),
    started(4, 'C:\\Windows\\tasksche.exe', 'C:\\Windows\\tasksche.exe /i', worm, hashes.encrypter),
    serviceInstalled(moment(5), name, `cmd.exe /c "${encrypter}"`, 'auto start'),
    started(7, encrypter, encrypter, `${system32}cmd.exe`, hashes.encrypter),
    tool(8, 'attrib.exe', 'attrib +h .'),
    tool(9, 'icacls.exe', 'icacls . /grant Everyone:F /T /C /Q'),
    started(16, `${folder}\\@WanaDecryptor@.exe`, '@WanaDecryptor@.exe co', encrypter),
    ...(device.system.server ? [tool(18, 'taskkill.exe', 'taskkill.exe /f /im sqlwriter.exe')] : []),
    tool(34, 'vssadmin.exe', 'vssadmin  delete shadows /all /quiet ', `${system32}cmd.exe`),
    tool(35, 'wbem\\WMIC.exe', 'wmic  shadowcopy delete ', `${system32}cmd.exe`),
    tool(36, 'bcdedit.exe', 'bcdedit  /set {default} recoveryenabled no ', `${system32}cmd.exe`),
    tool(37, 'wbadmin.exe', 'wbadmin  delete catalog -quiet', `${system32}cmd.exe`),
  ];
  if (!device.sysmon) return [...events, serviceAudited(moment(2), service, `${worm} -m security`)];
  const user = random.pick(device.users);
  return [
    ...events,
    sysmonFile(moment(0), `${system32}lsass.exe`, worm, random),
    sysmonQuery(moment(1), worm, { name: killSwitch, status: 9003 }, random),
    sysmonFile(moment(4), worm, 'C:\\Windows\\tasksche.exe', random),
    ...fanOut(moment, random, victims),
    sysmonFile(moment(7), encrypter, `${folder}\\b.wnry`, random),
    sysmonRegistry(moment(8), encrypter, 'HKLM\\SOFTWARE\\WanaCrypt0r\\wd', folder, random),
    ...['Rota', 'Discharge summary', 'Images to report', 'Stock'].map((file, index) =>
      sysmonFile(
        moment(12 + index),
        encrypter,
        `C:\\Users\\${user.name}\\Documents\\${file}.docx.WNCRY`,
        random,
      ),
    ),
    sysmonFile(moment(15), encrypter, `C:\\Users\\${user.name}\\Desktop\\@Please_Read_Me@.txt`, random),
  ];
}

/** Neighbours by their addresses, and addresses anywhere. */
function fanOut(moment: At, random: Random, victims: readonly Device[]): DeviceEvent[] {
  return Array.from({ length: 9 }, (_, index) => {
    const address = index % 4 === 3 ? `198.51.100.${random.whole(1, 254)}` : random.pick(victims).address;
    return sysmonConnection(moment(3 + index), worm, { address, port: 445 }, random);
  });
}

/** Eight to fifteen letters and three digits. */
function randomName(random: Random): string {
  const letters = Array.from({ length: random.whole(8, 15) }, () =>
    random.pick([...'abcdefghijklmnopqrstuvwxyz']),
  );
  return `${letters.join('')}${random.whole(100, 999)}`;
}
