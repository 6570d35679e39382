import { systems } from '../estate/index.ts';
import type { WindowsEvent } from '../events/index.ts';

const providers: Readonly<Record<string, string>> = {
  'Microsoft-Windows-Security-Auditing': '{54849625-5478-4994-A5BA-3E3B0328C30D}',
  'Microsoft-Windows-Sysmon': '{5770385F-C22A-43E0-BF4C-06F5698FFBD9}',
  'Microsoft-Windows-Eventlog': '{FC65DDD8-D6EF-4962-83D5-6E5CFE9CE148}',
  'Service Control Manager': '{555908D1-A6D7-4695-8E1E-26931D2012F4}',
};

/** A record as Winlogbeat 8 sends it; Windows 7 stands at Winlogbeat 7, whose records look the same. */
export function winlogbeatObject(event: WindowsEvent, recordId: number): object {
  const { device, time } = event;
  const audit = event.type.startsWith('Audit');
  const version = device.system === systems.windows7 ? '7.17.28' : '8.17.4';
  const providerGuid = providers[event.provider];
  return {
    '@timestamp': new Date(time).toISOString(),
    agent: { name: device.shortName, type: 'winlogbeat', version, id: agentId(device.index) },
    ecs: { version: '8.0.0' },
    host: {
      name: device.host,
      ip: [device.address],
      os: {
        family: 'windows',
        platform: 'windows',
        name: device.system.name,
        build: device.system.build,
      },
    },
    event: {
      code: String(event.eventId),
      kind: 'event',
      provider: event.provider,
      ...(audit ? { outcome: event.type === 'Audit Success' ? 'success' : 'failure' } : {}),
      created: new Date(time + 1200).toISOString(),
    },
    log: { level: audit ? 'information' : event.type.toLowerCase() },
    message: event.message,
    winlog: {
      api: 'wineventlog',
      channel: event.channel,
      computer_name: device.host,
      event_id: String(event.eventId),
      provider_name: event.provider,
      ...(providerGuid === undefined ? {} : { provider_guid: providerGuid }),
      record_id: recordId,
      opcode: 'Info',
      keywords: [audit ? event.type : 'Classic'],
      process: { pid: 4, thread: { id: 4 + (recordId % 9000) } },
      ...(Object.keys(event.data).length === 0 ? {} : { event_data: event.data }),
    },
  };
}

/** A record as Winlogbeat 6 sends it from XP and Server 2003: everything at top level, strings by number. */
export function oldWinlogbeatObject(event: WindowsEvent, recordId: number): object {
  const { device } = event;
  return {
    // These systems keep whole seconds.
    '@timestamp': `${new Date(event.time).toISOString().slice(0, 19)}.000Z`,
    beat: { name: device.shortName, hostname: device.shortName, version: '6.8.23' },
    host: { name: device.shortName },
    type: 'wineventlog',
    log_name: event.channel,
    source_name: event.provider,
    event_id: event.eventId,
    record_number: String(recordId),
    level: event.type,
    computer_name: device.host,
    ...(event.channel === 'Security'
      ? { user: { identifier: 'S-1-5-18', name: 'SYSTEM', domain: 'NT AUTHORITY', type: 'User' } }
      : {}),
    ...(Object.keys(event.data).length === 0 ? {} : { event_data: event.data }),
    message: event.message,
  };
}

function agentId(index: number): string {
  return `7b1b7f0e-2f0e-4a30-8a61-${index.toString(16).padStart(12, '0')}`;
}
