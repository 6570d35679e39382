import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Control } from '../../control/index.ts';
import {
  type SeededFederation,
  seedFederation,
  type TestControl,
  testControl,
} from '../../control/testing.ts';
import type { EventEnvelope } from '../../events/envelope.ts';
import type { Clock } from '../../kernel/clock.ts';
import { ProblemError } from '../../kernel/problem.ts';
import {
  all,
  any,
  type Condition,
  contains,
  is,
  type Lake,
  type LakeScope,
  listed,
  recordSegment,
  type ScopeBounds,
  same,
  toLakeRow,
} from '../index.ts';
import { envelope, randomEnvelopes } from './envelopes.ts';
import { matches } from './oracle.ts';

export class SetClock implements Clock {
  ms = Date.UTC(2026, 4, 12, 12);
  now(): Date {
    return new Date(this.ms);
  }
}

/** What the contract needs of a store: to be opened, and opened again, on a folder. */
export type OpenLake = (parts: { control: Control; dataDir: string; clock: Clock }) => Promise<Lake>;

/** Puts events into a lake as the pipeline does: add, seal, record. */
export async function store(
  lake: Lake,
  control: Control,
  events: readonly EventEnvelope[],
  throughSeq = 0,
): Promise<void> {
  const lines = events.map((event) => `${toLakeRow(event)}\n`);
  await lake.writer.add({ ndjson: Buffer.from(lines.join('')), rows: lines.length });
  const segment = await lake.writer.seal();
  if (segment) await control.as('pipeline', (db) => recordSegment(db, segment, { throughSeq }));
}

const everything = all([]);
const ids = (events: readonly { id: string }[]): string[] => events.map((event) => event.id);
const newestFirst = (one: EventEnvelope, other: EventEnvelope): number =>
  other.happened - one.happened || (other.id < one.id ? -1 : 1);

const word = fc.constantFrom(
  'MSSECSVC',
  '100%',
  '%',
  '_',
  "'",
  '"quoted" \\',
  'istanbul',
  'i̇',
  'jane',
  '💉',
  '\\',
  'ÜNAL',
);
const condition: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition; leaf: Condition }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('tree'), { maxLength: 3 }).map(all),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map(any),
  ),
  leaf: fc.oneof(
    fc
      .tuple(fc.constantFrom('original', 'process', 'user', 'command_line', 'message'), word)
      .map(([c, w]) => contains(c, w)),
    fc
      .tuple(
        fc.constantFrom('channel', 'provider', 'user'),
        fc.constantFrom('SECURITY', 'system', 'ALDER\\JANE', 'ünal'),
      )
      .map(([c, w]) => same(c, w)),
    fc.constantFrom('pc-1', 'lab_%_1', 'pc-2', "o'brien").map((w) => is('host_short', w)),
    fc.constantFrom('10.0.0.1', '192.0.2.7', '2001:db8::1', "' OR 1=1").map((w) => listed('address', w)),
    fc
      .constantFrom(
        '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8',
        'e9d71f5ee7c92d6dc9e92ffdad17b8bd49418f98',
        '58e6b3a414a1e090dfc6029add0f3555ccba127f',
      )
      .map((w) => listed('hash', w)),
    fc.constantFrom('a.b', 'www.example.org').map((w) => listed('domain', w)),
    fc
      .subarray([4688, 7045, 1, -1])
      .map((values): Condition => ({ kind: 'number', column: 'event_id', values })),
    fc.tuple(fc.integer({ min: 0, max: 3600 }), fc.integer({ min: 0, max: 3600 })).map(
      ([from, to]): Condition => ({
        kind: 'time',
        column: 'happened',
        from: Date.UTC(2026, 4, 12) + from * 1000,
        to: Date.UTC(2026, 4, 12) + to * 1000,
      }),
    ),
  ),
})).tree;

