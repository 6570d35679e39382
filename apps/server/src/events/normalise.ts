import type { FieldValue, LogRecord } from '@cordon/eventlog';
import { findObservables } from '@cordon/indicators/event';
import { digestId } from '../kernel/ids.ts';
import type { EventEnvelope, Origin, Sighting } from './envelope.ts';
import { metadataSign } from './envelope-view.ts';
import { instantOfWall } from './local-time.ts';

/** What is known about an event from how it came, never from what it says. */
export interface Arrival {
  readonly sourceId: string;
  readonly organisationId: string;
  readonly origin: Origin;
  /** Zone of local times that carry none (IANA name). */
  readonly timeZone: string;
  readonly received: number;
  /** The event's id where it was worked out before, and only from our own store. */
  readonly eventId?: string | undefined;
  /** `_id` of the action line. */
  readonly givenId: string | undefined;
  readonly batch: string;
  readonly ordinal: number;
  /** The event as it was received. */
  readonly original: string;
}

/** A record with what only some readers know of it. */
export type ReadRecord = LogRecord & {
  readonly message?: string;
  systemFields?(): Record<string, FieldValue>;
};

/** Metadata that the envelope has members for; the rest is kept among the fields. */
const inMembers = new Set([
  'Channel',
  'Provider_Name',
  'EventID',
  'EventRecordID',
  'Computer',
  'Level',
  'TimeCreated_SystemTime',
]);

/** Turns a Windows record, whatever it was read from, into the platform's event. */
export function envelopeOf(record: ReadRecord, arrival: Arrival): EventEnvelope {
  const fields = record.fields();
  for (const [name, value] of Object.entries(record.systemFields?.() ?? {})) {
    if (!inMembers.has(name) && value !== null && value !== '') fields[metadataSign + name] = value;
  }
  const text = (...names: readonly string[]): string | null => firstText(fields, names);
  const account = accountOf(fields, record.eventId);
  return {
    id: identityOf(record, arrival),
    ...timeOf(record, arrival),
    received: arrival.received,
    organisationId: arrival.organisationId,
    sourceId: arrival.sourceId,
    sighting: sightingOf(arrival.organisationId, arrival.sourceId, record.computer),
    origin: arrival.origin,
    channel: record.channel,
    provider: record.provider,
    eventId: record.eventId,
    level: record.level,
    recordId: record.recordId,
    logsource: null,
    user: account,
    userSid: record.userSid || text('TargetUserSid', 'SubjectUserSid', 'TargetSid'),
    process: text('Image', 'NewProcessName', 'ProcessName', 'Application', 'ProcessPath', 'SourceImage'),
    commandLine: text('CommandLine', 'ProcessCommandLine'),
    parentProcess: text('ParentImage', 'ParentProcessName'),
    ...findObservables(fields),
    fields,
    legacy: record.legacy ?? null,
    message: record.message ?? null,
    original: arrival.original,
  };
}

/** The immutable name under which a device was seen; see `Sighting`. */
export function sightingOf(
  organisationId: string,
  sourceId: string,
  host: string,
  sid: string | null = null,
  mac: string | null = null,
): Sighting {
  const memo = `${organisationId} ${sourceId} ${host}`;
  const known = sid === null && mac === null ? sightings.get(memo) : undefined;
  if (known) return known;
  const name = host.slice(0, 255).replaceAll('\0', '').toWellFormed();
  const key = digestId(organisationId, sourceId, name.toLowerCase(), sid ?? '', mac ?? '');
  const sighting = { key, host: name, sid, mac };
  if (sid === null && mac === null && host.length <= 255) {
    if (sightings.size >= mostSightings) sightings.clear();
    sightings.set(memo, sighting);
  }
  return sighting;
}

/** A device says thousands of things: its digest is worked out once. */
const sightings = new Map<string, Sighting>();
const mostSightings = 20_000;

/**
 * What makes an event this one and no other: its place in its log where it has one, else the id its sender gave
 * it, else its place in the request. Never its content: five equal logon failures are five.
 */
export function identityOf(
  record: Pick<LogRecord, 'computer' | 'channel' | 'recordId' | 'timeMs'> | undefined,
  arrival: Arrival,
): string {
  const { sourceId } = arrival;
  if (arrival.eventId !== undefined) return arrival.eventId;
  if (record && record.computer !== '' && record.channel !== '' && record.recordId !== '') {
    const { computer, channel, recordId, timeMs } = record;
    return digestId('record', sourceId, computer.toLowerCase(), channel, recordId, String(timeMs));
  }
  if (arrival.givenId !== undefined) return digestId('given', sourceId, arrival.givenId);
  return digestId('place', arrival.batch, String(arrival.ordinal));
}

function timeOf(record: LogRecord, arrival: Arrival): Pick<EventEnvelope, 'happened' | 'zone'> {
  if (!Number.isFinite(record.timeMs)) return { happened: arrival.received, zone: 'assumed' };
  if (record.zone !== 'assumed') return { happened: record.timeMs, zone: record.zone };
  return { happened: instantOfWall(record.timeMs, arrival.timeZone), zone: 'assumed' };
}

/** Logons and account changes are about their target; everything else is done by its subject. */
const aboutTarget = new Set([4624, 4625, 4634, 4647, 4648, 4768, 4769, 4771, 4776, 4778, 4779]);

function accountOf(fields: Readonly<Record<string, FieldValue>>, eventId: number): string | null {
  const target = qualified(fields, 'TargetUserName', 'TargetDomainName');
  const subject = qualified(fields, 'SubjectUserName', 'SubjectDomainName');
  const plain = firstText(fields, ['User', 'AccountName', 'UserName', 'user.name']);
  return (
    (aboutTarget.has(eventId) || (eventId >= 4720 && eventId <= 4767) ? target : null) ??
    plain ??
    subject ??
    target
  );
}

function qualified(
  fields: Readonly<Record<string, FieldValue>>,
  name: string,
  domain: string,
): string | null {
  const account = firstText(fields, [name]);
  if (account === null || account === '-') return null;
  const realm = firstText(fields, [domain]);
  return realm === null || realm === '-' ? account : `${realm}\\${account}`;
}

function firstText(fields: Readonly<Record<string, FieldValue>>, names: readonly string[]): string | null {
  for (const name of names) {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const first = Array.isArray(value) ? value[0] : value;
    if (typeof first === 'string' && first !== '' && first !== '-') return first;
  }
  return null;
}
