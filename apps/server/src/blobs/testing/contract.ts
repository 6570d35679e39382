import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Clock } from '../../kernel/clock.ts';
import { ProblemError } from '../../kernel/problem.ts';
import type { BlobStore } from '../index.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
async function* chunks(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}
const problem = (code: string) => (error: unknown) => error instanceof ProblemError && error.code === code;

/** The behaviour that every blob store must show. */
export function blobContract(name: string, open: (folder: string, clock: Clock) => Promise<BlobStore>): void {
  describe(`${name}: the contract of a blob store`, () => {
    let folder: string;
    let store: BlobStore;
    const clock = { ms: Date.UTC(2026, 4, 12), now: () => new Date(clock.ms) };
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'cordon-blobs-'));
      store = await open(folder, clock);
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));
    const text = async (digest: string): Promise<string> =>
      Buffer.concat(await (await store.open(digest)).toArray()).toString();

    it('names content by its SHA-256 and gives it back', async () => {
      const stored = await store.put(chunks('one ', 'two'), { maxBytes: 100 });
      assert.deepEqual(stored, { digest: sha256('one two'), bytes: 7 });
      assert.equal(await text(stored.digest), 'one two');
      assert.equal(await store.has(stored.digest), true);
      const empty = await store.put(chunks(), { maxBytes: 0 });
      assert.deepEqual(empty, { digest: sha256(''), bytes: 0 });
    });

    it('stores the same content once', async () => {
      await store.put(chunks('same'), { maxBytes: 100 });
      await store.put(chunks('sa', 'me'), { maxBytes: 100 });
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      assert.equal(files.length, 1);
    });

    it('keeps nothing of what is too large or breaks off', async () => {
      await assert.rejects(store.put(chunks('12345', '6'), { maxBytes: 5 }), problem('blob-too-large'));
      async function* broken(): AsyncGenerator<Uint8Array> {
        yield Buffer.from('abc');
        throw new Error('the line went down');
      }
      await assert.rejects(store.put(broken(), { maxBytes: 5 }), /line went down/);
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      assert.deepEqual(files, []);
    });

    it('says that a blob is not there', async () => {
      await assert.rejects(store.open(sha256('never')), problem('blob-not-found'));
      await assert.rejects(store.local(sha256('never')), problem('blob-not-found'));
      assert.equal(await store.has(sha256('never')), false);
    });

    it('takes nothing but a digest for a name', async () => {
      for (const name of ['../../etc/passwd', 'AB'.repeat(32), '', 'a'.repeat(63), `${'a'.repeat(63)}/`])
        await assert.rejects(store.open(name), /not a SHA-256/, name);
    });

    it('lists what was not put again since an instant', async () => {
      const old = await store.put(chunks('old'), { maxBytes: 10 });
      const renewed = await store.put(chunks('renewed'), { maxBytes: 10 });
      clock.ms += 10_000;
      await store.put(chunks('renewed'), { maxBytes: 10 });
      const found: string[] = [];
      for await (const digest of store.olderThan(new Date(clock.ms - 5000))) found.push(digest);
      assert.deepEqual(found, [old.digest]);
      await store.delete(old.digest);
      assert.equal(await store.has(old.digest), false);
      assert.equal(await store.has(renewed.digest), true);
    });
  });
}
