import type { FieldValue } from '@cordon/eventlog';
import { findObservables } from '@cordon/indicators/event';
import type { EventEnvelope } from './envelope.ts';
import { instantOfWall } from './local-time.ts';
import { type Arrival, identityOf, sightingOf } from './normalise.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * An event that is not a Windows record: syslog as JSON, or whatever a shipper sends. It is kept whole, its members
 * flattened to dotted names, and found by time, host, program and text.
 */
export function plainEnvelope(value: JsonObject, arrival: Arrival): EventEnvelope {
  const fields = flatten(value);
  const text = (...names: readonly string[]): string | null => {
    for (const name of names) {
      const found = Object.hasOwn(fields, name) ? fields[name] : undefined;
      const first = Array.isArray(found) ? found[0] : found;
      if (typeof first === 'string' && first !== '') return first;
    }
    return null;
  };
  const host = text(
    'host.name',
    'host.hostname',
    'host',
    'hostname',
    'HOSTNAME',
    'fromhost',
    'agent.name',
    'Hostname',
    'computer',
    'Computer',
  );
  const program = text(
    'programname',
    'app-name',
    'appname',
    'process.name',
    'program',
    'syslogtag',
    'ident',
    'provider',
  );
  const isSyslog =
    text(
      'facility',
      'syslogfacility',
      'syslogfacility-text',
      'log.syslog.facility.code',
      'timereported',
      'syslogtag',
    ) !== null;
  return {
    id: identityOf(undefined, arrival),
    ...timeOf(
      text(
        '@timestamp',
        'timereported',
        'timestamp',
        'time',
        'timegenerated',
        'EventTime',
        'eventTime',
        'ts',
      ),
      arrival,
    ),
    received: arrival.received,
    organisationId: arrival.organisationId,
    sourceId: arrival.sourceId,
    sighting: sightingOf(arrival.organisationId, arrival.sourceId, host ?? ''),
    origin: arrival.origin,
    channel: '',
    provider: program ?? '',
    eventId: -1,
    level: -1,
    recordId: '',
    logsource: isSyslog
      ? { product: 'linux', ...(program ? { service: program.replace(/[[:].*$/, '') } : {}) }
      : {},
    user: text('user.name', 'user', 'username'),
    userSid: null,
    process: text('process.executable', 'exe'),
    commandLine: text('process.command_line', 'cmdline', 'CommandLine'),
    parentProcess: text('process.parent.executable'),
    ...findObservables(fields),
    fields,
    legacy: null,
    message: text('message', 'msg', 'MESSAGE', 'log', 'event.original'),
    original: arrival.original,
  };
}

/** Members by dotted name, values as text; a list of objects is kept as JSON. */
export function flatten(value: JsonObject): Record<string, FieldValue> {
  const entries: [string, FieldValue][] = [];
  const walk = (prefix: string, object: JsonObject): void => {
    for (const [name, member] of Object.entries(object)) {
      const path = prefix + name;
      if (Array.isArray(member)) entries.push([path, member.map(scalar)]);
      else if (typeof member === 'object' && member !== null) walk(`${path}.`, member as JsonObject);
      else entries.push([path, scalar(member)]);
    }
  };
  walk('', value);
  // fromEntries defines properties: a member called __proto__ is a field like any other.
  return Object.fromEntries(entries);
}

function scalar(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const written = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s*(Z|[+-]\d\d:?\d\d)?$/i;

function timeOf(text: string | null, arrival: Arrival): Pick<EventEnvelope, 'happened' | 'zone'> {
  const unknown = { happened: arrival.received, zone: 'assumed' } as const;
  if (text === null) return unknown;
  if (/^\d{10}(?:\.\d+)?$/.test(text)) return { happened: Number(text) * 1000, zone: 'utc' };
  if (/^\d{13}$/.test(text)) return { happened: Number(text), zone: 'utc' };
  const match = written.exec(text.trim());
  if (!match) return unknown;
  const [, year, month, day, hour, minute, second, fraction = '', zone = ''] = match;
  const wall =
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) +
    Number(`0.${fraction || '0'}`) * 1000;
  if (!Number.isFinite(wall)) return unknown;
  if (zone === '') return { happened: instantOfWall(wall, arrival.timeZone), zone: 'assumed' };
  if (zone.toUpperCase() === 'Z') return { happened: wall, zone: 'utc' };
  const sign = zone.startsWith('-') ? -1 : 1;
  const digits = zone.slice(1).replace(':', '');
  const offset = sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
  return { happened: wall - offset, zone: 'offset' };
}
