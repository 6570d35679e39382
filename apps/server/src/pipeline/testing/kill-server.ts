import { createInterface } from 'node:readline';
import { startServer } from '../../index.ts';
import { createLog } from '../../kernel/log.ts';

/**
 * The server as a process of its own, for the test that kills it. Says where it listens in one line of JSON; on
 * the line `settle` it processes everything it has accepted, on `stop` it ends in good order.
 */
const [, , dataDir = ''] = process.argv;
const listener = { host: '127.0.0.1', port: 0 };
const server = await startServer(
  {
    dataDir,
    http: listener,
    ingest: listener,
    rulePaths: [],
    demonstration: false,
    workers: 1,
    sealSeconds: 0.1,
    maintenanceSeconds: 0.3,
  },
  { log: createLog(process.env.CORDON_TEST_LOG ?? 'silent') },
);
const { url, ingestUrl, setupLink } = server;
console.log(JSON.stringify({ url, ingestUrl, setupLink }));
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'settle') {
    await server.settled();
    console.log('"settled"');
  }
  if (line === 'stop') break;
}
await server.stop();
process.exit(0);
