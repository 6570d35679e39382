import type { Random } from '../random.ts';
import type { ProcessDetail } from './security.ts';
import type { Moment, WindowsEvent } from './windows-event.ts';

/** Records of Sysmon 13 and later: names and order of its schema. */
function sysmon(
  { device, time }: Moment,
  eventId: number,
  message: string,
  data: Record<string, string>,
): WindowsEvent {
  return {
    kind: 'windows',
    device,
    time,
    channel: 'Microsoft-Windows-Sysmon/Operational',
    provider: 'Microsoft-Windows-Sysmon',
    eventId,
    type: 'Information',
    data: { RuleName: '-', UtcTime: utc(time), ...data },
    message,
  };
}

const utc = (time: number): string => new Date(time).toISOString().replace('T', ' ').replace('Z', '');

function guid(random: Random): string {
  const digits = random.hex(32);
  return `{${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}}`;
}

function account({ device }: Moment, user: ProcessDetail['user']): string {
  return user === 'system' ? 'NT AUTHORITY\\SYSTEM' : `${device.domain}\\${user.name}`;
}

const system32 = 'C:\\Windows\\System32\\';

export function sysmonProcess(
  moment: Moment,
  process: ProcessDetail,
  random: Random,
  hash?: string,
): WindowsEvent {
  const file = process.image.slice(process.image.lastIndexOf('\\') + 1);
  return sysmon(moment, 1, 'Process Create:', {
    ProcessGuid: guid(random),
    ProcessId: String(random.whole(900, 14_000)),
    Image: process.image,
    FileVersion: process.image.startsWith(system32) ? '10.0.19041.1' : '-',
    Description: '-',
    Product: process.image.startsWith(system32) ? 'Microsoft® Windows® Operating System' : '-',
    Company: process.image.startsWith(system32) ? 'Microsoft Corporation' : '-',
    OriginalFileName: process.image.startsWith(system32) ? file : '-',
    CommandLine: process.commandLine,
    CurrentDirectory: process.user === 'system' ? system32 : `C:\\Users\\${process.user.name}\\`,
    User: account(moment, process.user),
    LogonGuid: guid(random),
    LogonId: process.user === 'system' ? '0x3e7' : `0x${random.hex(5)}`,
    TerminalSessionId: process.user === 'system' ? '0' : '1',
    IntegrityLevel: process.user === 'system' ? 'System' : 'Medium',
    Hashes: `SHA256=${(hash ?? random.hex(64)).toUpperCase()}`,
    ParentProcessGuid: guid(random),
    ParentProcessId: String(random.whole(600, 9000)),
    ParentImage: process.parent,
    ParentCommandLine: process.parentCommandLine ?? process.parent,
  });
}

export function sysmonConnection(
  moment: Moment,
  image: string,
  to: { readonly address: string; readonly port: number; readonly name?: string },
  random: Random,
  user: ProcessDetail['user'] = 'system',
): WindowsEvent {
  return sysmon(moment, 3, 'Network connection detected:', {
    ProcessGuid: guid(random),
    ProcessId: String(random.whole(900, 14_000)),
    Image: image,
    User: account(moment, user),
    Protocol: 'tcp',
    Initiated: 'true',
    SourceIsIpv6: 'false',
    SourceIp: moment.device.address,
    SourceHostname: moment.device.host,
    SourcePort: String(random.whole(49_152, 65_000)),
    SourcePortName: '-',
    DestinationIsIpv6: 'false',
    DestinationIp: to.address,
    DestinationHostname: to.name ?? '-',
    DestinationPort: String(to.port),
    DestinationPortName: to.port === 445 ? 'microsoft-ds' : to.port === 443 ? 'https' : '-',
  });
}

export function sysmonFile(
  moment: Moment,
  image: string,
  file: string,
  random: Random,
  user: ProcessDetail['user'] = 'system',
): WindowsEvent {
  return sysmon(moment, 11, 'File created:', {
    ProcessGuid: guid(random),
    ProcessId: String(random.whole(900, 14_000)),
    Image: image,
    TargetFilename: file,
    CreationUtcTime: utc(moment.time),
    User: account(moment, user),
  });
}

export function sysmonRegistry(
  moment: Moment,
  image: string,
  target: string,
  details: string,
  random: Random,
): WindowsEvent {
  return sysmon(moment, 13, 'Registry value set:', {
    EventType: 'SetValue',
    ProcessGuid: guid(random),
    ProcessId: String(random.whole(900, 14_000)),
    Image: image,
    TargetObject: target,
    Details: details,
    User: 'NT AUTHORITY\\SYSTEM',
  });
}

export function sysmonAccess(moment: Moment, image: string, target: string, random: Random): WindowsEvent {
  return sysmon(moment, 10, 'Process accessed:', {
    SourceProcessGUID: guid(random),
    SourceProcessId: String(random.whole(900, 14_000)),
    SourceThreadId: String(random.whole(900, 14_000)),
    SourceImage: image,
    TargetProcessGUID: guid(random),
    TargetProcessId: '712',
    TargetImage: target,
    GrantedAccess: '0x1410',
    CallTrace:
      'C:\\Windows\\SYSTEM32\\ntdll.dll+9fc24|C:\\Windows\\System32\\KERNELBASE.dll+2e73e|UNKNOWN(00000249A1C50000)',
    SourceUser: 'NT AUTHORITY\\SYSTEM',
    TargetUser: 'NT AUTHORITY\\SYSTEM',
  });
}

export function sysmonQuery(
  moment: Moment,
  image: string,
  query: { readonly name: string; readonly status?: number; readonly results?: string },
  random: Random,
  user: ProcessDetail['user'] = 'system',
): WindowsEvent {
  return sysmon(moment, 22, 'Dns query:', {
    ProcessGuid: guid(random),
    ProcessId: String(random.whole(900, 14_000)),
    QueryName: query.name,
    QueryStatus: String(query.status ?? 0),
    QueryResults: query.results ?? '-',
    Image: image,
    User: account(moment, user),
  });
}
