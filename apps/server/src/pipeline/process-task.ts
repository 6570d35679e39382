import type { Engine, FieldValue } from '@cordon/sigma';
import { connectionOf } from '../events/connection.ts';
import type { EventEnvelope, ObservationRecord, SignalRecord } from '../events/envelope.ts';
import { EnvelopeView } from '../events/envelope-view.ts';
import { type Arrival, envelopeOf, type ReadRecord } from '../events/normalise.ts';
import { osEvidence } from '../events/os-evidence.ts';
import { plainEnvelope } from '../events/plain-event.ts';
import { readJsonLine } from '../events/read-json.ts';
import { type RecordLine, recordOfLine } from '../events/record-line.ts';
import { digestId } from '../kernel/ids.ts';
import { toLakeRow } from '../lake/worker.ts';
import { ruleKey } from '../rules/worker.ts';
import { belongingOf, hostAddresses } from './belonging.ts';
import type { EntryLine } from './entry-line.ts';
import { type IndicatorMatching, indicatorSignals } from './indicator-signals.ts';
import { readEntryLines } from './journal-lines.ts';
import { compileMap } from './organisation-of.ts';
import { ResultBuilder } from './result-builder.ts';
import { short, signalOf } from './signal-of.ts';
import type { SourceFacts, Task, TaskEntry, TaskResult } from './task.ts';

export interface Matching {
  readonly engine: Engine;
  readonly groupBy: Readonly<Record<string, readonly string[]>>;
  /** Fields that correlations ask of a rule's signals: Sigma names, some of which events write otherwise. */
  readonly asked: Readonly<Record<string, readonly string[]>>;
}

export interface Tools {
  /** Reads a parsed JSON object of a known shipper. */
  readonly readShipper: (value: Readonly<Record<string, unknown>>) => ReadRecord | undefined;
  readonly matching: Matching;
  readonly indicators: IndicatorMatching;
}

const dayMs = 86_400_000;
const nobody = '00000000-0000-0000-0000-000000000000';

/** Does all the work on a task's events: reads, normalises, matches, observes. Pure but for its input's size. */
export function processTask(task: Task, tools: Tools): TaskResult {
  const result = new ResultBuilder();
  const maps = new Map(
    Object.values(task.sources).map((source) => [source.sourceId, compileMap(source.map)]),
  );
  for (const entry of task.entries) {
    const source = task.sources[entry.sourceId];
    if (!source) throw new Error(`no facts about source ${entry.sourceId}`);
    const work = new EntryWork(entry, source, maps.get(source.sourceId), tools, result);
    readEntryLines(entry, (line) => work.line(line));
  }
  return result.finish();
}

class EntryWork {
  readonly #entry: TaskEntry;
  readonly #source: SourceFacts;
  readonly #belongsTo: ReturnType<typeof compileMap> | undefined;
  readonly #tools: Tools;
  readonly #result: ResultBuilder;

  constructor(
    entry: TaskEntry,
    source: SourceFacts,
    belongsTo: ReturnType<typeof compileMap> | undefined,
    tools: Tools,
    result: ResultBuilder,
  ) {
    this.#entry = entry;
    this.#source = source;
    this.#belongsTo = belongsTo;
    this.#tools = tools;
    this.#result = result;
  }

