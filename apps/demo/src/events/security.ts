import type { User } from '../estate/index.ts';
import type { Random } from '../random.ts';
import type { Moment, WindowsEvent } from './windows-event.ts';

type Written = Pick<WindowsEvent, 'eventId' | 'data' | 'message'> & {
  readonly type?: WindowsEvent['type'];
  readonly provider?: string;
};

/** Security records of Vista and later. Field names and order are those of the events' own templates. */
const audited = ({ device, time }: Moment, written: Written): WindowsEvent => ({
  kind: 'windows',
  device,
  time,
  channel: 'Security',
  provider: 'Microsoft-Windows-Security-Auditing',
  type: 'Audit Success',
  ...written,
});

/** The account that acts, in the names that most events use. */
function subject({ device }: Moment, user: User | 'system', logonId: string): Record<string, string> {
  return user === 'system'
    ? {
        SubjectUserSid: 'S-1-5-18',
        SubjectUserName: `${device.shortName}$`,
        SubjectDomainName: device.domain,
        SubjectLogonId: '0x3e7',
      }
    : {
        SubjectUserSid: user.sid,
        SubjectUserName: user.name,
        SubjectDomainName: device.domain,
        SubjectLogonId: logonId,
      };
}

export interface LogonDetail {
  readonly type: 2 | 3 | 5 | 7 | 10;
  readonly address: string;
  readonly workstation: string;
  readonly logonId: string;
}

export function loggedOn(moment: Moment, user: User, detail: LogonDetail): WindowsEvent {
  const remote = detail.type === 3;
  return audited(moment, {
    eventId: 4624,
    message: 'An account was successfully logged on.',
    data: {
      ...(remote
        ? {
            SubjectUserSid: 'S-1-0-0',
            SubjectUserName: '-',
            SubjectDomainName: '-',
            SubjectLogonId: '0x0',
          }
        : subject(moment, 'system', '')),
      TargetUserSid: user.sid,
      TargetUserName: user.name,
      TargetDomainName: moment.device.domain,
      TargetLogonId: detail.logonId,
      LogonType: String(detail.type),
      LogonProcessName: remote ? 'Kerberos' : 'User32 ',
      AuthenticationPackageName: remote ? 'Kerberos' : 'Negotiate',
      WorkstationName: remote ? '-' : detail.workstation,
      LogonGuid: '{00000000-0000-0000-0000-000000000000}',
      TransmittedServices: '-',
      LmPackageName: '-',
      KeyLength: '0',
      ProcessId: remote ? '0x0' : '0x2e4',
      ProcessName: remote ? '-' : 'C:\\Windows\\System32\\svchost.exe',
      IpAddress: detail.address,
      IpPort: detail.address === '127.0.0.1' ? '0' : '52113',
    },
  });
}

export function logonFailed(moment: Moment, user: string, from: Omit<LogonDetail, 'logonId'>): WindowsEvent {
  return audited(moment, {
    eventId: 4625,
    type: 'Audit Failure',
    message: 'An account failed to log on.',
    data: {
      SubjectUserSid: 'S-1-0-0',
      SubjectUserName: '-',
      SubjectDomainName: '-',
      SubjectLogonId: '0x0',
      TargetUserSid: 'S-1-0-0',
      TargetUserName: user,
      TargetDomainName: moment.device.domain,
      Status: '0xc000006d',
      FailureReason: '%%2313',
      SubStatus: '0xc000006a',
      LogonType: String(from.type),
      LogonProcessName: 'NtLmSsp ',
      AuthenticationPackageName: 'NTLM',
      WorkstationName: from.workstation,
      TransmittedServices: '-',
      LmPackageName: '-',
      KeyLength: '0',
      ProcessId: '0x0',
      ProcessName: '-',
      IpAddress: from.address,
      IpPort: '49822',
    },
  });
}

export function loggedOff(moment: Moment, user: User, logonId: string, type: number): WindowsEvent {
  return audited(moment, {
    eventId: 4634,
    message: 'An account was logged off.',
    data: {
      TargetUserSid: user.sid,
      TargetUserName: user.name,
      TargetDomainName: moment.device.domain,
      TargetLogonId: logonId,
      LogonType: String(type),
    },
  });
}

export function privilegesGiven(moment: Moment, user: User | 'system', logonId: string): WindowsEvent {
  return audited(moment, {
    eventId: 4672,
    message: 'Special privileges assigned to new logon.',
    data: {
      ...subject(moment, user, logonId),
      PrivilegeList: 'SeSecurityPrivilege\r\n\t\t\tSeBackupPrivilege\r\n\t\t\tSeRestorePrivilege',
    },
  });
}

export interface ProcessDetail {
  readonly image: string;
  readonly commandLine: string;
  readonly parent: string;
  readonly parentCommandLine?: string;
  readonly user: User | 'system';
}

