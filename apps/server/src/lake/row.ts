import type { FieldValue } from '@cordon/eventlog';
import type { EventEnvelope } from '../events/envelope.ts';
import { maxRowBytes, type SpreadList, spread, spreadColumns } from './schema.ts';

/** One event as the lake gives it back: text, numbers, lists of text; times in milliseconds since 1970. */
export interface LakeRow {
  readonly envelope: EventEnvelope;
  /** When the lake wrote it. */
  readonly recorded: number;
}

type Cell = string | number | readonly string[] | null;

/** The furthest instant that a `Date` can name; lying clocks are clamped to it. */
const furthest = 8.64e15;
const micros = (ms: number): number =>
  Number.isNaN(ms) ? 0 : Math.round(Math.max(-furthest, Math.min(furthest, ms)) * 1000);

/** Half a surrogate pair has no UTF-8 form; EVTX text may hold one. */
const text = (value: string): string => (value.isWellFormed() ? value : value.toWellFormed());
const textOrNull = (value: string | null): string | null => (value === null ? null : text(value));

function spreadOut(list: SpreadList, values: readonly string[], into: Record<string, Cell>): void {
  const width = spread[list];
  for (let index = 0; index < width; index += 1) {
    const value = values[index];
    into[`${list}_${index + 1}`] = value === undefined ? null : text(value);
  }
  into[`${list}_more`] = values.length > width ? values.slice(width).map(text) : null;
}

/**
 * An event as one line of JSON in the lake's columns, without the line's end. Pure, never throws, and never
 * longer than `maxRowBytes`: an event beyond that keeps its identity and loses the tail of its longest texts.
 * Times keep microseconds. `fromLakeRow` is the inverse.
 */
export function toLakeRow(event: EventEnvelope): string {
  const line = JSON.stringify(cells(event));
  // A UTF-16 unit is at most three bytes of UTF-8.
  if (line.length * 3 <= maxRowBytes || Buffer.byteLength(line) <= maxRowBytes) return line;
  return JSON.stringify(cells(shortened(event)));
}

function cells(event: EventEnvelope): Record<string, Cell> {
  const host = text(event.sighting.host);
  const key = host.toLowerCase();
  const row: Record<string, Cell> = {
    id: event.id,
    organisation_id: event.organisationId,
    source_id: event.sourceId,
    happened: micros(event.happened),
    received: micros(event.received),
    zone: event.zone,
    origin: event.origin,
    channel: text(event.channel),
    provider: text(event.provider),
    event_id: event.eventId,
    level: event.level,
    record_id: text(event.recordId),
    logsource: event.logsource ? JSON.stringify(event.logsource) : null,
    sighting_key: event.sighting.key,
    host,
    host_key: key,
    host_short: shortHost(key),
    sid: textOrNull(event.sighting.sid),
    mac: textOrNull(event.sighting.mac),
    user: textOrNull(event.user),
    user_sid: textOrNull(event.userSid),
    process: textOrNull(event.process),
    command_line: textOrNull(event.commandLine),
    parent_process: textOrNull(event.parentProcess),
    fields: JSON.stringify(event.fields),
    legacy: event.legacy ? JSON.stringify(event.legacy) : null,
    message: textOrNull(event.message),
    original: text(event.original),
  };
  spreadOut('hash', event.hashes, row);
  spreadOut('address', event.addresses, row);
  spreadOut('domain', event.domains, row);
  return row;
}

/** The first label of a host name in lower case, by which people know a device; an address stays whole. */
export function shortHost(hostKey: string): string {
  const dot = hostKey.indexOf('.');
  return dot > 0 && !/^[\d.]+$/.test(hostKey) ? hostKey.slice(0, dot) : hostKey;
}

/**
 * Cuts every text to a length at which the row is sure to fit: escapes of JSON within JSON make at most seven
 * bytes of a character, and the number of fields is cut with them.
 */
