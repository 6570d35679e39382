import type { PlainRecord } from '../plain-record.ts';
import type { FieldValue } from '../record.ts';
import { child, fieldValue, integer, type JsonObject, leaves, own, text } from './json-value.ts';
import { firstTime } from './time.ts';
import { auditKeywords, guid, isIdentified, levelOf, windowsEvent } from './windows-event.ts';

/** Wazuh's eventchannel format: `data.win`, names with a small first letter, back-slashes doubled. */
export function fromWazuh(object: JsonObject): PlainRecord | undefined {
  const win = child(child(object, 'data'), 'win');
  const system = child(win, 'system');
  const channel = text(system, 'channel');
  const provider = unescaped(text(system, 'providerName'));
  const eventId = integer(own(system, 'eventID'));
  if (!isIdentified(channel, provider, eventId)) return undefined;
  const severity = text(system, 'severityValue');
  return windowsEvent({
    time: firstTime(own(system, 'systemTime'), own(object, 'timestamp')),
    channel,
    provider,
    eventId,
    recordId: text(system, 'eventRecordID'),
    computer: text(system, 'computer') || text(child(object, 'agent'), 'name'),
    userSid: text(system, 'userID', 'securityUserID'),
    level: integer(own(system, 'level')),
    fields: {
      ...windowsNames(leaves(child(win, 'userdata'))),
      ...windowsNames(leaves(child(win, 'eventdata'))),
    },
    looseNames: true,
    system: {
      Provider_Guid: guid(text(system, 'providerGuid')),
      Keywords: text(system, 'keywords') || auditKeywords(severity),
      Task: text(system, 'task'),
      Opcode: text(system, 'opcode'),
      Version: text(system, 'version'),
      Execution_ProcessID: text(system, 'processID'),
      Execution_ThreadID: text(system, 'threadID'),
    },
    message: unescaped(text(system, 'message')).replace(/^"([\s\S]*)"$/, '$1'),
  });
}

/** The older eventlog format, XP and Server 2003: one line `WinEvtLog: log: TYPE(id): source: user: ...`. */
export function fromOldWazuh(object: JsonObject): PlainRecord | undefined {
  const line = text(object, 'full_log');
  const match =
    /WinEvtLog: ([^:]{1,100}): ([A-Z_]{1,20})\((\d{1,9})\): (.{1,200}?): (.{0,200}?): (.{0,200}?): ([^:\s]{0,255}): ([\s\S]*)$/.exec(
      line,
    );
  if (match === null) return undefined;
  const [, channel = '', type = '', id, provider = '', , , computer = '', message = ''] = match;
  return windowsEvent({
    time: firstTime(own(object, 'timestamp')),
    channel,
    provider,
    eventId: Number(id),
    recordId: '',
    computer,
    userSid: '',
    level: levelOf(type),
    fields: {},
    system: { Keywords: auditKeywords(type) },
    message,
  });
}

function windowsNames(fields: Readonly<Record<string, FieldValue>>): Record<string, FieldValue> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      windowsName(name),
      fieldValue(unescapedValue(value)) ?? null,
    ]),
  );
}

/** Names in Windows begin with a capital as a rule; `param1` is the exception worth knowing. */
function windowsName(name: string): string {
  return /^param\d+$/.test(name) ? name : name.charAt(0).toUpperCase() + name.slice(1);
}

function unescapedValue(value: FieldValue): FieldValue {
  if (typeof value === 'string') return unescaped(value);
  return value === null ? null : value.map((item) => (item === null ? null : unescaped(item)));
}

function unescaped(value: string): string {
  return value.replaceAll('\\\\', '\\');
}
