import type { PlainRecord } from '../plain-record.ts';
import type { FieldValue } from '../record.ts';
import { child, fieldValue, integer, isObject, type JsonObject, own, text } from './json-value.ts';
import { firstTime } from './time.ts';
import { guid, isIdentified, levelOf, windowsEvent } from './windows-event.ts';

/**
 * `{ "Event": { "System": ..., "EventData": ... } }`: Windows' XML as JSON, with attributes in `#attributes`,
 * in `<name>_attributes` beside the element, or prefixed with `@`.
 */
export function fromEventJson(object: JsonObject): PlainRecord | undefined {
  const event = child(object, 'Event');
  const system = child(event, 'System');
  const eventId = integer(content(own(system, 'EventID')));
  if (eventId < 0) return undefined;
  const provider = attributes(system, 'Provider');
  const execution = attributes(system, 'Execution');
  return windowsEvent({
    time: firstTime(own(attributes(system, 'TimeCreated'), 'SystemTime')),
    channel: asText(own(system, 'Channel')),
    provider: text(provider, 'Name'),
    eventId,
    recordId: asText(own(system, 'EventRecordID')),
    computer: asText(own(system, 'Computer')),
    userSid: text(attributes(system, 'Security'), 'UserID'),
    level: integer(content(own(system, 'Level'))),
    fields: { ...payload(child(event, 'UserData')), ...payload(child(event, 'EventData')) },
    system: {
      Provider_Guid: guid(text(provider, 'Guid')),
      Provider_EventSourceName: text(provider, 'EventSourceName'),
      EventID_Qualifiers: text(attributes(system, 'EventID'), 'Qualifiers'),
      TimeCreated_SystemTime: text(attributes(system, 'TimeCreated'), 'SystemTime'),
      Keywords: asText(own(system, 'Keywords')),
      Task: asText(own(system, 'Task')),
      Opcode: asText(own(system, 'Opcode')),
      Version: asText(own(system, 'Version')),
      Execution_ProcessID: text(execution, 'ProcessID'),
      Execution_ThreadID: text(execution, 'ThreadID'),
      Correlation_ActivityID: guid(text(attributes(system, 'Correlation'), 'ActivityID')),
    },
  });
}

/**
 * Windows events in plain words: `Get-WinEvent | ConvertTo-Json`, or an object with `EventID`, `Channel` and
 * the event data in `EventData` or beside them.
 */
export function fromPlainWindows(object: JsonObject): PlainRecord | undefined {
  const eventId = integer(own(object, 'Id') ?? own(object, 'EventID') ?? own(object, 'EventId'));
  const channel = text(object, 'LogName', 'Channel');
  const provider = text(object, 'ProviderName', 'Provider_Name', 'Provider', 'SourceName');
  const hasChannel = Object.hasOwn(object, 'LogName') || Object.hasOwn(object, 'Channel');
  if (!hasChannel || !isIdentified(channel, provider, eventId)) return undefined;
  const properties = own(object, 'Properties');
  const user = own(object, 'UserId');
  return windowsEvent({
    time: firstTime(own(object, 'TimeCreated'), own(object, 'SystemTime'), own(object, '@timestamp')),
    channel,
    provider,
    eventId,
    recordId: text(object, 'RecordId', 'EventRecordID', 'RecordID', 'RecordNumber'),
    computer: text(object, 'MachineName', 'Computer', 'Hostname'),
    userSid: isObject(user) ? text(user, 'Value') : text(object, 'UserId', 'Security_UserID'),
    level:
      integer(own(object, 'Level')) >= 0 ? integer(own(object, 'Level')) : levelOf(text(object, 'Level')),
    fields: isObject(own(object, 'EventData')) ? payload(child(object, 'EventData')) : besides(object),
    ...(Array.isArray(properties) && properties.length > 0
      ? { strings: properties.map((item) => (isObject(item) ? text(item, 'Value') : asText(item))) }
      : {}),
    system: { Task: text(object, 'Task'), Opcode: text(object, 'Opcode'), Version: text(object, 'Version') },
    message: text(object, 'Message'),
  });
}

const plainMetadata = new Set(
  `Id EventID EventId LogName Channel TimeCreated SystemTime @timestamp ProviderName Provider_Name Provider
  SourceName RecordId EventRecordID RecordID RecordNumber MachineName Computer Hostname UserId Security_UserID
  Level LevelDisplayName Task TaskDisplayName Opcode OpcodeDisplayName Version Message Properties Keywords
  KeywordsDisplayNames Qualifiers ProviderId ProcessId ThreadId ContainerLog MatchedQueryIds Bookmark ActivityId
  RelatedActivityId`.split(/\s+/),
);

function besides(object: JsonObject): Record<string, FieldValue> {
  // PowerShell's own ProcessId is that of the writer; without its Id the name belongs to the event.
  const powershell = Object.hasOwn(object, 'Id');
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]): [string, FieldValue][] => {
      const kept = !plainMetadata.has(name) || (!powershell && (name === 'ProcessId' || name === 'ThreadId'));
      return kept ? [[name, fieldValue(value) ?? null]] : [];
    }),
  );
}

/** Attributes of an element in any of the three ways in which converters write them. */
function attributes(parent: JsonObject, name: string): JsonObject {
  const element = own(parent, name);
  const beside = own(parent, `${name}_attributes`);
  if (isObject(beside)) return beside;
  if (!isObject(element)) return {};
  const inside = own(element, '#attributes');
  if (isObject(inside)) return inside;
  return Object.fromEntries(Object.entries(element).map(([key, value]) => [key.replace(/^@/, ''), value]));
}

/** Text of an element, which is an object when the element has attributes. */
function content(value: unknown): unknown {
  return isObject(value) ? (own(value, '#text') ?? own(value, 'Text')) : value;
}

function asText(value: unknown): string {
  const inner = content(value);
  if (typeof inner === 'string') return inner;
  return typeof inner === 'number' || typeof inner === 'boolean' ? String(inner) : '';
}

function payload(data: JsonObject): Record<string, FieldValue> {
  const found = new Map<string, FieldValue>();
  const stack: [string, JsonObject][] = [['', data]];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [parent, object] = next;
    for (const [name, value] of Object.entries(object)) {
      if (name === '#attributes' || name.endsWith('_attributes') || name.startsWith('xmlns')) continue;
      if (isObject(value)) stack.push([name, value]);
      else
        found.set(name === '#text' && parent !== '' ? parent : name, withBraces(fieldValue(value) ?? null));
    }
  }
  return Object.fromEntries(found);
}

/** Converters drop the braces that Windows prints around GUIDs. */
function withBraces(value: FieldValue): FieldValue {
  return typeof value === 'string' ? guid(value) : value;
}
