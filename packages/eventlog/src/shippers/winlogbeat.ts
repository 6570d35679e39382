import type { PlainRecord } from '../plain-record.ts';
import type { FieldValue } from '../record.ts';
import { child, fieldValue, integer, isObject, type JsonObject, leaves, own, text } from './json-value.ts';
import { firstTime } from './time.ts';
import { auditKeywords, guid, levelOf, windowsEvent } from './windows-event.ts';

/** Sysmon names of what Winlogbeat's Sysmon module moved out of `event_data` into ECS fields. */
const sysmonFromEcs: Readonly<Record<string, string>> = {
  'process.executable': 'Image',
  'process.command_line': 'CommandLine',
  'process.working_directory': 'CurrentDirectory',
  'process.entity_id': 'ProcessGuid',
  'process.pid': 'ProcessId',
  'process.pe.original_file_name': 'OriginalFileName',
  'process.parent.executable': 'ParentImage',
  'process.parent.command_line': 'ParentCommandLine',
  'process.parent.entity_id': 'ParentProcessGuid',
  'process.parent.pid': 'ParentProcessId',
  'file.path': 'TargetFilename',
  'registry.path': 'TargetObject',
  'source.ip': 'SourceIp',
  'source.port': 'SourcePort',
  'destination.ip': 'DestinationIp',
  'destination.port': 'DestinationPort',
  'destination.domain': 'DestinationHostname',
  'network.transport': 'Protocol',
  'dns.question.name': 'QueryName',
  'sysmon.dns.status': 'QueryStatus',
  'sysmon.file.archived': 'Archived',
  'sysmon.file.is_executable': 'IsExecutable',
  'rule.name': 'RuleName',
};

/** Winlogbeat 7 to 9: everything of Windows under `winlog`. */
export function fromWinlogbeat(object: JsonObject): PlainRecord | undefined {
  const winlog = child(object, 'winlog');
  const event = child(object, 'event');
  const channel = text(winlog, 'channel');
  const eventId = integer(own(winlog, 'event_id') ?? own(event, 'code'));
  if (channel === '' && eventId < 0) return undefined;
  const keywords = own(winlog, 'keywords');
  const audit = (Array.isArray(keywords) ? keywords : [keywords])
    .map((word) => (typeof word === 'string' ? auditKeywords(word) : ''))
    .find((mask) => mask !== '');
  const process = child(winlog, 'process');
  const provider = text(winlog, 'provider_name') || text(event, 'provider');
  const level = levelOf(text(child(object, 'log'), 'level') || text(winlog, 'level'));
  return windowsEvent({
    time: firstTime(own(object, '@timestamp'), own(event, 'created')),
    channel,
    provider,
    eventId,
    recordId: text(winlog, 'record_id'),
    computer: text(winlog, 'computer_name') || text(child(object, 'host'), 'name'),
    userSid: text(child(winlog, 'user'), 'identifier'),
    // Winlogbeat words level 0, which audit records have, as "information".
    level: audit === undefined ? level : 0,
    fields: {
      ...(provider === 'Microsoft-Windows-Sysmon' ? ecsFields(object) : {}),
      ...userData(child(winlog, 'user_data')),
      ...leaves(child(winlog, 'event_data')),
    },
    system: {
      Provider_Guid: guid(text(winlog, 'provider_guid')),
      Keywords: audit ?? '',
      Version: text(winlog, 'version'),
      Execution_ProcessID: text(process, 'pid'),
      Execution_ThreadID: text(child(process, 'thread'), 'id'),
      Correlation_ActivityID: guid(text(winlog, 'activity_id')),
    },
    message: text(object, 'message'),
  });
}

/** Winlogbeat 5 and 6: the same at top level, `param1` ... for events of systems before Vista. */
export function fromOldWinlogbeat(object: JsonObject): PlainRecord | undefined {
  const channel = text(object, 'log_name');
  const eventId = integer(own(object, 'event_id'));
  if (channel === '' || eventId < 0 || !isObject(own(object, 'event_data') ?? {})) return undefined;
  const keywords = own(object, 'keywords');
  const level = text(object, 'level');
  const audit = [level, ...(Array.isArray(keywords) ? keywords : [])]
    .map((word) => (typeof word === 'string' ? auditKeywords(word) : ''))
    .find((mask) => mask !== '');
  return windowsEvent({
    time: firstTime(own(object, '@timestamp')),
    channel,
    provider: text(object, 'source_name'),
    eventId,
    recordId: text(object, 'record_number'),
    computer: text(object, 'computer_name') || text(child(object, 'beat'), 'hostname'),
    userSid: text(child(object, 'user'), 'identifier'),
    level: audit === undefined ? levelOf(level) : 0,
    fields: { ...userData(child(object, 'user_data')), ...leaves(child(object, 'event_data')) },
    system: {
      Provider_Guid: guid(text(object, 'provider_guid')),
      Keywords: audit ?? '',
      Version: text(object, 'version'),
      Execution_ProcessID: text(object, 'process_id'),
      Execution_ThreadID: text(object, 'thread_id'),
    },
    message: text(object, 'message'),
  });
}

function userData(object: JsonObject): Record<string, FieldValue> {
  const { xml_name: _name, ...fields } = leaves(object);
  return fields;
}

const ecsPaths = Object.entries(sysmonFromEcs).map(([path, name]) => ({ keys: path.split('.'), name }));

function ecsFields(object: JsonObject): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  for (const { keys, name } of ecsPaths) {
    const value = fieldValue(
      keys.reduce<unknown>((at, key) => (isObject(at) ? own(at, key) : undefined), object),
    );
    if (value !== undefined) fields[name] = value;
  }
  return fields;
}