/** The behaviour that every lake must show. Each test gets an empty database and folder. */
export function lakeContract(name: string, open: OpenLake): void {
  describe(`${name}: the contract of a lake`, () => {
    let test: TestControl;
    let federation: SeededFederation;
    let dataDir: string;
    let clock: SetClock;
    let lake: Lake;
    before(async () => {
      test = await testControl();
      federation = await seedFederation(test);
    });
    after(() => test.stop());
    beforeEach(async () => {
      await test.admin('DELETE FROM lake_segment');
      dataDir = mkdtempSync(join(tmpdir(), 'cordon-lake-'));
      clock = new SetClock();
      lake = await open({ control: test.control, dataDir, clock });
    });
    afterEach(async () => {
      await lake.stop();
      rmSync(dataDir, { recursive: true, force: true });
    });

    const scopeOf = async (node: string, bounds: ScopeBounds = {}): Promise<LakeScope> => {
      const caller = await federation.caller('centre-analyst', node);
      return test.control.scoped(caller, 'events.read', (db) => lake.scope(db, bounds));
    };
    const pageIds = async (
      scope: LakeScope,
      where: Condition = everything,
      limit = 1000,
    ): Promise<string[]> => ids((await lake.page(scope, { where, limit })).rows.map((row) => row.envelope));
    const put = (events: readonly EventEnvelope[]): Promise<void> => store(lake, test.control, events);

    it('gives events back as they were', async () => {
      const [a] = federation.organisations;
      const events = [
        envelope({ organisationId: a, happened: Date.UTC(2026, 4, 12) + 0.123 }),
        envelope({
          organisationId: a,
          recordId: '2',
          happened: -11_644_473_600_000,
          zone: 'assumed',
          host: 'Röntgen\u0000"\\\n\u2028💉',
          logsource: { product: 'linux', service: 'sshd' },
          legacy: { eventId: 592, source: 'Security', strings: ['', 'a\u0001', '\\'] },
          fields: { Data: ['a', null, ''], Empty: null, 'With space': '\ud800 half a pair', __proto__: 'x' },
          hashes: ['1', '2', '3', '4', '5'],
          addresses: ['10.0.0.1', '10.0.0.2', '10.0.0.3'],
          domains: ['x', 'y', 'z'],
          message: '',
          original: 'x'.repeat(100_000),
        }),
        envelope({ organisationId: a, recordId: '3', happened: 8.64e15, eventId: -1, level: -1 }),
      ];
      await put(events);
      const found = await lake.page(await scopeOf(a), { where: everything, limit: 10 });
      assert.deepEqual(
        found.rows.map((row) => row.envelope),
        events.toSorted(newestFirst),
      );
      assert.ok(found.rows.every((row) => row.recorded === clock.ms));
    });

    it('has nothing before a segment is recorded, and says what is pending', async () => {
      const [a] = federation.organisations;
      assert.equal(await lake.writer.seal(), null);
      await lake.writer.add({
        ndjson: Buffer.from(`${toLakeRow(envelope({ organisationId: a }))}\n`),
        rows: 1,
      });
      clock.ms += 4000;
      assert.deepEqual(lake.writer.pending(), { rows: 1, oldestMs: 4000 });
      const segment = await lake.writer.seal();
      assert.deepEqual(lake.writer.pending(), { rows: 0, oldestMs: 0 });
      assert.equal(segment?.rows, 1);
      assert.deepEqual(await pageIds(await scopeOf(a)), []);
      await test.control.as('pipeline', (db) =>
        recordSegment(db, segment ?? assert.fail(), { throughSeq: 7n }),
      );
      assert.equal((await pageIds(await scopeOf(a))).length, 1);
    });

    it('answers any filter as a plain reading of the events does', async () => {
      const events = randomEnvelopes(600, 1, federation.organisations);
      for (let at = 0; at < events.length; at += 150) await put(events.slice(at, at + 150));
      const scope = await scopeOf(federation.regions[0]);
      const visible = events
        .filter((event) => scope.organisations.has(event.organisationId))
        .sort(newestFirst);
      assert.ok(visible.length > 300 && visible.length < 500);
      await fc.assert(
        fc.asyncProperty(condition, async (where) => {
          const expected = visible.filter((event) => matches(where, event));
          assert.deepEqual(await pageIds(scope, where), ids(expected));
          const from = Date.UTC(2026, 4, 12);
          const counts = await lake.histogram(scope, { where, from, bucketMs: 600_000, buckets: 6 });
          const wanted = [0, 0, 0, 0, 0, 0];
          for (const event of expected) {
            const bucket = Math.floor((event.happened - from) / 600_000);
            wanted[bucket] = (wanted[bucket] ?? 0) + 1;
          }
          assert.deepEqual(counts, wanted);
        }),
        { numRuns: 150, seed: 20_260_512 },
      );
    });

    it('pages through everything once, in either direction, equal times included', async () => {
      const events = randomEnvelopes(400, 2, [federation.organisations[0]], 30_000);
      for (let at = 0; at < events.length; at += 20) await put(events.slice(at, at + 20));
      const scope = await scopeOf(federation.organisations[0]);
      for (const oldestFirst of [false, true]) {
        const seen: string[] = [];
        let after: { happened: number; id: string } | undefined;
        for (let more = true; more; ) {
          const page = await lake.page(scope, { where: everything, limit: 37, after, oldestFirst });
          seen.push(...ids(page.rows.map((row) => row.envelope)));
          const last = page.rows.at(-1)?.envelope;
          after = last && { happened: last.happened, id: last.id };
          more = page.more;
        }
        const expected = ids(events.toSorted(newestFirst));
        assert.deepEqual(seen, oldestFirst ? expected.reverse() : expected);
      }
    });

    it('looks no further than the segments that a page needs', async () => {
      const [a] = federation.organisations;
      for (let hour = 0; hour < 12; hour += 1)
        await put([
          envelope({ organisationId: a, happened: Date.UTC(2026, 4, 11, hour), recordId: String(hour) }),
        ]);
      const page = await lake.page(await scopeOf(a), { where: everything, limit: 2 });
      assert.equal(page.rows.length, 2);
      assert.ok(page.scanned.segments < 12, `${page.scanned.segments} segments`);
    });

    it('never shows or counts what lies outside the scope', async () => {
      const [a, b, c] = federation.organisations;
      await put(
        [a, b, b, c].map((organisationId, index) => envelope({ organisationId, recordId: String(index) })),
      );
      for (const [node, expected] of [
        [a, 1],
        [b, 2],
        [federation.regions[0], 3],
        [federation.centre, 4],
      ] as const) {
        const scope = await scopeOf(node);
        const page = await lake.page(scope, { where: any([everything, is('id', 'x')]), limit: 10 });
        assert.equal(page.rows.length, expected);
        assert.deepEqual(page.scanned, { segments: 1, rows: expected });
        const counts = await lake.histogram(scope, {
          where: everything,
          from: Date.UTC(2026, 4, 12),
          bucketMs: 86_400_000,
          buckets: 1,
        });
        assert.deepEqual(counts, [expected]);
      }
      const narrowed = await scopeOf(a, { organisationIds: [a, b] });
      assert.deepEqual([...narrowed.organisations.keys()], [a]);
      const viewer = await federation.caller('viewer', a);
      const none = await test.control.scoped(viewer, 'events.read', (db) => lake.scope(db, {}));
      assert.deepEqual(await pageIds(none), []);
    });

    it('takes every text as a value, whatever it says', async () => {
      const [a, b] = federation.organisations;
      await put([envelope({ organisationId: a }), envelope({ organisationId: b, host: 'OTHER' })]);
      const scope = await scopeOf(a);
      for (const hostile of [
        `' OR '1'='1`,
        `' OR 1=1 --`,
        `"; DROP TABLE x; --`,
        `$p1`,
        `$1`,
        `?`,
        `') UNION ALL SELECT * FROM read_text('/etc/passwd') --`,
        '%',
        '_',
        '\\',
        '\u0000',
        `organisation_id`,
      ]) {
        for (const where of [
          is('host_key', hostile),
          same('channel', hostile),
          contains('original', hostile),
          listed('hash', hostile),
          { kind: 'one-of', column: 'source_id', values: [hostile] } as const,
          all([listed('address', hostile), contains('user', hostile)]),
        ])
          assert.deepEqual(await pageIds(scope, where), [], JSON.stringify(where));
        const page = await lake.page(scope, {
          where: everything,
          limit: 10,
          after: { happened: 8e15, id: hostile },
        });
        assert.equal(page.rows.length, 1);
      }
    });

    it('shows an event once that was delivered twice, and keeps one at compaction', async () => {
      const [a, b] = federation.organisations;
      const events = randomEnvelopes(300, 3, [a, b], 60_000);
      for (let at = 0; at < 300; at += 25)
        await put([...events.slice(at, at + 25), ...events.slice(0, at / 2)]);
      const scope = await scopeOf(federation.centre);
      const expected = ids(events.toSorted(newestFirst));
      assert.deepEqual(await pageIds(scope), expected);
      const histogram = { where: everything, from: Date.UTC(2026, 4, 12), bucketMs: 60_000, buckets: 1 };
      assert.deepEqual(await lake.histogram(scope, histogram), [300]);
      assert.ok((await lake.health()).rows > 300);

      assert.equal(await lake.compact(), 12);
      const after = await scopeOf(federation.centre);
      assert.deepEqual(await pageIds(after), expected);
      assert.deepEqual(await lake.histogram(after, histogram), [300]);
      assert.equal((await lake.health()).rows, 300);
      assert.equal(after.segments.length, 1);
      // A reader that began before still finds what it began with.
      assert.deepEqual(await pageIds(scope), expected);
    });

    it('deletes what compaction replaced once nobody reads it', async () => {
      const [a] = federation.organisations;
      for (let at = 0; at < 12; at += 1) await put([envelope({ organisationId: a, recordId: String(at) })]);
      const scope = await scopeOf(a);
      const release = lake.hold(scope);
      await lake.compact();
      assert.equal(await lake.sweep(), 0);
      clock.ms += 3_600_000;
      assert.equal(await lake.sweep(), 0);
      assert.equal((await pageIds(scope)).length, 12);
      release();
      assert.equal(await lake.sweep(), 12);
      assert.equal((await pageIds(await scopeOf(a))).length, 12);
    });

    it('is gone over once in parts, of all or of some organisations, whatever is replaced meanwhile', async () => {
      const [a, b] = federation.organisations;
      const events = randomEnvelopes(60, 5, [a, b]);
      for (let at = 0; at < 60; at += 5) await put(events.slice(at, at + 5));
      const over = async (wanted: readonly string[] | null): Promise<string[]> => {
        const { segments, release } = await lake.inventory(wanted);
        await lake.compact();
        clock.ms += 3_600_000;
        await lake.sweep();
        const found: string[] = [];
        for (const segment of segments)
          for (let from = 0; ; from += 2) {
            const part = await lake.rowsOf(segment, { organisationIds: wanted, from, rows: 2 });
            assert.ok(part !== 'damaged');
            for (const { envelope: event } of part.found) {
              assert.deepEqual(event.fields, events.find(({ id }) => id === event.id)?.fields);
              found.push(event.id);
            }
            if (part.end) break;
          }
        release();
        return found.sort();
      };
      assert.deepEqual(await over(null), ids(events).sort());
      assert.deepEqual(await over([a]), ids(events.filter((event) => event.organisationId === a)).sort());
      assert.deepEqual(await over([]), []);
    });

    it('forgets the events of one organisation and keeps the others exactly', async () => {
      const [a, b] = federation.organisations;
      const events = randomEnvelopes(200, 4, [a, b]);
      await put(events);
      await put(
        events
          .filter((event) => event.organisationId === a)
          .map((event) => ({ ...event, id: event.id.replace(/^./, 'g') })),
      );
      const forgotten = await lake.forget(async () => [
        { organisationId: a, before: new Date(Date.UTC(2026, 4, 13)) },
      ]);
      assert.equal(forgotten.segmentsDropped, 1);
      assert.equal(forgotten.segmentsRewritten, 1);
      assert.deepEqual(
        [...forgotten.rows],
        [[a, 2 * events.filter((event) => event.organisationId === a).length]],
      );
      const expected = events.filter((event) => event.organisationId === b).sort(newestFirst);
      assert.deepEqual(await pageIds(await scopeOf(federation.centre)), ids(expected));
      const again = await lake.forget(async () => [
        { organisationId: a, before: new Date(Date.UTC(2026, 4, 13)) },
      ]);
      assert.equal(again.segmentsDropped + again.segmentsRewritten, 0);
    });

    it('forgets nothing of an organisation that is held meanwhile', async () => {
      const [a] = federation.organisations;
      for (let at = 0; at < 3; at += 1) await put([envelope({ organisationId: a, recordId: String(at) })]);
      const expiry = { organisationId: a, before: new Date(Date.UTC(2026, 4, 13)) };
      let asked = 0;
      // The first answer opens the run, the second stands before the first segment; then comes the hold.
      const forgotten = await lake.forget(async () => (++asked <= 2 ? [expiry] : []));
      assert.equal(forgotten.segmentsDropped, 1);
      assert.equal((await pageIds(await scopeOf(a))).length, 2);
    });

    it('has all that was recorded, and no more, after being opened again', async () => {
      const [a] = federation.organisations;
      const kept = [envelope({ organisationId: a, recordId: 'kept' })];
      await put(kept);
      await lake.writer.add({
        ndjson: Buffer.from(`${toLakeRow(envelope({ organisationId: a, recordId: 'sealed' }))}\n`),
        rows: 1,
      });
      await lake.writer.seal();
      await lake.writer.add({
        ndjson: Buffer.from(`${toLakeRow(envelope({ organisationId: a, recordId: 'spooled' }))}\n`),
        rows: 1,
      });
      await lake.stop();
      lake = await open({ control: test.control, dataDir, clock });
      assert.deepEqual(lake.writer.pending(), { rows: 0, oldestMs: 0 });
      assert.deepEqual(await pageIds(await scopeOf(a)), ids(kept));
      assert.equal(await lake.writer.seal(), null);
    });

    it('names the events that it got last, oldest first', async () => {
      const [a, b] = federation.organisations;
      assert.equal((await lake.recentIds(10)).length, 0);
      const events = randomEnvelopes(5, 5, [a, b]);
      for (const event of events) {
        await put([event]);
        clock.ms += 1000;
      }
      const named = (limit: number) =>
        lake.recentIds(limit).then((bytes) => Buffer.from(bytes).toString('hex').match(/.{32}/g));
      assert.deepEqual(await named(10), ids(events));
      assert.deepEqual(await named(2), ids(events.slice(3)));
    });

    it('may be told of a segment twice, when the answer of a commit was lost', async () => {
      const [a] = federation.organisations;
      await lake.writer.add({
        ndjson: Buffer.from(`${toLakeRow(envelope({ organisationId: a }))}\n`),
        rows: 1,
      });
      const segment = (await lake.writer.seal()) ?? assert.fail();
      for (let times = 0; times < 2; times += 1)
        await test.control.as('pipeline', (db) => recordSegment(db, segment, { throughSeq: 1 }));
      assert.deepEqual((await lake.health()).rows, 1);
    });

    it('stops a search when its caller leaves', async () => {
      const [a] = federation.organisations;
      await put([envelope({ organisationId: a })]);
      const leaving = new AbortController();
      leaving.abort(new Error('left'));
      await assert.rejects(
        lake.page(await scopeOf(a), { where: everything, limit: 1 }, { signal: leaving.signal }),
        (error) => error instanceof ProblemError && error.code === 'search-cancelled',
      );
    });

    it('leaves no file behind that nothing refers to', async () => {
      const [a] = federation.organisations;
      for (let at = 0; at < 12; at += 1) await put([envelope({ organisationId: a, recordId: String(at) })]);
      await lake.compact();
      clock.ms += 3_600_000;
      await lake.sweep();
      const folder = join(dataDir, 'lake');
      if (!existsSync(folder)) return;
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      assert.equal(files.length, 1, files.map((file) => file.name).join(', '));
    });
  });
}
