import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { JournalEntry } from '../journal/index.ts';
import type { SealedSegment } from '../lake/index.ts';
import { LakeFeed } from './lake-feed.ts';
import { compileMap } from './organisation-of.ts';
import { planTasks } from './plan-tasks.ts';
import { RecentIds } from './recent-ids.ts';
import type { TaskResult } from './task.ts';

describe('recent ids', () => {
  it('remembers exactly the ids it was shown, up to its capacity', () => {
    const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 50 }), (ids) => {
        const recent = new RecentIds(64);
        const seen = new Set<string>();
        for (const id of ids) {
          const view = new DataView(Uint8Array.from(id).buffer);
          assert.equal(recent.add(view, 0), !seen.has(id.join()));
          seen.add(id.join());
        }
      }),
    );
  });
  it('forgets the oldest after twice its capacity, never the last', () => {
    const recent = new RecentIds(16);
    const id = (n: number) => {
      const view = new DataView(new ArrayBuffer(16));
      view.setUint32(0, n * 2_654_435_761);
      view.setUint32(12, n + 1);
      return view;
    };
    for (let n = 0; n < 40; n += 1) assert.equal(recent.add(id(n), 0), true);
    for (let n = 24; n < 40; n += 1) assert.equal(recent.add(id(n), 0), false, String(n));
    assert.equal(recent.add(id(0), 0), true);
  });
});

describe('tasks', () => {
  const entry = (seq: number, actions = 10): JournalEntry => ({
    seq,
    actions,
    part: 0,
    firstOrdinal: 0,
    encoding: 'identity',
    body: new Uint8Array(),
    expandedBytes: actions * 100,
    sourceId: 's',
    batch: 'b',
    format: 'bulk',
    received: new Date(0),
  });
  const plan = (cursors: number[], ...entries: JournalEntry[]) =>
    planTasks(entries, cursors, { expandedBytes: 5000, actions: 25 }).map((task) =>
      task.map((each) => each.seq),
    );

  it('are filled up to a size, and never lie across a cursor', () => {
    assert.deepEqual(plan([0], entry(1), entry(2), entry(3), entry(4)), [
      [1, 2],
      [3, 4],
    ]);
    assert.deepEqual(plan([1, 0], entry(1), entry(2), entry(3)), [[1], [2, 3]]);
    assert.deepEqual(plan([9], entry(8), entry(12)), [[8], [12]]);
    assert.deepEqual(plan([0], entry(1, 1000), entry(2)), [[1], [2]]);
    assert.deepEqual(plan([0]), []);
  });
});

describe('maps of shared sources', () => {
  const belongs = compileMap([
    { by: 'network', value: '10.0.0.0/8', organisationId: 'wide' },
    { by: 'network', value: '10.1.0.0/16', organisationId: 'narrow' },
    { by: 'network', value: '2001:db8::/32', organisationId: 'six' },
    { by: 'network', value: 'nonsense', organisationId: 'never' },
    { by: 'domain', value: 'Trust.Example', organisationId: 'domain' },
    { by: 'domain', value: 'xray.trust.example', organisationId: 'subdomain' },
    { by: 'directory-branch', value: 'OU=Theatre, DC=example', organisationId: 'branch' },
  ]);
  const of = (part: { addresses?: string[]; domains?: string[]; distinguishedNames?: string[] }) =>
    belongs({ addresses: [], domains: [], distinguishedNames: [], ...part });

  it('take the narrowest network, then the longest domain, then the branch', () => {
    assert.equal(of({ addresses: ['10.1.2.3'], domains: ['trust.example'] }), 'narrow');
    assert.equal(of({ addresses: ['10.2.2.3'] }), 'wide');
    assert.equal(of({ addresses: ['2001:db8::9'] }), 'six');
    assert.equal(of({ domains: ['pc.XRAY.trust.example'] }), 'subdomain');
    assert.equal(of({ domains: ['trust.example.'] }), 'domain');
    assert.equal(of({ distinguishedNames: ['CN=pc,OU=Theatre,DC=Example'] }), 'branch');
  });
  it('do not take a name that merely ends alike', () => {
    assert.equal(of({ domains: ['distrust.example'] }), undefined);
    assert.equal(of({ domains: ['trust.example.evil.test'] }), undefined);
    assert.equal(of({ distinguishedNames: ['CN=pc,XOU=Theatre,DC=example'] }), undefined);
    assert.equal(of({}), undefined);
  });
});

