import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Control } from '../../control/index.ts';
import {
  type SeededFederation,
  seedFederation,
  type TestControl,
  testControl,
} from '../../control/testing.ts';
import type { ObservationRecord, SignalRecord } from '../../events/envelope.ts';
import { type Journal, openPostgresJournal } from '../../journal/index.ts';
import { systemClock } from '../../kernel/clock.ts';
import { digestId } from '../../kernel/ids.ts';
import { createLog } from '../../kernel/log.ts';
import { type Lake, openLake } from '../../lake/index.ts';
import { noIndicators } from '../indicator-signals.ts';
import { type Pipeline, type PipelineOptions, startPipeline } from '../pipeline.ts';
import type { MapLine, Seen } from '../task.ts';

export interface TestPipeline {
  readonly test: TestControl;
  readonly federation: SeededFederation;
  readonly journal: Journal;
  readonly lake: Lake;
  readonly pipeline: Pipeline;
  readonly signals: SignalRecord[];
  readonly seen: Seen[];
  readonly observations: ObservationRecord[];
  /** Puts events into the journal as one `_bulk` request of a source would be. */
  send(sourceId: string, events: readonly (object | string)[], batch?: string): Promise<'stored' | 'known'>;
  /** All rows of the manifest's segments, duplicates included. */
  rows(): Promise<number>;
  stop(): Promise<void>;
}

/** One rule: a process called `evil.exe`, grouped by its user. */
export const evilRule = {
  name: 'test/evil.yml',
  text: `title: Evil
id: 11111111-2222-4333-8444-555555555555
logsource: {product: windows, category: process_creation}
detection: {selection: {Image|endswith: '\\evil.exe'}, condition: selection}
level: high
`,
};

let sent = 0;

/** A journal, workers and a lake on a fresh database; effects are gathered in arrays. */
export async function testPipeline(
  options: Partial<PipelineOptions> = {},
  sharedMap: readonly MapLine[] = [],
  /** What the pipeline is given for the control store. */
  through: (test: TestControl) => Control = ({ control }) => control,
): Promise<TestPipeline> {
  const test = await testControl();
  const federation = await seedFederation(test);
  const dataDir = mkdtempSync(join(tmpdir(), 'cordon-pipeline-'));
  const log = createLog('silent');
  const journal = await openPostgresJournal(test.control);
  const lake = await openLake({
    control: test.control,
    dataDir,
    clock: systemClock,
    log,
    writeMiB: 128,
  });
  const signals: SignalRecord[] = [];
  const seen: Seen[] = [];
  const observations: ObservationRecord[] = [];
  const pipeline = await startPipeline({
    control: through(test),
    journal,
    lake: lake.writer,
    clock: systemClock,
    log,
    rules: {
      version: 1,
      sources: [evilRule],
      disabled: [],
      groupBy: { '11111111-2222-4333-8444-555555555555': ['User'] },
      asked: {},
    },
    indicators: noIndicators,
    effects: {
      signals: async (_db, found) => signals.push(...found),
      sightings: async (_db, found) => seen.push(...found),
      observations: async (_db, found) => observations.push(...found),
      heard: async () => undefined,
    },
    sourceFacts: async (sourceId) => {
      const { rows } = await test.admin(
        'select organisation_id, origin, time_zone from source where id = $1',
        [sourceId],
      );
      const row = rows[0] as
        | { organisation_id: string | null; origin: 'live'; time_zone: string }
        | undefined;
      return (
        row && {
          sourceId,
          organisationId: row.organisation_id,
          map: sharedMap,
          origin: row.origin,
          timeZone: row.time_zone,
        }
      );
    },
    workers: 1,
    sealMs: 50,
    ...options,
  });
  return {
    test,
    federation,
    journal,
    lake,
    pipeline,
    signals,
    seen,
    observations,
    send(sourceId, events, batch) {
      const lines = events.map(
        (event) => `{"index":{}}\n${typeof event === 'string' ? event : JSON.stringify(event)}\n`,
      );
      const body = Buffer.from(lines.join(''));
      sent += 1;
      return journal.append({
        sourceId,
        batch: batch ?? digestId('test', String(sent)),
        format: 'bulk',
        received: new Date('2026-03-02T08:15:00Z'),
        parts: [
          {
            part: 0,
            firstOrdinal: 0,
            actions: events.length,
            encoding: 'identity',
            body,
            expandedBytes: body.length,
          },
        ],
      });
    },
    async rows() {
      const { rows } = await test.admin('select coalesce(sum(rows), 0)::int as n from lake_segment');
      return (rows[0] as { n: number }).n;
    },
    async stop() {
      await pipeline.stop();
      await journal.stop();
      await lake.stop();
      await test.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A process start as Winlogbeat 8 ships it. */
export function processStart(host: string, recordId: number, image: string, more: object = {}): object {
  return {
    '@timestamp': '2026-03-02T08:14:22.184Z',
    agent: { type: 'winlogbeat', version: '8.17.0' },
    host: { name: host, ip: ['10.1.2.3', 'fe80::1'] },
    event: { code: '1' },
    winlog: {
      channel: 'Microsoft-Windows-Sysmon/Operational',
      provider_name: 'Microsoft-Windows-Sysmon',
      computer_name: host,
      event_id: '1',
      record_id: recordId,
      event_data: {
        Image: image,
        CommandLine: `"${image}" /quiet`,
        User: 'TRUST\\nurse',
        Hashes: 'SHA1=DA39A3EE5E6B4B0D3255BFEF95601890AFD80709',
      },
    },
    ...more,
  };
}
