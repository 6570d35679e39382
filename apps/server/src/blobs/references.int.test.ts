import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import { newId } from '../kernel/ids.ts';
import { addBlobReference, type BlobStore, openFileBlobs, releaseBlobs, sweepBlobs } from './index.ts';

describe('references to blobs', () => {
  let test: TestControl;
  let federation: SeededFederation;
  let store: BlobStore;
  const folder = mkdtempSync(join(tmpdir(), 'cordon-blobs-'));
  const clock = { ms: Date.UTC(2026, 4, 12), now: () => new Date(clock.ms) };
  const put = (text: string) => store.put(Readable.from([Buffer.from(text)]), { maxBytes: 100 });
  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
    store = await openFileBlobs(folder, clock);
  });
  after(async () => {
    await test.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps a blob while somebody needs it and sweeps it afterwards', async () => {
    const [a, b] = federation.organisations;
    const blob = await put('an upload');
    const first = { kind: 'upload', id: newId(), organisationId: a };
    const second = { kind: 'upload', id: newId(), organisationId: b };
    for (const owner of [first, first, second]) {
      const caller = await federation.caller('site-engineer', owner.organisationId);
      await test.control.scoped(caller, 'uploads.write', (db) => addBlobReference(db, store, blob, owner));
    }
    clock.ms += 2 * 3_600_000;
    await test.control.as('keeper', (db) => releaseBlobs(db, first));
    assert.equal(await sweepBlobs(test.control, store, clock), 0);
    await test.control.as('keeper', (db) => releaseBlobs(db, second));
    assert.equal(await sweepBlobs(test.control, store, clock), 1);
    assert.equal(await store.has(blob.digest), false);
    const caller = await federation.caller('site-engineer', a);
    await assert.rejects(
      test.control.scoped(caller, 'uploads.write', (db) => addBlobReference(db, store, blob, first)),
      /no longer stored/,
    );
  });

  it('leaves alone what was put lately, though nothing refers to it yet', async () => {
    const blob = await put('fresh');
    assert.equal(await sweepBlobs(test.control, store, clock), 0);
    assert.equal(await store.has(blob.digest), true);
  });

  it('lets nobody refer in the name of another organisation', async () => {
    const [a, b] = federation.organisations;
    const blob = await put('theirs');
    const caller = await federation.caller('site-engineer', a);
    for (const organisationId of [b, null])
      await assert.rejects(
        test.control.scoped(caller, 'uploads.write', (db) =>
          addBlobReference(db, store, blob, { kind: 'upload', id: newId(), organisationId }),
        ),
        /row-level security/,
      );
  });
});