function shortened(event: EventEnvelope): EventEnvelope {
  const cut = (value: string, limit: number): string =>
    value.length <= limit
      ? value
      : `${value.slice(0, limit)} [cut by Cordon: ${value.length} characters in all]`;
  const short = (value: string): string => cut(value, 1000);
  const shortOrNull = (value: string | null): string | null => (value === null ? null : short(value));
  const budget = { left: 200_000 };
  const spend = (value: string): string => {
    const kept = cut(value, Math.max(0, Math.min(20_000, budget.left)));
    budget.left -= kept.length + 4;
    return kept;
  };
  const fields: [string, FieldValue][] = [];
  for (const [name, value] of Object.entries(event.fields)) {
    if (budget.left <= 0) break;
    const spendOrNull = (each: string | null): string | null => (each === null ? null : spend(each));
    fields.push([
      spend(name),
      typeof value === 'string' || value === null ? spendOrNull(value) : value.slice(0, 100).map(spendOrNull),
    ]);
  }
  return {
    ...event,
    sighting: {
      ...event.sighting,
      host: short(event.sighting.host),
      sid: shortOrNull(event.sighting.sid),
      mac: shortOrNull(event.sighting.mac),
    },
    channel: short(event.channel),
    provider: short(event.provider),
    recordId: short(event.recordId),
    logsource: null,
    user: shortOrNull(event.user),
    userSid: shortOrNull(event.userSid),
    process: shortOrNull(event.process),
    commandLine: event.commandLine === null ? null : cut(event.commandLine, 20_000),
    parentProcess: shortOrNull(event.parentProcess),
    hashes: event.hashes.slice(0, 100).map(short),
    addresses: event.addresses.slice(0, 100).map(short),
    domains: event.domains.slice(0, 100).map(short),
    fields: Object.fromEntries(fields),
    legacy: event.legacy && {
      eventId: event.legacy.eventId,
      source: short(event.legacy.source),
      strings: event.legacy.strings.slice(0, 100).map(short),
    },
    message: event.message === null ? null : cut(event.message, 20_000),
    original: cut(event.original, 100_000),
  };
}

/** The event that a row of the lake was made from. `row` holds the columns by name, times in milliseconds. */
export function fromLakeRow(row: Readonly<Record<string, unknown>>): LakeRow {
  const string = (name: string): string => {
    const value = row[name];
    return typeof value === 'string' ? value : '';
  };
  const stringOrNull = (name: string): string | null => {
    const value = row[name];
    return typeof value === 'string' ? value : null;
  };
  const number = (name: string): number => Number(row[name] ?? 0);
  const json = (name: string): unknown => JSON.parse(string(name) || 'null');
  const gather = (list: SpreadList): string[] => {
    const more = row[`${list}_more`];
    const first = spreadColumns(list).map(stringOrNull);
    return [...first, ...(Array.isArray(more) ? more : [])].filter((value) => typeof value === 'string');
  };
  return {
    recorded: number('recorded'),
    envelope: {
      id: string('id'),
      happened: number('happened'),
      zone: string('zone') as EventEnvelope['zone'],
      received: number('received'),
      organisationId: string('organisation_id'),
      sourceId: string('source_id'),
      sighting: {
        key: string('sighting_key'),
        host: string('host'),
        sid: stringOrNull('sid'),
        mac: stringOrNull('mac'),
      },
      origin: string('origin') as EventEnvelope['origin'],
      channel: string('channel'),
      provider: string('provider'),
      eventId: number('event_id'),
      level: number('level'),
      recordId: string('record_id'),
      logsource: json('logsource') as EventEnvelope['logsource'],
      user: stringOrNull('user'),
      userSid: stringOrNull('user_sid'),
      process: stringOrNull('process'),
      commandLine: stringOrNull('command_line'),
      parentProcess: stringOrNull('parent_process'),
      hashes: gather('hash'),
      addresses: gather('address'),
      domains: gather('domain'),
      fields: (json('fields') ?? {}) as EventEnvelope['fields'],
      legacy: json('legacy') as EventEnvelope['legacy'],
      message: stringOrNull('message'),
      original: string('original'),
    },
  };
}
