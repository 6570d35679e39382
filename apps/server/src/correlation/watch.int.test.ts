import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { loadRules } from '@cordon/sigma';
import { pino } from 'pino';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import type { SignalRecord } from '../events/envelope.ts';
import { applySignals } from '../signals/index.ts';
import { testSignal } from '../signals/testing.ts';
import { type CorrelationRules, type CorrelationWatch, startCorrelationWatch } from './index.ts';

const minuteMs = 60_000;
const start = Date.parse('2026-03-01T08:00:00Z');
const log = pino({ level: 'silent' });

const base = (id: string, generate = '') => `title: Base ${id}
id: ${id}
logsource: {product: windows}
detection: {a: {EventID: 1}, condition: a}
${generate}`;
const correlation = (
  id: string,
  type: string,
  rules: string,
  rest: string,
  extra = '',
) => `title: Correlation ${id}
id: ${id}
level: high
correlation:
  type: ${type}
  rules: [${rules}]
  ${rest}
${extra}`;

/** Three of one hash in two organisations within an hour; three failures on a device; two of those devices. */
const rules = ((): CorrelationRules => {
  const texts = [
    base('hash'),
    base('failed'),
    base('heartbeat'),
    correlation(
      'same-hash',
      'value_count',
      'hash',
      'group-by: [Hash]\n  timespan: 1h\n  condition: {gte: 2, field: cordon.organisation}',
      'cordon: {scope: federation}',
    ),
    correlation(
      'many-failed',
      'event_count',
      'failed',
      'generate: false\n  timespan: 10m\n  condition: {gte: 3}',
      'cordon: {scope: device}',
    ),
    correlation('failed-twice', 'event_count', 'many-failed', 'timespan: 1h\n  condition: {gte: 2}'),
    correlation('few-beats', 'event_count', 'heartbeat', 'timespan: 10m\n  condition: {lt: 3}'),
  ];
  const loaded = loadRules(
    texts.map((text, n) => ({ name: `test/${n}.yml`, text })),
    { correlate: true },
  );
  assert.deepEqual(loaded.report.rejected, []);
  return loaded;
})();