  line(line: EntryLine): void {
    if (this.#entry.format === 'released')
      this.#result.released(this.#source.sourceId, this.#entry.received.getTime());
    try {
      this.#event(line);
    } catch (error) {
      // A fault of ours, not of the line: it is kept where its owner and we can see it, and its neighbours go on.
      this.#dead(line, 'not-processed', error instanceof Error ? error.message : String(error));
    }
  }

  #event(line: EntryLine): void {
    if (line.cut !== undefined) {
      this.#dead(line, 'line-too-long', `expected at most 1000000 bytes, found ${line.cut}`);
      return;
    }
    const read = readJsonLine(line.source);
    if (!read.ok) {
      this.#dead(line, read.fault.code, read.fault.reason);
      return;
    }
    const { value, text } = line.verb === 'update' ? updatedDocument(read) : read;
    if (!value) {
      this.#dead(line, 'update-without-doc', 'update: expected an object under doc');
      return;
    }
    const event = this.#envelope(line, value, text);
    const addresses = hostAddresses(value);
    const organisationId =
      this.#source.organisationId ?? this.#belongsTo?.(belongingOf(event, value, addresses));
    if (organisationId === undefined) {
      this.#quarantine(line, event, addresses[0] ?? null);
      return;
    }
    const owned =
      this.#source.organisationId === null ? this.#envelope(line, value, text, organisationId) : event;
    const row = toLakeRow(owned);
    const signals = [...this.#signals(owned), ...indicatorSignals(owned, this.#tools.indicators)];
    this.#result.event(owned, row, line.source.length, addresses);
    this.#result.signals(signals);
    for (const observation of osEvidence(owned)) this.#result.observation(observation);
    const connection = connectionOf(owned);
    if (connection !== undefined) this.#result.observation(dailyConnection(owned, connection));
  }

  #envelope(
    line: EntryLine,
    value: Readonly<Record<string, unknown>>,
    text: string,
    organisationId = this.#source.organisationId ?? nobody,
  ): EventEnvelope {
    const arrival: Arrival = {
      sourceId: this.#source.sourceId,
      organisationId,
      origin: this.#source.origin,
      timeZone: this.#source.timeZone,
      received: this.#entry.received.getTime(),
      eventId: line.eventId,
      givenId: line.givenId,
      batch: this.#entry.batch,
      ordinal: line.ordinal,
      original: text,
    };
    if (line.verb === 'record') {
      const record = value as unknown as RecordLine;
      const read: Arrival = { ...arrival, original: record.original, givenId: record.given };
      return record.plain ? plainEnvelope(record.plain, read) : envelopeOf(recordOfLine(record), read);
    }
    const record = this.#tools.readShipper(value);
    return record ? envelopeOf(record, arrival) : plainEnvelope(value, arrival);
  }

  #signals(event: EventEnvelope): SignalRecord[] {
    const { engine, groupBy, asked } = this.#tools.matching;
    const view = new EnvelopeView(event);
    return engine.match(view).map(({ rule }) => {
      const ruleId = ruleKey(rule.id);
      const keys = (groupBy[ruleId] ?? []).map((field) => short(textOf(view.get(field))));
      return signalOf(event, {
        ruleId,
        key: keys.join('\u001f'),
        fields: (asked[ruleId] ?? []).map((field): [string, FieldValue | undefined] => [
          field,
          view.get(field),
        ]),
        matched: engine
          .matched(rule, view)
          .map(({ field, value }) => ({ field: field ?? '', value: short(value ?? '') })),
      });
    });
  }

  #dead(line: EntryLine, code: string, reason: string): void {
    const { batch, received } = this.#entry;
    this.#result.deadLetter({
      id: digestId('dead', this.#source.sourceId, batch, String(line.ordinal)),
      sourceId: this.#source.sourceId,
      organisationId: this.#source.organisationId,
      received: received.getTime(),
      code,
      reason: short(reason).slice(0, 500),
      raw: Buffer.from(line.source.subarray(0, 64 * 1024)),
      rawBytes: line.cut ?? line.source.length,
    });
  }

  #quarantine(line: EntryLine, event: EventEnvelope, address: string | null): void {
    const { batch, received } = this.#entry;
    this.#result.quarantined({
      id: digestId('quarantine', this.#source.sourceId, batch, String(line.ordinal)),
      sourceId: this.#source.sourceId,
      received: received.getTime(),
      host: event.sighting.host,
      address,
      eventId: event.id,
      verb: line.verb,
      raw: Buffer.from(line.source),
    });
  }
}

/** One observation a day for a device, peer and port: its id and times are the day's, so it is stored once. */
function dailyConnection(event: EventEnvelope, value: string): ObservationRecord {
  const day = Math.floor(event.happened / dayMs) * dayMs;
  return {
    organisationId: event.organisationId,
    sourceId: event.sourceId,
    sightingKey: event.sighting.key,
    kind: 'connection',
    value,
    eventId: digestId('connection', event.sighting.key, value, String(day)),
    happened: day,
    received: Math.floor(event.received / dayMs) * dayMs,
  };
}

function updatedDocument(read: { value: Readonly<Record<string, unknown>> }): {
  value: Readonly<Record<string, unknown>> | undefined;
  text: string;
} {
  const document = read.value.doc ?? read.value.upsert;
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    return { value: undefined, text: '' };
  return { value: document as Record<string, unknown>, text: JSON.stringify(document) };
}

function textOf(value: FieldValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : value.map((each) => each ?? '').join('\u001e');
}
