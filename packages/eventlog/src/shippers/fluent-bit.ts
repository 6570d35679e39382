import type { PlainRecord } from '../plain-record.ts';
import type { FieldValue } from '../record.ts';
import { hexMask, integer, isObject, type JsonObject, leaves, own, text } from './json-value.ts';
import { firstTime } from './time.ts';
import { auditKeywords, guid, isIdentified, levelOf, windowsEvent } from './windows-event.ts';

/** Fluent Bit's winevtlog input: `StringInserts` as an array, or with `event_data_as_map` as an object. */
export function fromWinevtlog(object: JsonObject): PlainRecord | undefined {
  const channel = text(object, 'Channel');
  const provider = text(object, 'ProviderName');
  const eventId = integer(own(object, 'EventID'));
  if (!isIdentified(channel, provider, eventId)) return undefined;
  return windowsEvent({
    time: firstTime(own(object, 'TimeCreated'), own(object, 'TimeGenerated')),
    channel,
    provider,
    eventId,
    recordId: text(object, 'EventRecordID'),
    computer: text(object, 'Computer'),
    userSid: text(object, 'UserID'),
    level: integer(own(object, 'Level')),
    ...inserts(object),
    system: {
      Provider_Guid: guid(text(object, 'ProviderGuid')),
      EventID_Qualifiers: text(object, 'Qualifiers'),
      Keywords: hexMask(own(object, 'Keywords')),
      Task: text(object, 'Task'),
      Opcode: text(object, 'Opcode'),
      Version: text(object, 'Version'),
      Execution_ProcessID: text(object, 'ProcessID'),
      Execution_ThreadID: text(object, 'ThreadID'),
      Correlation_ActivityID: guid(text(object, 'ActivityID')),
    },
    message: text(object, 'Message'),
  });
}

/** Fluent Bit's older winlog input, which reads the classic interface: XP and Server 2003 among others. */
export function fromWinlog(object: JsonObject): PlainRecord | undefined {
  const channel = text(object, 'Channel');
  const provider = text(object, 'SourceName');
  const eventId = integer(own(object, 'EventID'));
  if (!isIdentified(channel, provider, eventId)) return undefined;
  const type = text(object, 'EventType');
  return windowsEvent({
    time: firstTime(own(object, 'TimeGenerated'), own(object, 'TimeWritten')),
    channel,
    provider,
    eventId,
    recordId: text(object, 'RecordNumber'),
    computer: text(object, 'ComputerName'),
    userSid: text(object, 'Sid'),
    level: levelOf(type),
    ...inserts(object),
    system: {
      EventID_Qualifiers: text(object, 'Qualifiers'),
      Keywords: auditKeywords(type),
      Task: text(object, 'EventCategory'),
    },
    message: text(object, 'Message'),
  });
}

function inserts(object: JsonObject): { fields: Record<string, FieldValue>; strings?: readonly string[] } {
  for (const key of ['EventData', 'StringInserts']) {
    const value = own(object, key);
    if (isObject(value)) return { fields: leaves(value) };
    if (Array.isArray(value)) {
      return {
        fields: {},
        strings: value.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))),
      };
    }
  }
  return { fields: {} };
}