export function processCreated(moment: Moment, process: ProcessDetail, random: Random): WindowsEvent {
  return audited(moment, {
    eventId: 4688,
    message: 'A new process has been created.',
    data: {
      ...subject(moment, process.user, `0x${random.hex(6)}`),
      NewProcessId: `0x${random.hex(4)}`,
      NewProcessName: process.image,
      TokenElevationType: '%%1936',
      ProcessId: `0x${random.hex(3)}`,
      CommandLine: process.commandLine,
      TargetUserSid: 'S-1-0-0',
      TargetUserName: '-',
      TargetDomainName: '-',
      TargetLogonId: '0x0',
      ParentProcessName: process.parent,
      MandatoryLabel: process.user === 'system' ? 'S-1-16-16384' : 'S-1-16-8192',
    },
  });
}

export function serviceAudited(moment: Moment, name: string, path: string): WindowsEvent {
  return audited(moment, {
    eventId: 4697,
    message: 'A service was installed in the system.',
    data: {
      ...subject(moment, 'system', ''),
      ServiceName: name,
      ServiceFileName: path,
      ServiceType: '0x10',
      ServiceStartType: '2',
      ServiceAccount: 'LocalSystem',
    },
  });
}

export function securityLogCleared(moment: Moment, user: User): WindowsEvent {
  return audited(moment, {
    provider: 'Microsoft-Windows-Eventlog',
    eventId: 1102,
    type: 'Information',
    message: 'The audit log was cleared.',
    data: subject(moment, user, '0x5c1a22'),
  });
}

export function accountCreated(moment: Moment, by: User, name: string): WindowsEvent {
  const { device } = moment;
  return audited(moment, {
    eventId: 4720,
    message: 'A user account was created.',
    data: {
      TargetUserName: name,
      TargetDomainName: device.shortName,
      TargetSid: `${device.domainSid}-1901`,
      ...subject(moment, by, '0x41b77d'),
      PrivilegeList: '-',
      SamAccountName: name,
      DisplayName: '%%1793',
      UserPrincipalName: '-',
      HomeDirectory: '%%1793',
      HomePath: '%%1793',
      ScriptPath: '%%1793',
      ProfilePath: '%%1793',
      UserWorkstations: '%%1793',
      PasswordLastSet: '%%1794',
      AccountExpires: '%%1794',
      PrimaryGroupId: '513',
      AllowedToDelegateTo: '-',
      OldUacValue: '0x0',
      NewUacValue: '0x15',
      UserAccountControl: '\r\n\t\t%%2080\r\n\t\t%%2082\r\n\t\t%%2084',
      UserParameters: '%%1793',
      SidHistory: '-',
      LogonHours: '%%1797',
    },
  });
}

export function memberAdded(
  moment: Moment,
  by: User,
  group: {
    readonly eventId: 4728 | 4732;
    readonly name: string;
    readonly sid: string;
    readonly domain: string;
  },
): WindowsEvent {
  return audited(moment, {
    eventId: group.eventId,
    message: `A member was added to a security-enabled ${group.eventId === 4728 ? 'global' : 'local'} group.`,
    data: {
      MemberName: '-',
      MemberSid: `${moment.device.domainSid}-1901`,
      TargetUserName: group.name,
      TargetDomainName: group.domain,
      TargetSid: group.sid,
      ...subject(moment, by, '0x41b77d'),
      PrivilegeList: '-',
    },
  });
}

/** A file on a share was opened for writing. */
export function shareFileWritten(
  moment: Moment,
  by: User,
  detail: { readonly share: string; readonly file: string; readonly address: string },
): WindowsEvent {
  return audited(moment, {
    eventId: 5145,
    message: 'A network share object was checked to see whether client can be granted desired access.',
    data: {
      ...subject(moment, by, '0x9d02c1'),
      ObjectType: 'File',
      IpAddress: detail.address,
      IpPort: '50077',
      ShareName: `\\\\*\\${detail.share}`,
      ShareLocalPath: '\\??\\C:\\Windows',
      RelativeTargetName: detail.file,
      AccessMask: '0x2',
      AccessList: '%%4417\r\n\t\t\t\t',
      AccessReason: '-',
    },
  });
}

export function taskCreated(
  moment: Moment,
  by: User | 'system',
  name: string,
  command: string,
): WindowsEvent {
  return audited(moment, {
    eventId: 4698,
    message: 'A scheduled task was created.',
    data: {
      ...subject(moment, by, '0x3f11a0'),
      TaskName: name,
      TaskContent: `<?xml version="1.0" encoding="UTF-16"?>\r\n<Task version="1.2"><Actions Context="Author"><Exec><Command>${command}</Command></Exec></Actions></Task>`,
    },
  });
}
