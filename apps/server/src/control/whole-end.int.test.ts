import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import { createLog } from '../kernel/log.ts';
import { connectControl } from './control.ts';
import { testControl } from './testing.ts';

it('has closed every connection before the database is stopped', async () => {
  const test = await testControl();
  const connections = async () => {
    const { rows } = await test.admin(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'cordon %'`,
    );
    return rows.map((row) => row.pid as number);
  };
  try {
    const others = new Set(await connections());
    let left: number[] | undefined;
    const control = await connectControl(test.address, createLog('silent'), async () => {
      left = (await connections()).filter((pid) => !others.has(pid));
    });
    await Promise.all(
      Array.from({ length: 8 }, () => control.as('pipeline', (db) => sql`SELECT pg_sleep(0.02)`.execute(db))),
    );
    assert.ok((await connections()).length >= others.size + 8);
    await control.stop();
    assert.deepEqual(left, []);
  } finally {
    await test.stop();
  }
});
