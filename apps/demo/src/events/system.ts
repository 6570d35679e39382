import { type Moment, numbered, type WindowsEvent } from './windows-event.ts';

type Written = Pick<WindowsEvent, 'provider' | 'eventId' | 'type' | 'data' | 'message'>;

const inSystem = ({ device, time }: Moment, written: Written): WindowsEvent => ({
  kind: 'windows',
  device,
  time,
  channel: 'System',
  ...written,
});

/** The three records of a start: the log service, the system's version, the time it has been up. */
export function systemStarted({ device, time }: Moment): WindowsEvent[] {
  const { version, build, servicePack, server, legacy } = device.system;
  const kernel = device.index % 3 === 0 && legacy ? 'Uniprocessor Free' : 'Multiprocessor Free';
  const eventLog = (after: number, eventId: number, data: Record<string, string>, message: string) =>
    inSystem(
      { device, time: time + after },
      { provider: 'EventLog', eventId, type: 'Information', data, message },
    );
  const pack = servicePack === '' ? '' : `${servicePack} `;
  return [
    eventLog(
      0,
      6009,
      numbered([version, build, servicePack, kernel, '0']),
      `Microsoft (R) Windows${server ? ' Server' : ''} (R) ${version} ${build} ${pack}${kernel}.`,
    ),
    eventLog(40, 6005, {}, 'The Event log service was started.'),
    eventLog(
      90,
      6013,
      numbered(['', '', '', '', '23', '60', '0 GMT Standard Time']),
      'The system uptime is 23 seconds.',
    ),
  ];
}

/** What XP and Server 2003 write at the start after a power loss or a crash that left no record. */
export function unexpectedShutdown(moment: Moment, last: number): WindowsEvent {
  const written = new Date(last).toISOString();
  const clock = written.slice(11, 19);
  const day = `${written.slice(8, 10)}/${written.slice(5, 7)}/${written.slice(0, 4)}`;
  return inSystem(moment, {
    provider: 'EventLog',
    eventId: 6008,
    type: 'Error',
    data: numbered([clock, day, '', '', '3712', '', '']),
    message: `The previous system shutdown at ${clock} on ${day} was unexpected.`,
  });
}

/**
 * Records of XP and Server 2003 about a stop error at the start that follows it. Codes of small dumps carry the flag
 * 0x10000000.
 *
 * @param address eight hexadecimal digits: what the driver tried to reach.
 */
export function stopErrorRecords({ device, time }: Moment, address: string): WindowsEvent[] {
  const parameters = [address, '00000000', 'b2a4c1f8', '00000000'];
  const date = new Date(time).toISOString();
  const dump = `C:\\WINDOWS\\Minidump\\Mini${date.slice(5, 7)}${date.slice(8, 10)}${date.slice(2, 4)}-01.dmp`;
  const code = `0x10000050 (${parameters.map((text) => `0x${text}`).join(', ')})`;
  return [
    inSystem(
      { device, time },
      {
        provider: 'Save Dump',
        eventId: 1001,
        type: 'Information',
        data: numbered([code, dump]),
        message: `The computer has rebooted from a bugcheck.  The bugcheck was: ${code}. A dump was saved in: ${dump}.`,
      },
    ),
    inSystem(
      { device, time: time + 21_000 },
      {
        provider: 'System Error',
        eventId: 1003,
        type: 'Error',
        data: numbered(['10000050', ...parameters]),
        message: `Error code 10000050, parameter1 ${parameters.map((text, index) => (index === 0 ? text : `parameter${index + 1} ${text}`)).join(', ')}.`,
      },
    ),
  ];
}

/** A driver ran into a fault on Vista or later. */
export function bugCheckReported(moment: Moment, code: string): WindowsEvent {
  const written = `0x${code} (0xfffff8a00d4c1000, 0x0000000000000000, 0xfffff88004d1c2a8, 0x0000000000000000)`;
  const report = '061017-18532-01';
  return inSystem(moment, {
    provider: 'Microsoft-Windows-WER-SystemErrorReporting',
    eventId: 1001,
    type: 'Error',
    data: numbered([written, 'C:\\Windows\\MEMORY.DMP', report]),
    message: `The computer has rebooted from a bugcheck.  The bugcheck was: ${written}.`,
  });
}

/** A service entered a state. */
export function serviceState(moment: Moment, service: string, state: 'running' | 'stopped'): WindowsEvent {
  return inSystem(moment, {
    provider: 'Service Control Manager',
    eventId: 7036,
    type: 'Information',
    data: numbered([service, state]),
    message: `The ${service} service entered the ${state} state.`,
  });
}

/** XP and Server 2003: somebody asked a service to start. */
export function serviceControlSent(moment: Moment, service: string, user: string): WindowsEvent {
  return inSystem(moment, {
    provider: 'Service Control Manager',
    eventId: 7035,
    type: 'Information',
    data: numbered([service, 'start', user]),
    message: `The ${service} service was successfully sent a start control.`,
  });
}

/** Windows 7 and later: a service was installed. */
export function serviceInstalled(
  moment: Moment,
  name: string,
  path: string,
  start: 'auto start' | 'demand start',
): WindowsEvent {
  return inSystem(moment, {
    provider: 'Service Control Manager',
    eventId: 7045,
    type: 'Information',
    data: {
      ServiceName: name,
      ImagePath: path,
      ServiceType: 'user mode service',
      StartType: start,
      AccountName: 'LocalSystem',
    },
    message: 'A service was installed in the system.',
  });
}

/** A log other than Security was emptied. */
export function logCleared({ device, time }: Moment, log: string): WindowsEvent {
  const user = device.users[0]?.name ?? 'Administrator';
  return inSystem(
    { device, time },
    {
      provider: 'Microsoft-Windows-Eventlog',
      eventId: 104,
      type: 'Information',
      data: { SubjectUserName: user, SubjectDomainName: device.domain, Channel: log, BackupPath: '' },
      message: `The ${log} log file was cleared.`,
    },
  );
}

/** XP: as many connections are being opened as the system allows. */
export function halfOpenLimit(moment: Moment): WindowsEvent {
  return inSystem(moment, {
    provider: 'Tcpip',
    eventId: 4226,
    type: 'Warning',
    data: numbered(['']),
    message:
      'TCP/IP has reached the security limit imposed on the number of concurrent TCP connect attempts.',
  });
}

/** The clock was set by the time service; nothing to do with anything. */
export function timeSynchronised(moment: Moment, source: string): WindowsEvent {
  return inSystem(moment, {
    provider: 'Microsoft-Windows-Time-Service',
    eventId: 37,
    type: 'Information',
    data: { TimeSource: source },
    message: `The time provider NtpClient is currently receiving valid time data from ${source}.`,
  });
}
