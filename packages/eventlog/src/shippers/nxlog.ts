import { stringsFromSystemMessage } from '../legacy/index.ts';
import type { PlainRecord } from '../plain-record.ts';
import type { FieldValue } from '../record.ts';
import { fieldValue, hexMask, integer, type JsonObject, own, text } from './json-value.ts';
import { eventTime, firstTime } from './time.ts';
import { auditKeywords, guid, isIdentified, levelOf, windowsEvent } from './windows-event.ts';

/** Keys of NXLog, of Logstash behind it, and of Windows' System section; all others are event data. */
const metadata = new Set(
  `@timestamp @version AccountName AccountType ActivityID Category Channel Domain ERROR_EVT_UNRESOLVED EventID
  EventReceivedTime EventTime EventType EventTypeOrignal ExecutionProcessID ExecutionThreadID Hostname Keywords
  Level Message Opcode OpcodeValue ProviderGuid ProviderName RecordNumber RelatedActivityID Severity SeverityValue
  SourceModuleName SourceModuleType SourceName Task ThreadID TimeCreated UserID Version host port tags type`.split(
    /\s+/,
  ),
);

/** NXLog im_mseventlog (2000, XP, 2003): no event data, the strings are read from the rendered message. */
export function fromNxlogEventlog(object: JsonObject): PlainRecord | undefined {
  const eventId = integer(own(object, 'EventID'));
  if (eventId < 0) return undefined;
  const type = text(object, 'EventType');
  const message = text(object, 'Message');
  const strings = stringsFromSystemMessage(text(object, 'SourceName'), eventId, message);
  return windowsEvent({
    time: firstTime(own(object, 'EventTime'), own(object, 'EventTimeWritten')),
    channel: text(object, 'FileName'),
    provider: text(object, 'SourceName'),
    eventId,
    recordId: text(object, 'RecordNumber'),
    computer: text(object, 'Hostname'),
    userSid: '',
    level: levelOf(type),
    fields: {},
    ...(strings.length === 0 ? {} : { strings }),
    system: { Keywords: auditKeywords(type), Task: text(object, 'CategoryNumber') },
    message,
  });
}

/** NXLog im_msvistalog and data sets made with it: event data beside the metadata at top level. */
export function fromNxlogVista(object: JsonObject): PlainRecord | undefined {
  const channel = text(object, 'Channel');
  const provider = text(object, 'SourceName', 'ProviderName');
  const eventId = integer(own(object, 'EventID'));
  if (!isIdentified(channel, provider, eventId)) return undefined;
  const type = eventType(object);
  const fields = eventData(object, type === '');
  // EventTime is local time without zone; Sysmon's own field is UTC.
  const sysmonTime = fields.UtcTime;
  const exact = typeof sysmonTime === 'string' ? eventTime(sysmonTime) : undefined;
  const stated = firstTime(own(object, 'EventTime'), own(object, 'TimeCreated'), own(object, '@timestamp'));
  const useExact = stated.zone === 'assumed' && exact !== undefined && !Number.isNaN(exact.timeMs);
  return windowsEvent({
    time: useExact ? { timeMs: exact.timeMs, zone: 'utc' } : stated,
    channel,
    provider,
    eventId,
    recordId: text(object, 'RecordNumber'),
    computer: text(object, 'Hostname'),
    userSid: text(object, 'UserID'),
    level: type === '' ? integer(own(object, 'Level')) : levelOf(type),
    fields,
    system: {
      Provider_Guid: guid(text(object, 'ProviderGuid')),
      Keywords: auditKeywords(type) || hexMask(own(object, 'Keywords')),
      Task: text(object, 'Task'),
      Opcode: text(object, 'OpcodeValue'),
      Version: text(object, 'Version'),
      Execution_ProcessID: text(object, 'ExecutionProcessID'),
      Execution_ThreadID: text(object, 'ExecutionThreadID', 'ThreadID'),
      Correlation_ActivityID: guid(text(object, 'ActivityID')),
    },
    message: text(object, 'Message'),
  });
}

/** NXLog's word for the level; '' where the event has an `EventType` of its own, as Sysmon's registry events do. */
function eventType(object: JsonObject): string {
  const type = text(object, 'EventType');
  if (type === '') return '';
  return levelOf(type) < 0 && auditKeywords(type) === '' ? '' : type;
}

function eventData(object: JsonObject, ownType: boolean): Record<string, FieldValue> {
  // Without a prototype: a key such as `__proto__` is data.
  const fields: Record<string, FieldValue> = Object.create(null);
  for (const name of Object.keys(object)) {
    if (metadata.has(name) && !(ownType && name === 'EventType')) continue;
    const value = object[name];
    fields[name] = typeof value === 'string' ? value : (fieldValue(value) ?? null);
  }
  return fields;
}
