import { mapLegacy, stringsFromMessage } from '../legacy/index.ts';
import { PlainRecord } from '../plain-record.ts';
import type { FieldValue } from '../record.ts';
import { stringPositions } from './string-positions.ts';
import type { EventTime } from './time.ts';

/** What a shipper's object says, in one vocabulary, before legacy ids and unnamed strings are seen to. */
export interface ShippedEvent {
  readonly time: EventTime;
  readonly channel: string;
  readonly provider: string;
  readonly eventId: number;
  readonly recordId: string;
  readonly computer: string;
  readonly userSid: string;
  readonly level: number;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Insertion strings by position, when the shipper sends them without names. */
  readonly strings?: readonly string[];
  readonly system?: Readonly<Record<string, FieldValue | undefined>>;
  readonly message?: string;
  /** The shipper has changed the case of the first letter of names. */
  readonly looseNames?: boolean;
}

/** Whether enough is said to tell what happened: some providers write to no channel at all. */
export function isIdentified(channel: string, provider: string, eventId: number): boolean {
  return eventId >= 0 && (channel !== '' || provider !== '');
}

/** Gives insertion strings their names and legacy events today's ids. */
export function windowsEvent(event: ShippedEvent): PlainRecord {
  const strings = event.strings ?? numbered(event.fields) ?? [];
  const legacy = legacyOf(event, strings);
  const system: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(event.system ?? {})) {
    if (value !== undefined && value !== '') system[name] = value;
  }
  return new PlainRecord({
    format: 'json',
    timeMs: event.time.timeMs,
    zone: event.time.zone,
    channel: event.channel,
    provider: legacy?.provider ?? event.provider,
    eventId: legacy?.eventId ?? event.eventId,
    recordId: event.recordId,
    computer: event.computer,
    userSid: event.userSid,
    level: event.level,
    fields:
      legacy?.fields ??
      (event.strings === undefined ? event.fields : { ...event.fields, ...named(event, strings) }),
    system,
    ...(event.message === undefined || event.message === '' ? {} : { message: event.message }),
    ...(legacy === undefined
      ? {}
      : { legacy: { eventId: event.eventId, source: event.provider, strings: legacy.strings } }),
    looseNames: event.looseNames === true,
  });
}

function legacyOf(event: ShippedEvent, strings: readonly string[]) {
  const { channel: log, provider: source, eventId } = event;
  const known =
    strings.length > 0 || event.message === undefined
      ? strings
      : stringsFromMessage(log, source, eventId, event.message);
  const mapped = mapLegacy({ log, source, eventId, strings: known });
  return mapped === undefined ? undefined : { ...mapped, strings: known };
}

/** Values of `param1`, `param2` ... without a gap, when the payload consists of them. */
function numbered(fields: Readonly<Record<string, FieldValue>>): string[] | undefined {
  if (typeof fields.param1 !== 'string') return isEmpty(fields) ? [] : undefined;
  const count = Object.keys(fields).length;
  const strings: string[] = [];
  for (let position = 1; position <= count; position++) {
    const value = fields[`param${position}`];
    if (typeof value !== 'string') return undefined;
    strings.push(value);
  }
  return strings;
}

function isEmpty(fields: Readonly<Record<string, FieldValue>>): boolean {
  for (const _ in fields) return false;
  return true;
}

function named(event: ShippedEvent, strings: readonly string[]): Record<string, FieldValue> {
  if (strings.length === 0) return {};
  const versions = stringPositions[event.provider]?.[event.eventId] ?? [];
  const names = versions.map((list) => list.split(' ')).find((list) => list.length === strings.length);
  if (names === undefined) return { Data: strings.length === 1 ? (strings[0] ?? '') : strings };
  return Object.fromEntries(names.map((name, position) => [name, strings[position] ?? '']));
}

const levels: Readonly<Record<string, number>> = {
  critical: 1,
  error: 2,
  warning: 3,
  information: 4,
  informational: 4,
  info: 4,
  success: 4,
  verbose: 5,
  debug: 5,
  'audit success': 0,
  'audit failure': 0,
  audit_success: 0,
  audit_failure: 0,
  auditsuccess: 0,
  auditfailure: 0,
  successaudit: 0,
  failureaudit: 0,
};

/** Windows level of a word that a shipper uses for it; -1 when unknown. */
export function levelOf(word: string): number {
  return levels[word.trim().toLowerCase()] ?? -1;
}

/** Audit keywords from words such as `Audit Success`, `AUDIT_FAILURE`, `FailureAudit`; '' when it is no audit. */
export function auditKeywords(word: string): string {
  if (word === '') return '';
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  if (letters === 'auditsuccess' || letters === 'successaudit') return '0x8020000000000000';
  return letters === 'auditfailure' || letters === 'failureaudit' ? '0x8010000000000000' : '';
}

/** A GUID in upper case with braces, as EVTX values are given. */
export function guid(value: string): string {
  return /^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i.test(value)
    ? `{${value.replace(/[{}]/g, '').toUpperCase()}}`
    : value;
}
