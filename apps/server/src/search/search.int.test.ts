import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { type EventFilter, type LakeEvent, routes } from '@cordon/api';
import Schema from 'typebox/schema';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import type { EventEnvelope } from '../events/envelope.ts';
import type { RawAnswer } from '../http/index.ts';
import { createLog } from '../kernel/log.ts';
import { ProblemError } from '../kernel/problem.ts';
import { type Lake, openLake } from '../lake/index.ts';
import { SetClock, store } from '../lake/testing/contract.ts';
import { envelope, randomEnvelopes } from '../lake/testing/envelopes.ts';
import { matches } from '../lake/testing/oracle.ts';
import { filterTree } from './filter-tree.ts';
import { createSearch, type Search, searchRoutes } from './index.ts';

const day = { from: '2026-05-12T00:00:00Z', to: '2026-05-13T00:00:00Z' };
const problem = (code: string) => (error: unknown) => error instanceof ProblemError && error.code === code;

describe('search', () => {
  let test: TestControl;
  let federation: SeededFederation;
  let lake: Lake;
  let search: Search;
  let events: EventEnvelope[];
  const dataDir = mkdtempSync(join(tmpdir(), 'cordon-search-'));
  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
    lake = await openLake({
      control: test.control,
      dataDir,
      clock: new SetClock(),
      log: createLog('silent'),
      writeMiB: 256,
      searchMiB: 128,
      threads: 1,
    });
    search = createSearch({ control: test.control, lake });
    events = randomEnvelopes(500, 7, federation.organisations);
    for (let at = 0; at < 500; at += 100) await store(lake, test.control, events.slice(at, at + 100));
  });
  after(async () => {
    await lake.stop();
    await test.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const analyst = (node: string) => federation.caller('centre-analyst', node);
  const expected = (organisations: readonly string[], filter: EventFilter): string[] =>
    events
      .filter((event) => organisations.includes(event.organisationId) && matches(filterTree(filter), event))
      .sort((one, other) => other.happened - one.happened || (other.id < one.id ? -1 : 1))
      .map((event) => event.id);
  /** Calls a route as `http/` does, and holds its answer against the route's schema. */
  const call = async (
    name: 'events' | 'eventHistogram' | 'event' | 'eventAround' | 'eventExport',
    node: string,
    parts: object,
  ) => {
    const found = searchRoutes(search).find((each) => each.route === routes[name]);
    assert.ok(found);
    const answer = await found.handle({
      params: {},
      query: {},
      caller: await analyst(node),
      reply: { raw: new EventEmitter() },
      ...parts,
    } as never);
    const schema = routes[name].response;
    if (schema)
      assert.ok(Schema.Compile(schema).Check(answer), `${name}: ${JSON.stringify(answer).slice(0, 300)}`);
    return answer as never;
  };

  it('pages through a filter, newest first, and ends', async () => {
    const [a] = federation.organisations;
    const filter = { ...day, channel: 'security', text: 'exe' };
    const seen: LakeEvent[] = [];
    let cursor: string | undefined;
    do {
      const page: { rows: LakeEvent[]; cursor: string | null } = await call('events', a, {
        body: { filter, limit: 3, ...(cursor ? { cursor } : {}) },
      });
      assert.ok(page.rows.length <= 3);
      seen.push(...page.rows);
      cursor = page.cursor ?? undefined;
    } while (cursor);
    assert.ok(seen.length > 5);
    assert.deepEqual(
      seen.map((row) => row.id),
      expected([a], filter),
    );
    assert.ok(seen.every((row) => row.organisationName === 'Alder Hospitals'));
  });

  it('counts the same events in a histogram, by widths that people read', async () => {
    const filter = { ...day, host: 'pc-1' };
    const found: { from: string; bucketSeconds: number; counts: number[]; total: number } = await call(
      'eventHistogram',
      federation.centre,
      { body: { filter, buckets: 50 } },
    );
    assert.equal(found.bucketSeconds, 1800);
    assert.equal(found.from, '2026-05-12T00:00:00.000Z');
    assert.equal(found.counts.length, 48);
    assert.equal(found.total, expected(federation.organisations, filter).length);
    assert.equal(found.counts[0]! + found.counts[1]!, found.total);
  });

  it('narrows to organisations of the scope and adds none', async () => {
    const [a, b, c] = federation.organisations;
    const filter = { ...day, organisationIds: [b, c] };
    const north = await search.events(await analyst(federation.regions[0]), { filter, limit: 500 });
    assert.deepEqual(
      north.rows.map((row) => row.id),
      expected([b], filter),
    );
    assert.equal(north.scanned.rows, expected([b], filter).length);
    const own = await search.events(await analyst(a), { filter, limit: 500 });
    assert.deepEqual(
      { rows: own.rows, scanned: own.scanned },
      { rows: [], scanned: { segments: 0, rows: 0 } },
    );
  });

  it('shows one event with all that is kept of it, and nobody else that it exists', async () => {
    const [a, b] = federation.organisations;
    const event = events.find((each) => each.organisationId === a) ?? assert.fail();
    for (const query of [
      {},
      { happened: new Date(event.happened).toISOString() },
      { happened: '1999-01-01T00:00:00Z' },
    ]) {
      const found: { event: LakeEvent; original: string; fields: unknown } = await call('event', a, {
        params: { id: event.id },
        query,
      });
      assert.equal(found.event.id, event.id);
      assert.equal(found.original, event.original);
      assert.deepEqual(found.fields, event.fields);
      await assert.rejects(call('event', b, { params: { id: event.id }, query }), problem('event-not-found'));
      await assert.rejects(
        call('eventAround', b, { params: { id: event.id }, query }),
        problem('event-not-found'),
      );
    }
    await assert.rejects(call('event', a, { params: { id: "' OR 1=1 --" } }), problem('event-not-found'));
  });

  it('shows the events around one on the same device, in order of time', async () => {
    const [a] = federation.organisations;
    const of = events.filter((each) => each.organisationId === a && each.sighting.host === 'PC-1');
    const event = of[Math.floor(of.length / 2)] ?? assert.fail();
    const found: { rows: LakeEvent[] } = await call('eventAround', a, {
      params: { id: event.id },
      query: { minutes: 10 },
    });
    const near = of
      .filter((each) => each.happened >= event.happened - 600_000 && each.happened < event.happened + 600_000)
      .sort((one, other) => one.happened - other.happened || (one.id < other.id ? -1 : 1));
    assert.ok(near.length > 1);
    assert.deepEqual(
      found.rows.map((row) => row.id),
      near.map((each) => each.id),
    );
  });

  it('exports all of a search as NDJSON', async () => {
    const [a] = federation.organisations;
    const answer: RawAnswer = await call('eventExport', a, { body: { filter: day, format: 'ndjson' } });
    const text = (await (answer.body as Readable).toArray()).join('');
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as LakeEvent & { original: string });
    assert.deepEqual(
      rows.map((row) => row.id),
      expected([a], day),
    );
    assert.equal(rows[0]?.original, events.find((event) => event.id === rows[0]?.id)?.original);
  });

  it('exports CSV that no spreadsheet runs', async () => {
    const [, , c] = federation.organisations;
    await store(lake, test.control, [
      envelope({
        organisationId: c,
        recordId: 'formula',
        host: '=HYPERLINK("http://evil")',
        user: '-2+3',
        commandLine: 'a,"b"\r\nc',
        happened: Date.UTC(2026, 4, 20),
      }),
    ]);
    const filter = { from: '2026-05-20T00:00:00Z', to: '2026-05-21T00:00:00Z' };
    const answer: RawAnswer = await call('eventExport', c, { body: { filter, format: 'csv' } });
    assert.equal(answer.fileName, 'events-2026-05-20.csv');
    const text = (await (answer.body as Readable).toArray()).join('');
    assert.ok(text.startsWith('\ufeffhappened,zone,'));
    assert.ok(text.includes(`"'=HYPERLINK(""http://evil"")"`), text);
    assert.ok(text.includes(`,'-2+3,`), text);
    assert.ok(text.includes(`"a,""b""\r\nc"`), text);
  });

  it('exports only where the caller may export', async () => {
    const [a] = federation.organisations;
    const engineer = await federation.caller('site-engineer', a);
    const text = await search.export(engineer, day, 'ndjson');
    assert.equal((await text.next()).value, '');
    assert.equal((await search.events(engineer, { filter: day })).rows.length > 0, true);
  });

  it('stops an export whose reader leaves, and lets go of its segments', async () => {
    const [a] = federation.organisations;
    const leaving = new AbortController();
    const text = await search.export(await analyst(a), day, 'ndjson', leaving.signal);
    await text.next();
    await text.return(undefined);
    leaving.abort();
    await assert.rejects(
      search.export(await analyst(a), day, 'ndjson', leaving.signal),
      problem('search-cancelled'),
    );
  });

  it('stops a search that takes too long', async () => {
    const hasty = createSearch({ control: test.control, lake, timeoutMs: 0.0001 });
    const filter = { ...day, text: 'x' };
    await assert.rejects(
      Promise.all(
        Array.from({ length: 5 }, async () => hasty.events(await analyst(federation.centre), { filter })),
      ),
      (error) => problem('search-too-slow')(error),
    );
  });
});
