import { type Moment, numbered, type WindowsEvent } from './windows-event.ts';

/**
 * Security records of XP and Server 2003: insertion strings without names, and a message that prints them as
 * `label: value`. The labels are those of the system's English messages.
 */
function written(
  { device, time }: Moment,
  eventId: number,
  title: string,
  labelled: readonly (readonly [label: string, value: string])[],
  failure = false,
): WindowsEvent {
  return {
    kind: 'windows',
    device,
    time,
    channel: 'Security',
    provider: 'Security',
    eventId,
    type: failure ? 'Audit Failure' : 'Audit Success',
    data: numbered(labelled.map(([, value]) => value)),
    message: `${title}\r\n${labelled.map(([label, value]) => ` \t${label}:\t${value}`).join('\r\n')}`,
  };
}

/** Who acts, as the three strings at the end of most records. */
function actor({ device }: Moment, user: string | 'system'): [string, string, string] {
  return user === 'system'
    ? [`${device.shortName}$`, device.domain, '(0x0,0x3E7)']
    : [user, device.domain, '(0x0,0x1C4A2)'];
}

function caller(moment: Moment): (readonly [string, string])[] {
  const [name, domain, logonId] = actor(moment, 'system');
  return [
    ['Caller User Name', name],
    ['Caller Domain', domain],
    ['Caller Logon ID', logonId],
  ];
}

export function legacyProcessCreated(moment: Moment, image: string, user: string | 'system'): WindowsEvent {
  const [name, domain, logonId] = actor(moment, user);
  return written(moment, 592, 'A new process has been created:', [
    ['New Process ID', String(1000 + (moment.time % 2800))],
    ['Image File Name', image],
    ['Creator Process ID', '688'],
    ['User Name', name],
    ['Domain', domain],
    ['Logon ID', logonId],
  ]);
}

export function legacyServiceInstalled(moment: Moment, service: string, path: string): WindowsEvent {
  const [name, domain, logonId] = actor(moment, 'system');
  return written(moment, 601, 'Attempt to install service:', [
    ['Service Name', service],
    ['Service File Name', path],
    ['Service Type', '16'],
    ['Service Start Type', '2'],
    ['Service Account', 'LocalSystem'],
    ['User Name', name],
    ['Domain', domain],
    ['Logon ID', logonId],
  ]);
}

export function legacyLoggedOn(moment: Moment, user: string, type: 2 | 3): WindowsEvent {
  return written(moment, type === 3 ? 540 : 528, `Successful ${type === 3 ? 'Network ' : ''}Logon:`, [
    ['User Name', user],
    ['Domain', moment.device.domain],
    ['Logon ID', '(0x0,0x1C4A2)'],
    ['Logon Type', String(type)],
    ['Logon Process', type === 3 ? 'NtLmSsp ' : 'User32  '],
    ['Authentication Package', type === 3 ? 'NTLM' : 'Negotiate'],
    ['Workstation Name', moment.device.shortName],
    ['Logon GUID', '-'],
  ]);
}

export function legacyLoggedOff(moment: Moment, user: string, type: 2 | 3): WindowsEvent {
  return written(moment, 538, 'User Logoff:', [
    ['User Name', user],
    ['Domain', moment.device.domain],
    ['Logon ID', '(0x0,0x1C4A2)'],
    ['Logon Type', String(type)],
  ]);
}

export function legacyLogonFailed(moment: Moment, user: string): WindowsEvent {
  return written(
    moment,
    529,
    'Logon Failure:\r\n \tReason:\t\tUnknown user name or bad password',
    [
      ['User Name', user],
      ['Domain', moment.device.domain],
      ['Logon Type', '2'],
      ['Logon Process', 'User32  '],
      ['Authentication Package', 'Negotiate'],
      ['Workstation Name', moment.device.shortName],
      ...(moment.device.system.server ? caller(moment) : []),
    ],
    true,
  );
}

/** Somebody emptied the Security log. */
export function legacySecurityLogCleared(moment: Moment, user: string): WindowsEvent {
  const [client, domain, logonId] = actor(moment, user);
  return written(moment, 517, 'The audit log was cleared', [
    ['Primary User Name', 'SYSTEM'],
    ['Primary Domain', 'NT AUTHORITY'],
    ['Primary Logon ID', '(0x0,0x3E7)'],
    ['Client User Name', client],
    ['Client Domain', domain],
    ['Client Logon ID', logonId],
  ]);
}

export function legacyAdministratorAdded(moment: Moment, by: string): WindowsEvent {
  const [name, domain, logonId] = actor(moment, by);
  return written(moment, 636, 'Security Enabled Local Group Member Added:', [
    ['Member Name', '-'],
    ['Member ID', `%{${moment.device.domainSid}-1901}`],
    ['Target Account Name', 'Administrators'],
    ['Target Domain', 'Builtin'],
    ['Target Account ID', '%{S-1-5-32-544}'],
    ['Caller User Name', name],
    ['Caller Domain', domain],
    ['Caller Logon ID', logonId],
    ['Privileges', '-'],
  ]);
}
