import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventFilter } from '@cordon/api';
import { seedFederation, testControl } from '../apps/server/src/control/testing.ts';
import type { EventEnvelope } from '../apps/server/src/events/index.ts';
import { digestId } from '../apps/server/src/kernel/ids.ts';
import { createLog } from '../apps/server/src/kernel/log.ts';
import { openLake, recordSegment, toLakeRow } from '../apps/server/src/lake/index.ts';
import { createSearch } from '../apps/server/src/search/index.ts';
import { measure, mustBePositive, peakMiB, printRows, type Row } from './measure.ts';

/**
 * The lake on made-up events of about 1 kB (`CORDON_BENCH_EVENTS`, default 1 million over seven days, three
 * organisations): writing as the pipeline does it, compaction, and searches through the control store's manifest.
 * Searches run with the operating system's cache warm; the first run of each is told apart. Memory includes the
 * making of the events.
 */
const total = Number(process.env.CORDON_BENCH_EVENTS ?? 1_000_000);
const days = 7;
const sealRows = 60_000;
const dayMs = 86_400_000;
const begin = Date.UTC(2026, 4, 1);

const test = await testControl();
const federation = await seedFederation(test);
const dataDir = mkdtempSync(join(tmpdir(), 'cordon-bench-lake-'));
const clock = { ms: begin, now: () => new Date(clock.ms) };
const lake = await openLake({ control: test.control, dataDir, clock, log: createLog('error') });

const hash = (index: number): string => createHash('sha1').update(String(index)).digest('hex');
const programHashes = Array.from({ length: 5000 }, (_, index) => hash(index));
/** One that occurs once in all, and one that never does. */
const needle = hash(-1);
const absent = hash(-2);

function event(index: number): EventEnvelope {
  const at = begin + Math.floor((index / total) * days * dayMs);
  const organisation = index % 3;
  const host = `PC-${String((index * 7919) % 20_000).padStart(5, '0')}.trust-${organisation}.example`;
  const program = (index * 31) % 5000;
  const path = `C:\\Program Files\\Vendor ${program % 90}\\program-${program}.exe`;
  const commandLine = `"${path}" --session ${(index * 48_271) % 2_147_483_647} --mode ${program % 7}`;
  const sha1 = index === Math.floor(total / 3) ? needle : (programHashes[program] ?? absent);
  const address = `10.${organisation}.${(index * 13) % 250}.${(index * 7) % 250}`;
  const fields = {
    CommandLine: commandLine,
    Image: path,
    Hashes: `SHA1=${sha1.toUpperCase()}`,
    ProcessId: `0x${(index % 65_536).toString(16)}`,
    User: `TRUST-${organisation}\\user${index % 3000}`,
    ParentImage: 'C:\\Windows\\explorer.exe',
    ProcessGuid: `{${digestId('guid', String(index))}}`,
    LogonId: `0x${(index * 97).toString(16)}`,
  };
  return {
    id: digestId('bench', String(index)),
    happened: at,
    zone: 'utc',
    received: at + 1500,
    organisationId: federation.organisations[organisation] ?? '',
    sourceId: federation.sources[organisation] ?? '',
    sighting: { key: digestId('host', host), host, sid: null, mac: null },
    origin: 'live',
    channel: 'Microsoft-Windows-Sysmon/Operational',
    provider: 'Microsoft-Windows-Sysmon',
    eventId: 1,
    level: 4,
    recordId: String(index),
    logsource: null,
    user: fields.User,
    userSid: 'S-1-5-18',
    process: path,
    commandLine,
    parentProcess: fields.ParentImage,
    hashes: [sha1],
    addresses: index % 4 === 0 ? [address] : [],
    domains: [],
    fields,
    legacy: null,
    message: null,
    original: JSON.stringify({
      winlog: { event_id: 1, computer_name: host, event_data: fields },
      '@timestamp': at,
    }),
  };
}

