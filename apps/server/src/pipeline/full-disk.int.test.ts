import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Batch } from './testing/kill-load.ts';
import { Killable } from './testing/killable.ts';
import { processStart } from './testing/pipeline.ts';
import { type Estate, prepare, sendOne } from './testing/sender.ts';
import { onSmallDisk } from './testing/small-disk.ts';

const MiB = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'cordon-full-'));
const disk = join(folder, 'disk');
mkdirSync(disk);
const through = onSmallDisk(disk, 640 * MiB);
const skip = through ? false : 'this system lets nobody mount a disk';

/** Takes all the room there is, to the last byte. */
function fill(path: string): Promise<void> {
  return new Promise((resolve) => {
    execFile('dd', ['if=/dev/zero', `of=${path}`, 'bs=64K'], (error) => {
      assert.match(String(error), /No space left/);
      resolve();
    });
  });
}

const perBatch = 50;
/** The day of `processStart`. */
const day = { from: '2026-03-02T00:00:00Z', to: '2026-03-03T00:00:00Z' };

/** Events of some kilobytes that nothing compresses, so that they need room wherever they lie. */
function batchOf(number: number): Batch {
  const lines = Array.from({ length: perBatch }, (_, index) => {
    const note = randomBytes(3000).toString('base64');
    const event = processStart('ws1', number * perBatch + index, 'C:\\Windows\\notepad.exe', { note });
    return `{"create":{}}\n${JSON.stringify(event)}\n`;
  });
  return { path: '/_bulk', body: lines.join('') };
}

/** Record ids of all events that a search finds, in order. */
async function found(url: string, { session }: Estate): Promise<number[]> {
  const records: number[] = [];
  let cursor: string | undefined;
  do {
    const answer = await fetch(`${url}/api/v1/events/search`, {
      method: 'POST',
      headers: { ...session, 'content-type': 'application/json' },
      body: JSON.stringify({ filter: day, limit: 500, ...(cursor ? { cursor } : {}) }),
    });
    const text = await answer.text();
    assert.equal(answer.status, 200, text);
    const page = JSON.parse(text) as { rows: { recordId: string }[]; cursor: string | null };
    records.push(...page.rows.map((row) => Number(row.recordId)));
    cursor = page.cursor ?? undefined;
  } while (cursor);
  return records.sort((one, other) => one - other);
}

it('a disk that fills up costs time, and no event', { skip, timeout: 300_000 }, async (t) => {
  const server = new Killable(join(disk, 'data'), '', through);
  try {
    const estate = await prepare(server);
    const at = await server.listening;
    assert.ok(at);
    const url = async () => at.ingestUrl;
    // The disk stands in the server's own view of the files only.
    const seen = join('/proc', String(server.pid), 'root', disk);
    const batches = Array.from({ length: 60 }, (_, number) => batchOf(number));
    const acknowledged = new Set<number>();
    const send = async (number: number): Promise<boolean> => {
      const batch = batches[number];
      assert.ok(batch);
      const taken = await sendOne(batch, url, estate.token);
      if (taken) acknowledged.add(number);
      return taken;
    };
    for (let number = 0; number < 20; number += 1) assert.ok(await send(number));

    // Rows are on their way to the lake, and requests on theirs, while the room goes.
    const filling = fill(join(seen, 'ballast'));
    const lane = async (from: number, below: number): Promise<void> => {
      for (let number = from; number < below && (await send(number)); number += 1) await sleep(10);
    };
    await Promise.all([lane(20, 40), lane(40, 59)]);
    await filling;
    // A seal that failed gives back what it had written.
    const { bavail, bsize } = statfsSync(seen);
    assert.ok(bavail * bsize < 16 * MiB, `${bavail * bsize} bytes are free`);
    while (await send(59)) await sleep(20);
    const refused = await fetch(`${at.ingestUrl}/_bulk`, {
      method: 'POST',
      headers: { authorization: `Bearer ${estate.token}` },
      body: batches[59]?.body ?? '',
    });
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    t.diagnostic(`${acknowledged.size} batches acknowledged when the disk was full`);

    // It stays full while seals are tried again and again.
    await sleep(2000);
    rmSync(join(seen, 'ballast'));
    for (let number = 0; number < batches.length; number += 1) {
      if (acknowledged.has(number)) continue;
      while (!(await send(number))) await sleep(100);
    }
    await server.settle();
    assert.deepEqual(
      await found(at.url, estate),
      Array.from({ length: batches.length * perBatch }, (_, record) => record),
    );
  } finally {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});