describe('lake feed', () => {
  const rows = (...names: string[]): TaskResult => {
    const lines = names.map((name) => Buffer.from(`${name}\n`));
    let end = 0;
    return {
      lake: Buffer.concat(lines),
      rowEnds: Uint32Array.from(lines, (line) => {
        end += line.length;
        return end;
      }),
      ids: Buffer.concat(names.map((name) => Buffer.alloc(16, name))),
      signals: [],
      seen: [],
      observations: [],
      deadLetters: [],
      quarantined: [],
      activity: [],
    };
  };
  const segment: SealedSegment = {
    id: 'segment',
    day: '2026-03-02',
    level: 'hot',
    rows: 1,
    bytes: 1,
    sha256: Buffer.alloc(32),
    organisations: [],
  };
  function feedOf(fails: { add: number; commit: number }) {
    const added: string[] = [];
    const committed: [segment: string | undefined, through: number][] = [];
    let pending = 0;
    const feed = new LakeFeed(
      {
        writer: {
          async add({ ndjson, rows: count }) {
            fails.add -= 1;
            if (fails.add >= 0) throw new Error('no room');
            added.push(...Buffer.from(ndjson).toString().trimEnd().split('\n'));
            pending += count;
          },
          pending: () => ({ rows: pending, oldestMs: 0 }),
          async seal() {
            if (pending === 0) return null;
            pending = 0;
            return segment;
          },
        },
        async commit(sealed, through) {
          fails.commit -= 1;
          if (fails.commit >= 0) throw new Error('away');
          committed.push([sealed?.id, through]);
        },
        sealMs: 1000,
        sealRows: 100,
        remembered: 100,
      },
      0,
    );
    return { feed, added, committed };
  }

  it('leaves out rows that came before, also those the lake was said to hold', async () => {
    const { feed, added } = feedOf({ add: 0, commit: 0 });
    feed.remember(Buffer.alloc(16, 'o'));
    await feed.add([rows('a', 'o', 'b'), rows('b', 'c')], 5);
    assert.deepEqual(added, ['a', 'b', 'c']);
    assert.equal(feed.duplicates, 2);
  });

  it('loses no row when adding fails and is tried again', async () => {
    const { feed, added } = feedOf({ add: 1, commit: 0 });
    await assert.rejects(feed.add([rows('a'), rows('b')], 5));
    await feed.add([rows('a'), rows('b')], 5);
    assert.deepEqual(added, ['a', 'b']);
  });

  it('keeps a sealed segment until it is listed, and moves its cursor only then', async () => {
    const { feed, committed } = feedOf({ add: 0, commit: 1 });
    await feed.add([rows('a')], 5);
    await assert.rejects(feed.seal(true));
    assert.equal(feed.committed, 0);
    await feed.seal(true);
    assert.deepEqual(committed, [['segment', 5]]);
    assert.equal(feed.committed, 5);
  });

  it('takes rows while a segment is written, and moves its cursor by those before it', async () => {
    const { feed, added, committed, hold, release } = slowFeedOf(2);
    hold();
    await feed.add([rows('a', 'b')], 5);
    await feed.add([rows('c')], 7);
    assert.deepEqual(added, ['a', 'b', 'c']);
    assert.deepEqual([feed.committed, committed], [0, []]);
    release();
    await feed.seal(true);
    assert.deepEqual(committed, [
      [2, 5],
      [1, 7],
    ]);
  });

  it('holds back who adds when a seal fails or falls behind', async () => {
    const { feed, committed, hold, release, fail } = slowFeedOf(2);
    hold();
    await feed.add([rows('a', 'b')], 5);
    let through = false;
    const adding = feed.add([rows('c', 'd', 'e', 'f')], 7).then(() => {
      through = true;
    });
    await new Promise(setImmediate);
    assert.equal(through, false);
    release();
    await adding;
    await feed.seal(true);
    fail(new Error('no room'));
    await feed.add([rows('g')], 8);
    await assert.rejects(feed.seal(true), /no room/);
    await assert.rejects(feed.add([rows('h', 'i')], 9), /no room/);
    fail(undefined);
    await feed.add([rows('h', 'i')], 9);
    await feed.seal(true);
    assert.equal(committed.at(-1)?.[1], 9);
    assert.equal(
      committed.reduce((sum, [count]) => sum + count, 0),
      9,
    );
  });

  /** A feed whose segments are as slow as told: they take what was added before the call, and are done on release. */
  function slowFeedOf(sealRows: number) {
    const added: string[] = [];
    const committed: [rows: number, through: number][] = [];
    let pending = 0;
    let gate: Promise<void> = Promise.resolve();
    let open: () => void = () => undefined;
    let fault: Error | undefined;
    const feed = new LakeFeed(
      {
        writer: {
          async add({ ndjson, rows: count }) {
            added.push(...Buffer.from(ndjson).toString().trimEnd().split('\n'));
            pending += count;
          },
          pending: () => ({ rows: pending, oldestMs: 0 }),
          async seal() {
            const taken = pending;
            pending = 0;
            await gate;
            if (fault) {
              pending += taken;
              throw fault;
            }
            return taken > 0 ? { ...segment, rows: taken } : null;
          },
        },
        async commit(sealed, through) {
          committed.push([sealed?.rows ?? 0, through]);
        },
        sealMs: 1000,
        sealRows,
        remembered: 100,
      },
      0,
    );
    return {
      feed,
      added,
      committed,
      hold() {
        gate = new Promise((resolve) => {
          open = resolve;
        });
      },
      release: () => open(),
      fail(error: Error | undefined) {
        fault = error;
      },
    };
  }
});
