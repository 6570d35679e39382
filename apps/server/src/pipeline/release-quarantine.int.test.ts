import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type TestControl, testControl } from '../control/testing.ts';
import { QuarantineRelease } from './release-quarantine.ts';
import type { MapLine } from './task.ts';
import { processStart, testPipeline } from './testing/pipeline.ts';

const shared = '00000000-0000-7000-8000-00000000abcd';
const evil = 'C:\\Temp\\evil.exe';

describe('release from quarantine', () => {
  let held: TestControl;
  before(async () => {
    held = await testControl();
  });
  after(() => held.stop());

  it('gives events to the organisation that a new map names, as the events that they were, once', async () => {
    const map: MapLine[] = [];
    const facts = async (sourceId: string) => ({
      sourceId,
      organisationId: null,
      map,
      origin: 'live' as const,
      timeZone: 'UTC',
    });
    const t = await testPipeline({ sourceFacts: facts });
    try {
      const [a, b] = t.federation.organisations;
      const proposer = await t.federation.caller('centre-lead', t.federation.centre);
      const approver = await t.federation.caller('administrator', t.federation.centre);
      await t.test.admin(
        `insert into source (id, node_id, name, kind, shared) values ($1, $2, 'Shared', 'winlogbeat', true)`,
        [shared, t.federation.centre],
      );
      let now = new Date('2026-03-02T09:00:00Z');
      const approve = async (version: number, ...lines: MapLine[]) => {
        map.splice(0, map.length, ...lines);
        await t.test.admin(`update source_map set state = 'replaced'`);
        await t.test.admin(
          `insert into source_map (source_id, version, state, rules, proposed, proposed_by, proposed_by_name, approved, approved_by, approved_by_name)
           values ($1, $2, 'approved', $3, $4, $5, 'P', $4, $6, 'Q')`,
          [shared, version, JSON.stringify(lines), now, proposer.userId, approver.userId],
        );
      };
      const { control } = t.test;
      const release = new QuarantineRelease({
        control,
        journal: t.journal,
        clock: { now: () => now },
        sourceFacts: facts,
      });
      const quarantine = async () =>
        (await t.test.admin('select event_id, host from quarantined_event order by host')).rows;

      // One with an identity of its own, one known by its place alone, one by the id its sender gave, one updated.
      const nameless = {
        message: 'unit started',
        host: { name: 'lx.birch.example', ip: '10.9.0.1' },
        '@timestamp': '2026-03-02T08:00:00Z',
      };
      const body = [
        '{"index":{}}',
        JSON.stringify(processStart('pc.birch.example', 1, evil)),
        '{"create":{}}',
        JSON.stringify(nameless),
        '{"index":{"_id":"given-7"}}',
        JSON.stringify({ ...nameless, message: 'unit stopped' }),
        '{"update":{"_id":"u"}}',
        JSON.stringify({ doc: { ...nameless, message: 'unit updated' } }),
        '{"index":{}}',
        JSON.stringify(processStart('pc.cedar.example', 2, evil)),
      ];
      const bytes = Buffer.from(`${body.join('\n')}\n`);
      const received = new Date('2026-03-02T08:15:00Z');
      const part = { part: 0, firstOrdinal: 0, actions: 5, encoding: 'identity' as const };
      await t.journal.append({
        sourceId: shared,
        batch: 'ab'.repeat(16),
        format: 'bulk',
        received,
        parts: [{ ...part, body: bytes, expandedBytes: bytes.length }],
      });
      await t.pipeline.settled();
      const before = await quarantine();
      assert.equal(before.length, 5);
      assert.equal(await release.run(), 0, 'no map is in force');

      await approve(1, { by: 'domain', value: 'elsewhere.example', organisationId: a });
      assert.equal(await release.run(), 0);
      assert.equal((await quarantine()).length, 5);

      await approve(2, { by: 'domain', value: 'birch.example', organisationId: b });
      const copy = (await t.test.admin(`select * from quarantined_event where host like '%birch%'`)).rows;
      assert.equal(await release.run(), 4);
      await t.pipeline.settled();
      assert.deepEqual(
        (await quarantine()).map((row) => row.host),
        ['pc.cedar.example'],
      );
      assert.equal(await t.rows(), 4);
      assert.deepEqual(
        (
          await t.test.admin(
            `select organisation_id as "organisationId", events::int from source_activity where events <> 0 order by events`,
          )
        ).rows,
        [
          { organisationId: null, events: 1 },
          { organisationId: b, events: 4 },
        ],
        'each is counted once, where it is now',
      );
      assert.deepEqual(
        t.signals.map((signal) => [signal.organisationId, signal.sighting.host, signal.received]),
        [[b, 'pc.birch.example', received.getTime()]],
      );
      const stored =
        Buffer.from(await t.lake.recentIds(10))
          .toString('hex')
          .match(/.{32}/g) ?? [];
      const expected = before.filter((row) => String(row.host).includes('birch')).map((row) => row.event_id);
      assert.deepEqual(stored.sort(), expected.sort(), 'they keep their ids');

      // As after a crash between the append and the delete: the rows are there still, the batch is in the journal.
      for (const row of copy)
        await t.test.admin(
          `insert into quarantined_event (id, source_id, received, host, address, event_id, verb, raw)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [row.id, row.source_id, row.received, row.host, row.address, row.event_id, row.verb, row.raw],
        );
      now = new Date('2026-03-02T09:00:30Z');
      assert.equal(await release.run(), 4, 'stragglers of the old map are looked for a while');
      await t.pipeline.settled();
      assert.equal((await quarantine()).length, 1);
      assert.equal(await t.rows(), 4, 'nothing is stored twice');
      assert.equal(t.signals.length, 1);
    } finally {
      await t.pipeline.settled();
      await t.stop();
    }
  });
});
