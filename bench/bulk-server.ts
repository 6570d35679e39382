import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { startServer } from '../apps/server/src/index.ts';
import { createLog } from '../apps/server/src/kernel/log.ts';

/** The server under measurement, in a process of its own: says where it listens, settles and counts when told to. */
const listener = { host: '127.0.0.1', port: 0 };
const server = await startServer(
  {
    dataDir: process.argv[2] ?? '',
    http: listener,
    ingest: listener,
    rulePaths: [],
    demonstration: false,
    workers: Number(process.env.CORDON_BENCH_WORKERS ?? 1),
  },
  { log: createLog('warn') },
);
const { url, ingestUrl, setupLink } = server;
console.log(JSON.stringify({ url, ingestUrl, setupLink }));
let waiting = 0;
let lag = 0;
let segments = 0;
const looking = setInterval(async () => {
  const { rows } = await server.control.as('pipeline', (db) =>
    sql<{ waiting: string; lag: number; segments: string }>`
      select count(*) as waiting, coalesce(extract(epoch from clock_timestamp() - min(received)), 0)::float8 as lag,
        (select count(*) from lake_segment where state = 'live') as segments
      from journal_entry`.execute(db),
  );
  waiting = Math.max(waiting, Number(rows[0]?.waiting));
  lag = Math.max(lag, Number(rows[0]?.lag));
  segments = Math.max(segments, Number(rows[0]?.segments));
}, 2000);
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'stop') break;
  await server.settled();
  const counted = await server.control.as('keeper', (db) =>
    sql<Record<'rows' | 'signals' | 'sealed' | 'merged', string>>`
      select (select coalesce(sum(rows), 0) from lake_segment where state = 'live') as rows,
        (select count(*) from signal) as signals,
        (select count(*) from lake_segment where state = 'live' and level = 'hot') as sealed,
        (select count(*) from lake_segment where state = 'live' and level <> 'hot') as merged`.execute(db),
  );
  console.log(JSON.stringify({ ...counted.rows[0], waiting, lag, segments }));
}
clearInterval(looking);
await server.stop();
process.exit(0);
