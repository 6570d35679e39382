import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import { createLog } from '../kernel/log.ts';
import { all, openLake } from './index.ts';
import { SetClock } from './testing/contract.ts';

const batches = 12;
/** Every place where a crash hurts, on the first and on a later passing, compaction (the 13th segment) among them. */
const places = [
  'lake.before-fsync:1',
  'lake.before-fsync:13',
  'lake.before-rename:5',
  'lake.before-rename:13',
  'lake.after-rename:1',
  'lake.after-rename:12',
  'lake.after-rename:13',
  'lake.before-replace:1',
  'lake.after-replace:1',
  'lake.before-delete:1',
  'lake.after-delete:7',
];

describe('a crash of the process that writes the lake', () => {
  let test: TestControl;
  let federation: SeededFederation;
  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
  });
  after(() => test.stop());

  const child = (dataDir: string, crashAt?: string): Promise<string> =>
    new Promise((resolve) => {
      const running = spawn(
        process.execPath,
        [fileURLToPath(new URL('testing/crash-child.ts', import.meta.url))],
        {
          stdio: ['ignore', 'ignore', 'inherit'],
          env: {
            PATH: process.env.PATH,
            CORDON_TEST_LAKE: JSON.stringify({
              address: test.address,
              dataDir,
              organisations: federation.organisations,
              batches,
            }),
            ...(crashAt ? { CORDON_CRASH_AT: crashAt } : {}),
          },
        },
      );
      running.on('exit', (code, signal) => resolve(signal ?? String(code)));
    });

  for (const place of places) {
    it(`loses and doubles nothing at ${place}`, async () => {
      await test.admin('DELETE FROM lake_segment');
      const dataDir = mkdtempSync(join(tmpdir(), 'cordon-crash-'));
      try {
        assert.equal(await child(dataDir, place), 'SIGKILL');
        assert.equal(await child(dataDir), '0');
        const lake = await openLake({
          control: test.control,
          dataDir,
          clock: new SetClock(),
          log: createLog('silent'),
          writeMiB: 128,
          searchMiB: 128,
          threads: 1,
        });
        const caller = await federation.caller('centre-analyst', federation.centre);
        const scope = await test.control.scoped(caller, 'events.read', (db) => lake.scope(db, {}));
        const page = await lake.page(scope, { where: all([]), limit: 1000 });
        const health = await lake.health();
        await lake.stop();
        const expected = batches * 3 * federation.organisations.length;
        assert.equal(new Set(page.rows.map((row) => row.envelope.id)).size, expected);
        assert.deepEqual({ rows: health.rows, damaged: health.damaged }, { rows: expected, damaged: 0 });
        const { rows } = await test.admin('SELECT count(*)::int AS listed FROM lake_segment');
        const files = readdirSync(join(dataDir, 'lake'), { recursive: true }).filter((name) =>
          String(name).endsWith('.parquet'),
        );
        assert.equal(files.length, rows[0]?.listed);
      } finally {
        rmSync(dataDir, { recursive: true, force: true });
      }
    });
  }
});
