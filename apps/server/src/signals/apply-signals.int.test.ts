import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import type { SignalRecord } from '../events/envelope.ts';
import { applySignals } from './apply-signals.ts';
import { endSilence, silenceSignal } from './silence.ts';
import { testSignal } from './testing.ts';

const start = Date.parse('2026-03-01T08:00:00Z');

describe('signals grouped into alerts', () => {
  let test: TestControl;
  let federation: SeededFederation;
  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
    const rules = Array.from(
      { length: 12 },
      (_, n) => `('worm-${n}', 'Worm sign ${n}', ${n % 5}, 'Test Worm')`,
    );
    await test.admin(
      `INSERT INTO rule (id, title, level, status, description, origin, file, logsource, has_logsource, tags, techniques, cluster,
         rule_references, false_positives, body, loaded)
       SELECT id, title, level, '', '', 'test', '', '', true, '{}', '{}', cluster, '{}', '{}', '', true
       FROM (VALUES ('rule-a', 'Rule A', 3, NULL), ('rule-b', 'Rule B', 1, NULL), ${rules.join(', ')}) AS r(id, title, level, cluster)`,
    );
  });
  beforeEach(() =>
    test.admin(
      `TRUNCATE signal, signal_known, alert_bucket, alert_device, alert_host, alert_rule, alert_part, alert_head, rule_hit, activity CASCADE`,
    ),
  );
  after(() => test.stop());

  const apply = (signals: readonly SignalRecord[]) =>
    test.control.as('pipeline', (db) => applySignals(db, signals));
  const sightingOf = (organisation: number) => ({
    organisationId: federation.organisations[organisation] ?? '',
    sourceId: federation.sources[organisation] ?? '',
  });

  /** Everything that alerts consist of, without the times of recording. */
  const everything = async () => {
    const tables = {
      heads: `SELECT id, kind, group_key, cluster, origin, episode, previous_id, organisations FROM alert_head ORDER BY id`,
      parts: `SELECT id, head_id, organisation_id, state, level, first, last, count, devices, first_device FROM alert_part ORDER BY id`,
      rules: `SELECT * FROM alert_rule ORDER BY part_id, rule_id`,
      hosts: `SELECT * FROM alert_host ORDER BY part_id, host_folded`,
      devices: `SELECT * FROM alert_device ORDER BY part_id, sighting_key, key_digest, rule_id`,
      buckets: `SELECT * FROM alert_bucket WHERE count > 0 OR devices <> 0 ORDER BY part_id, bucket`,
      hits: `SELECT * FROM rule_hit ORDER BY rule_id, organisation_id, hour, origin`,
      signals: `SELECT id, part_id, organisation_id, rule_id, happened, key, host FROM signal ORDER BY id`,
    };
    const found: Record<string, unknown[]> = {};
    for (const [name, text] of Object.entries(tables)) found[name] = (await test.admin(text)).rows;
    return found;
  };

  it('gives the same alerts in any order, in any batches, with any redelivery', async () => {
    const signal = fc
      .record({
        organisation: fc.nat(2),
        host: fc.constantFrom('WS-1', 'ws-1', 'WS-2', 'MRI-3'),
        ruleId: fc.constantFrom('rule-a', 'rule-b', 'worm-1', 'worm-9'),
        minute: fc.nat(90),
        key: fc.constantFrom('', 'x', 'y'),
        origin: fc.constantFrom('live', 'demo'),
      })
      .map(({ organisation, minute, origin, ...more }) =>
        testSignal({
          ...sightingOf(organisation),
          ...more,
          origin: origin as 'live' | 'demo',
          happened: start + minute * 60_000,
          n: ['', 'x', 'y'].indexOf(more.key),
        }),
      );
    const runs = fc.array(signal, { minLength: 1, maxLength: 25 }).chain((signals) =>
      fc.record({
        signals: fc.constant(signals),
        delivered: fc.tuple(
          fc.shuffledSubarray(signals, { minLength: signals.length }),
          fc.array(fc.constantFrom(...signals), { maxLength: 15 }),
        ),
        cut: fc.nat(signals.length),
      }),
    );
    const clear = () =>
      test.admin(
        `TRUNCATE signal, signal_known, alert_bucket, alert_device, alert_host, alert_rule, alert_part, alert_head, rule_hit CASCADE`,
      );
    await fc.assert(
      fc.asyncProperty(runs, async ({ signals, delivered: [shuffled, again], cut }) => {
        await clear();
        await apply(signals);
        const straight = await everything();
        await clear();
        await apply([...shuffled.slice(0, cut), ...again]);
        await apply(shuffled.slice(cut));
        await apply(again);
        assert.deepEqual(await everything(), straight);
        assert.equal(straight.signals?.length, new Set(signals.map((each) => each.id)).size);
      }),
      { numRuns: 25 },
    );
  });

  it('makes one row of an outbreak: 10,000 devices, 3 organisations, 12 rules, in seconds', async () => {
    const outbreak = Array.from({ length: 10_000 }, (_, n) =>
      testSignal({
        ...sightingOf(n % 3),
        host: `WS-${n}`,
        ruleId: `worm-${Math.floor(n / 3) % 12}`,
        happened: start + n * 300,
        key: `file-${n % 7}`,
      }),
    );
    const began = performance.now();
    for (let at = 0; at < outbreak.length; at += 2500) await apply(outbreak.slice(at, at + 2500));
    const seconds = (performance.now() - began) / 1000;
    const { heads, parts, hosts, buckets } = await everything();
    assert.equal(heads?.length, 1);
    assert.equal(parts?.length, 3);
    assert.equal(hosts?.length, 10_000);
    const sum = (rows: unknown[] | undefined, field: string) =>
      (rows as Record<string, unknown>[]).reduce((all, row) => all + Number(row[field]), 0);
    assert.equal(sum(parts, 'devices'), 10_000);
    assert.equal(sum(parts, 'count'), 10_000);
    assert.equal(sum(buckets, 'devices'), 10_000);
    assert.equal(sum(buckets, 'count'), 10_000);
    const [head] = heads as { group_key: string; organisations: number }[];
    assert.deepEqual([head?.group_key, head?.organisations], ['cluster:test worm', 3]);
    assert.ok(
      (parts as { level: number }[]).every((part) => part.level === 4),
      'a part is as bad as its worst rule',
    );
    process.stdout.write(`# 10,000 signals applied in ${seconds.toFixed(1)} s\n`);
  });

  it('opens a linked episode after closing, and says what changed', async () => {
    const at = (organisation: number, n: number) =>
      testSignal({ ...sightingOf(organisation), happened: start + n * 1000 });
    const [first] = await apply([at(0, 1), at(1, 1)]);
    assert.ok(first);
    assert.deepEqual(
      [first.change, first.signals, [...first.organisationIds].sort()],
      ['new', 2, [federation.organisations[0], federation.organisations[1]].sort()],
    );
    assert.deepEqual(
      (await apply([at(0, 2)])).map((each) => [each.alertId, each.change]),
      [[first.alertId, 'grown']],
    );
    assert.deepEqual(await apply([at(0, 2)]), [], 'redelivery changes nothing');
    await test.admin(
      `UPDATE alert_part SET state = 'closed', close_reason = 'benign' WHERE organisation_id = $1`,
      [federation.organisations[0]],
    );
    const [second] = await apply([at(0, 3)]);
    assert.equal(second?.change, 'new');
    assert.notEqual(second?.alertId, first.alertId);
    const [still] = await apply([at(1, 4)]);
    assert.equal(still?.alertId, first.alertId, 'the other organisation has not closed its part');
    const { heads } = await everything();
    const episodes = (heads as { episode: number; previous_id: string | null }[]).sort(
      (a, b) => a.episode - b.episode,
    );
    assert.deepEqual(
      episodes.map((each) => [each.episode, each.previous_id]),
      [
        [1, null],
        [2, first.alertId],
      ],
    );
  });

  it('stores what hostile events contain', async () => {
    const hostile = testSignal({
      ...sightingOf(0),
      host: `<script>\0\uD800${'x'.repeat(70_000)}`,
      key: 'k\0'.repeat(50_000),
      happened: Number.NaN,
      fields: { 'a\0': '\0\uDFFF', __proto__x: [null, '\0'] },
      matched: [{ field: '\0', value: '\uD800' }],
    });
    const future = testSignal({ ...sightingOf(0), host: 'B', happened: 8e15 });
    await apply([hostile, future]);
    const { parts, devices } = await everything();
    const [part] = parts as { first: Date; last: Date; devices: number }[];
    assert.deepEqual(
      [part?.first.toISOString(), part?.last.toISOString().slice(0, 4), part?.devices],
      ['1970-01-01T00:00:00.000Z', '9999', 2],
    );
    assert.ok(
      (devices as { host: string; key: string }[]).every(
        (row) => row.host.length <= 255 && row.key.length <= 1000,
      ),
    );
  });

  it('counts a rule that nobody knows as medium', async () => {
    await apply([testSignal({ ...sightingOf(0), ruleId: 'gone' })]);
    const { parts } = await everything();
    assert.equal((parts as { level: number }[])[0]?.level, 2);
  });

  it('raises one alert for one silence, and closes it when the source is heard', async () => {
    const source = {
      ...sightingOf(0),
      sourceName: 'Ward logs',
      origin: 'live',
      lastEvent: start,
      thresholdMinutes: 60,
    } as const;
    const later = start + 7_200_000;
    const [raised] = await apply([silenceSignal(source, later)]);
    assert.equal(raised?.change, 'new');
    assert.deepEqual(await apply([silenceSignal(source, later + 60_000)]), [], 'still the same silence');
    const heard = () =>
      test.control.as('pipeline', (db) => endSilence(db, source.sourceId, new Date(later + 120_000)));
    assert.equal(await heard(), 1);
    assert.equal(await heard(), 0);
    const next = { ...source, lastEvent: later };
    const [again] = await apply([silenceSignal(next, later + 7_200_000)]);
    assert.equal(again?.change, 'new', 'the next silence is the next episode');
    await test.admin(`UPDATE alert_part SET state = 'investigating' WHERE state = 'new'`);
    assert.equal(await heard(), 0, 'a person is on it: noted, not closed');
    const { rows } = await test.admin(`SELECT kind FROM activity`);
    assert.equal(rows.length, 2);
  });

  it('may not be called by the roles of people', async () => {
    const analyst = await federation.caller('centre-analyst', federation.centre);
    await assert.rejects(
      test.control.scoped(analyst, 'alerts.triage', (db) => applySignals(db, [testSignal(sightingOf(0))])),
      /permission denied/,
    );
  });
});