let rowSeconds = 0;
let sealSeconds = 0;
let originalBytes = 0;
for (let first = 0; first < total; first += sealRows) {
  const made = Array.from({ length: Math.min(sealRows, total - first) }, (_, index) => event(first + index));
  clock.ms = made.at(-1)?.received ?? clock.ms;
  const started = performance.now();
  const ndjson = Buffer.from(`${made.map(toLakeRow).join('\n')}\n`);
  const rendered = performance.now();
  await lake.writer.add({ ndjson, rows: made.length });
  const segment = await lake.writer.seal();
  if (segment) await test.control.as('pipeline', (db) => recordSegment(db, segment));
  rowSeconds += (rendered - started) / 1000;
  sealSeconds += (performance.now() - rendered) / 1000;
  for (const each of made) originalBytes += each.original.length;
}
const hot = await lake.health();
clock.ms += 2 * dayMs;
const compacting = performance.now();
const replaced = await lake.compact();
const compactSeconds = (performance.now() - compacting) / 1000;
await lake.sweep();
const health = await lake.health();
mustBePositive({ rows: health.rows, replaced, rowSeconds, sealSeconds, compactSeconds });
printRows('Writing, one thread, 384 MiB', 'events/s', [
  { name: 'rows made by a worker (toLakeRow)', perSecond: total / rowSeconds, note: 'one thread' },
  { name: 'sealed durably and recorded', perSecond: total / sealSeconds, note: `${sealRows} rows a seal` },
  {
    name: 'compacted',
    perSecond: total / compactSeconds,
    note: `${replaced} segments into ${health.segments}`,
  },
]);
console.log(
  `\n  ${health.rows.toLocaleString('en-GB')} events, ${(health.bytes / health.rows).toFixed(0)} bytes each stored (hot ${(hot.bytes / hot.rows).toFixed(0)}), originals ${(originalBytes / total).toFixed(0)}`,
);

const search = createSearch({ control: test.control, lake, timeoutMs: 60_000 });
const caller = await federation.caller('centre-analyst', federation.centre);
const iso = (ms: number): string => new Date(ms).toISOString();
const everything = { from: iso(begin), to: iso(begin + days * dayMs) };
const oneDay = { from: iso(begin + 3 * dayMs), to: iso(begin + 4 * dayMs) };
const searches: readonly [name: string, filter: EventFilter, expected: number | 'some'][] = [
  ['newest page of everything', everything, 'some'],
  ['a hash that occurs once, seven days', { ...everything, hash: needle }, 1],
  ['a hash that never occurs, seven days', { ...everything, hash: absent }, 0],
  ['a host, seven days', { ...everything, host: 'pc-00042' }, 'some'],
  ['free text that occurs, one day', { ...oneDay, text: 'program-4242.exe' }, 'some'],
  ['free text that never occurs, one day', { ...oneDay, text: 'mssecsvc' }, 0],
  ['free text that never occurs, seven days', { ...everything, text: 'mssecsvc' }, 0],
];
const rows: Row[] = [];
for (const [name, filter, expected] of searches) {
  const run = () => search.events(caller, { filter, limit: 100 });
  const started = performance.now();
  const page = await run();
  const first = performance.now() - started;
  if (expected === 'some' ? page.rows.length === 0 : page.rows.length !== expected)
    throw new Error(`benchmark: ${name} found ${page.rows.length} events; expected ${expected}`);
  const { seconds } = await measure(run, 5, 1);
  rows.push({
    name,
    perSecond: 1 / seconds,
    note: `${(seconds * 1000).toFixed(0)} ms, first ${first.toFixed(0)} ms, ${page.scanned.segments} segments`,
  });
}
const histogram = await measure(() => search.histogram(caller, everything, 60), 3, 1);
rows.push({
  name: 'histogram of everything',
  perSecond: 1 / histogram.seconds,
  note: `${(histogram.seconds * 1000).toFixed(0)} ms`,
});
printRows(`Searches over ${total.toLocaleString('en-GB')} events`, 'a second', rows);
console.log(`\n  peak memory of this process ${peakMiB()} MiB`);

await lake.stop();
await test.stop();
rmSync(dataDir, { recursive: true, force: true });