describe('correlations on watch', () => {
  let test: TestControl;
  let federation: SeededFederation;
  let now = start;
  let watch: CorrelationWatch;
  const clock = { now: () => new Date(now) };
  const open = () => startCorrelationWatch({ control: test.control, clock, log, rules });
  const tables = `finding_event, finding_part, correlator_progress, signal, signal_known, alert_bucket, alert_device, alert_host,
    alert_rule, alert_part, alert_head, rule_hit, activity`;

  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
  });
  beforeEach(async () => {
    await test.admin(`TRUNCATE ${tables} CASCADE`);
    now = start;
    watch = open();
  });
  after(async () => {
    await watch.stop();
    await test.stop();
  });

  const signal = (organisation: number, ruleId: string, minute: number, more: object = {}): SignalRecord =>
    testSignal({
      organisationId: federation.organisations[organisation] ?? '',
      sourceId: federation.sources[organisation] ?? '',
      ruleId,
      happened: start + minute * minuteMs,
      received: now,
      fields: { Hash: 'AA' },
      ...more,
    });
  const apply = (signals: readonly SignalRecord[], by: CorrelationWatch = watch) =>
    test.control.as('pipeline', (db) => applySignals(db, signals, by));
  const at = (minute: number) => {
    now = start + minute * minuteMs;
  };
  const alerts = async () =>
    (
      await test.admin(
        `SELECT h.group_key, p.organisation_id, p.count::int, p.first, p.state, p.close_reason FROM alert_part p
         JOIN alert_head h ON h.id = p.head_id ORDER BY 1, 2`,
      )
    ).rows;
  const everything = async () => {
    const found: unknown[] = [];
    for (const text of [
      `SELECT finding_id, organisation_id, instant, first, last, count, others, measure, withdrawn IS NULL AS stands FROM finding_part ORDER BY 1, 2`,
      `SELECT * FROM finding_event ORDER BY 1, 2, 3`,
      `SELECT id, part_id, rule_id, refused_by FROM signal ORDER BY 1`,
      `SELECT id, first, last, count, devices, first_device, state FROM alert_part ORDER BY 1`,
      `SELECT * FROM alert_device ORDER BY part_id, sighting_key, rule_id`,
      `SELECT * FROM rule_hit ORDER BY 1, 2, 3, 4`,
    ])
      found.push((await test.admin(text)).rows);
    return found;
  };

  it('finds a hash in two organisations, and tells each only its own part', async () => {
    await apply([signal(0, 'hash', -20)]);
    assert.equal((await alerts()).length, 0, 'a rule that only serves a correlation raises no alert');
    await apply([
      signal(1, 'hash', -5),
      signal(1, 'hash', -4),
      signal(2, 'hash', -3, { fields: { Hash: 'BB' } }),
    ]);
    const found = await alerts();
    assert.deepEqual(
      found.map((row) => [row.group_key, row.organisation_id, row.count]),
      [0, 1]
        .map((n) => ['rule:same-hash', federation.organisations[n], 1])
        .sort((a, b) => (String(a[1]) < String(b[1]) ? -1 : 1)),
    );
    const parts = (
      await test.admin(`SELECT organisation_id, count, others, measure FROM finding_part ORDER BY last`)
    ).rows;
    assert.deepEqual(
      parts.map((row) => [row.organisation_id, row.count, row.others, row.measure]),
      [
        [federation.organisations[0], 1, 1, null],
        [federation.organisations[1], 1, 1, null],
      ],
    );
    const events = (
      await test.admin(
        `SELECT DISTINCT f.organisation_id = s.organisation_id AS own FROM finding_event f JOIN signal s USING (event_id)`,
      )
    ).rows;
    assert.deepEqual(events, [{ own: true }]);
    const hits = (
      await test.admin(`SELECT rule_id, sum(count)::int AS n FROM rule_hit GROUP BY 1 ORDER BY 1`)
    ).rows;
    assert.deepEqual(hits, [
      { rule_id: 'hash', n: 4 },
      { rule_id: 'same-hash', n: 2 },
    ]);
  });

  it('follows correlations of correlations, whose inner ones raise nothing', async () => {
    for (const [host, minute] of [
      ['A', -30],
      ['B', -15],
    ] as const)
      await apply([0, 1, 2].map((n) => signal(0, 'failed', minute + n, { host })));
    assert.deepEqual(
      (await alerts()).map((row) => row.group_key),
      ['rule:failed-twice'],
    );
    const { rows } = await test.admin(
      `SELECT rule_id, count(*)::int AS n FROM finding_event GROUP BY 1 ORDER BY 1`,
    );
    assert.deepEqual(rows, [
      { rule_id: 'failed', n: 6 },
      { rule_id: 'many-failed', n: 2 },
    ]);
  });

  it('tells a falsifiable one when the time has come, once, whoever comes back after a kill', async () => {
    await apply([signal(0, 'heartbeat', -1)]);
    at(15);
    await watch.advance();
    assert.deepEqual(await alerts(), []);
    at(45);
    await open().advance();
    const told = await alerts();
    assert.deepEqual(
      told.map((row) => row.group_key),
      ['rule:few-beats'],
    );
    await open().advance();
    assert.deepEqual(await alerts(), told);
  });

  it('marks what came too late, by correlator, and never counts it in a replay', async () => {
    await apply([signal(0, 'hash', -1)]);
    at(60 * 60);
    await apply([signal(0, 'hash', 60 * 60 - 1)]);
    await apply([signal(1, 'hash', 2), signal(1, 'heartbeat', 3)]);
    const { rows } = await test.admin(
      `SELECT rule_id, refused_by FROM signal WHERE refused_by <> '{}' ORDER BY 1`,
    );
    assert.deepEqual(rows, [
      { rule_id: 'hash', refused_by: ['patient'] },
      { rule_id: 'heartbeat', refused_by: ['prompt'] },
    ]);
    assert.equal(watch.figures().late, 2);
    await apply([signal(2, 'hash', 60 * 60 - 2)], open());
    assert.deepEqual((await alerts()).length, 2);
  });

  it('takes back what a late event shows to have begun otherwise, in the figures too', async () => {
    const three = [-9, -8, -7].map((minute) => signal(0, 'failed', minute, { host: 'A' }));
    const others = [-40, -39, -38].map((minute) => signal(0, 'failed', minute, { host: 'A' }));
    await apply(others);
    await apply(three);
    const before = (await test.admin(`SELECT finding_id FROM finding_part WHERE rule_id = 'failed-twice'`))
      .rows;
    assert.equal(before.length, 1);
    await apply([signal(0, 'failed', -41, { host: 'A' })]);
    const parts = (
      await test.admin(
        `SELECT finding_id, withdrawn IS NULL AS stands FROM finding_part WHERE rule_id = 'failed-twice'`,
      )
    ).rows;
    assert.equal(parts.filter((row) => row.stands).length, 1);
    assert.notDeepEqual(parts.filter((row) => row.stands)[0]?.finding_id, before[0]?.finding_id);
    assert.deepEqual(
      (await alerts()).map((row) => [row.group_key, row.count, row.state]),
      [['rule:failed-twice', 1, 'new']],
    );
    const { rows } = await test.admin(`SELECT kind FROM activity`);
    assert.deepEqual(rows, [{ kind: 'finding-withdrawn' }]);
  });

  it('ends the same whether it is killed between any two steps, a transaction fails, or all goes well', async () => {
    const steps: SignalRecord[][] = [];
    for (let n = 0; n < 24; n++) {
      const minute = n % 2 === 0 ? n * 4 : n * 4 - 7;
      steps.push([
        signal(n % 3, 'hash', minute, { n, fields: { Hash: n % 4 < 2 ? 'AA' : 'BB' } }),
        signal(0, 'failed', minute, { n, host: 'A' }),
        signal(0, 'failed', minute + 1, { n, host: n % 2 ? 'A' : 'B' }),
        ...(n % 5 ? [signal(n % 2, 'heartbeat', minute, { n })] : []),
      ]);
    }
    const run = async (each: (step: readonly SignalRecord[], n: number) => Promise<unknown>) => {
      await test.admin(`TRUNCATE ${tables} CASCADE`);
      for (const [n, step] of steps.entries()) {
        at(n * 4 + 2);
        await each(step, n);
      }
      at(240);
      await open().advance();
      return everything();
    };
    const one = open();
    const well = await run((step) => apply(step, one));
    assert.ok((well[0] as unknown[]).length > 5, 'something was found');
    assert.deepEqual(await run((step) => apply(step, open())), well);
    const other = open();
    const failing = await run(async (step, n) => {
      if (n % 3 === 0)
        await assert.rejects(
          test.control.as('pipeline', async (db) => {
            await applySignals(db, step, other);
            throw new Error('the database went away');
          }),
          /went away/,
        );
      await apply(step, other);
      await apply(step, other);
    });
    assert.deepEqual(failing, well);
  });
});
