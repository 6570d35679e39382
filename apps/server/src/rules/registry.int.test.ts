import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Rule, routes } from '@cordon/api';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import { createLog } from '../kernel/log.ts';
import { ProblemError } from '../kernel/problem.ts';
import { callRoute } from '../testing/call-route.ts';
import { openRuleRegistry, type RuleRegistry } from './registry.ts';
import { ruleRoutes } from './routes.ts';
import { addRules } from './rule-sources.ts';
import { bumpVersion, foldHits, maySwitchRules, ruleHits, switchRule } from './store.ts';

const ruleText = (id: string, more = '') => `title: Rule ${id}
id: ${id}
logsource: {product: windows, service: system}
detection: {selection: {EventID: 1}, condition: selection}
level: high
${more}`;

describe('rule registry', () => {
  let test: TestControl;
  let federation: SeededFederation;
  let registry: RuleRegistry;
  let folder: string;
  const clock = { now: () => new Date('2026-03-01T08:00:00Z') };

  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
    folder = mkdtempSync(join(tmpdir(), 'cordon-rules-'));
    registry = await openRuleRegistry({
      control: test.control,
      dataDir: folder,
      rulePaths: [],
      clock,
      log: createLog('silent'),
    });
  });
  after(async () => {
    await registry.stop();
    await test.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const changed = () =>
    new Promise<number>((resolve) => {
      const stop = registry.onChange((rules) => {
        stop();
        resolve(rules.version);
      });
    });

  it('loads our own rules with advice, and writes them to the control store', async () => {
    const report = registry.report();
    assert.ok(report.loaded >= 40, `${report.loaded} rules`);
    assert.deepEqual(report.rejected, []);
    for (const rule of registry.all()) {
      assert.deepEqual(rule.faults, [], rule.file);
      assert.ok(rule.advice, `${rule.file} has no advice`);
    }
    const { rows } = await test.admin('SELECT count(*)::int AS n FROM rule WHERE loaded');
    assert.equal(rows[0]?.n, report.loaded);
  });

  it('notices added rules, reports what is rejected, and marks what is gone', async () => {
    const more = join(folder, 'My rules');
    mkdirSync(more);
    writeFileSync(join(more, 'a.yml'), ruleText('added-1', 'cordon: {group_by: [User], cluster: Test worm}'));
    writeFileSync(
      join(more, 'b.yml'),
      ruleText('added-2').replace('condition: selection', 'condition: nothing'),
    );
    const before = registry.version();
    const notified = changed();
    const origin = await addRules(folder, more);
    assert.deepEqual([origin.name, origin.files], ['my-rules', 2]);
    assert.ok((await notified) > before);
    assert.equal(registry.get('added-1')?.cluster, 'Test worm');
    assert.deepEqual(registry.workerRules().groupBy['added-1'], ['User']);
    assert.deepEqual(
      registry.report().rejected.map((each) => [each.origin, each.file, each.id, each.code]),
      [['my-rules', 'b.yml', 'added-2', 'condition-unknown-identifier']],
    );
    writeFileSync(join(more, 'a.yml'), ruleText('added-3'));
    await addRules(folder, more);
    await registry.reload();
    const { rows } = await test.admin(`SELECT id, loaded FROM rule WHERE id LIKE 'added-%' ORDER BY id`);
    assert.deepEqual(rows, [
      { id: 'added-1', loaded: false },
      { id: 'added-3', loaded: true },
    ]);
  });

  it('tells which filters change a rule, and which of those they name they do not', async () => {
    const more = join(folder, 'exceptions');
    mkdirSync(more);
    writeFileSync(join(more, 'a.yml'), ruleText('narrowed'));
    writeFileSync(
      join(more, 'filter.yml'),
      `title: Not the backup service
id: backup-filter
description: It stops services every night.
logsource: {product: windows, service: system}
filter:
  rules: [narrowed, gone]
  selection: {User: BACKUP}
  condition: not selection
`,
    );
    await addRules(folder, more);
    await registry.reload();
    const handlers = ruleRoutes({
      control: test.control,
      registry,
      clock,
      findVerdicts: async () => new Map(),
    });
    const caller = await federation.caller('viewer', federation.organisations[0]);
    const { filters } = await callRoute(handlers, routes.ruleReport, { caller });
    const { text, ...filter } = filters[0] ?? { text: '' };
    assert.match(text, /rules: \[narrowed, gone\]/);
    assert.deepEqual(
      [filters.length, filter],
      [
        1,
        {
          id: 'backup-filter',
          title: 'Not the backup service',
          description: 'It stops services every night.',
          origin: 'exceptions',
          file: 'filter.yml',
          rules: 1,
          unfiltered: [{ reference: 'gone', why: 'not-loaded', line: 6 }],
        },
      ],
    );
    const shown = async (id: string) =>
      (await callRoute(handlers, routes.rule, { caller, params: { id } })).filters.map((each) => each.id);
    assert.deepEqual(await shown('narrowed'), ['backup-filter']);
    assert.deepEqual(await shown('added-3'), []);
  });

  it('is switched by the centre only', async () => {
    const rule = registry.all()[0];
    assert.ok(rule);
    const lead = await federation.caller('centre-lead', federation.centre);
    for (const [role, node] of [
      ['administrator', federation.organisations[0]],
      ['centre-analyst', federation.centre],
    ] as const) {
      const caller = await federation.caller(role, node);
      assert.equal(await test.control.scoped(caller, 'rules.write', maySwitchRules), false, role);
      await assert.rejects(
        test.control.scoped(caller, 'rules.write', (db) => switchRule(db, rule.id, false, 'noise')),
        /row-level security/,
      );
    }
    const notified = changed();
    await test.control.scoped(lead, 'rules.write', async (db) => {
      assert.equal(await maySwitchRules(db), true);
      await switchRule(db, rule.id, false, 'noise');
      await bumpVersion(db);
    });
    await notified;
    assert.equal(registry.enabled(rule.id), false);
    assert.deepEqual(registry.workerRules().disabled, [rule.id]);
  });

  it('counts hits within scope, through folding', async () => {
    const [a, , c] = federation.organisations;
    await test.admin(
      `INSERT INTO rule_hit (rule_id, organisation_id, origin, hour, count, last) VALUES
       ('r', $1, 'live', '2026-03-01T07:00Z', 3, '2026-03-01T07:30Z'), ('r', $1, 'live', '2026-01-01T00:00Z', 5, '2026-01-01T00:30Z'),
       ('r', $1, 'live', '2026-01-02T00:00Z', 7, '2026-01-02T00:30Z'), ('r', $2, 'live', '2026-03-01T07:00Z', 100, '2026-03-01T07:40Z')`,
      [a, c],
    );
    const viewer = await federation.caller('viewer', a);
    const look = () => test.control.scoped(viewer, 'rules.read', (db) => ruleHits(db, ['r'], clock.now()));
    const expected = { rule_id: 'r', day: 3, total: 15, last: new Date('2026-03-01T07:30Z') };
    assert.deepEqual((await look()).get('r'), expected);
    await test.control.as('keeper', (db) => foldHits(db, new Date('2026-02-01T00:00Z')));
    await test.control.as('keeper', (db) => foldHits(db, new Date('2026-02-01T00:00Z')));
    assert.deepEqual((await look()).get('r'), expected);
    const { rows } = await test.admin('SELECT count(*)::int AS n FROM rule_hit');
    assert.equal(rows[0]?.n, 3);
  });

  it('is listed, shown, reported and switched over the API', async () => {
    const [quiet = '', noisy = '', noisier = ''] = registry.all().map((rule) => rule.id);
    const handlers = ruleRoutes({
      control: test.control,
      registry,
      clock,
      findVerdicts: async () =>
        new Map([
          [quiet, { alerts: 9, truePositives: 9, benign: 0, falsePositives: 0 }],
          [noisy, { alerts: 9, truePositives: 1, benign: 2, falsePositives: 6 }],
          [noisier, { alerts: 12, truePositives: 0, benign: 9, falsePositives: 0 }],
        ]),
    });
    const viewer = await federation.caller('viewer', federation.organisations[0]);
    const listed = async (sort: 'title' | 'false-alarms') => {
      const rows: Rule[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof callRoute<typeof routes.rules>>> = await callRoute(
          handlers,
          routes.rules,
          { caller: viewer, query: { limit: 20, sort, ...(cursor ? { cursor } : {}) } },
        );
        rows.push(...page.rows);
        cursor = page.cursor;
      } while (cursor);
      return rows;
    };
    const titles = (await listed('title')).map((row) => row.title);
    assert.equal(titles.length, registry.all().length);
    assert.deepEqual(titles, titles.toSorted());
    const byAlarms = await listed('false-alarms');
    assert.equal(new Set(byAlarms.map((row) => row.id)).size, titles.length);
    assert.deepEqual(new Set(byAlarms.slice(0, 2).map((row) => row.id)), new Set([noisy, noisier]));
    const others = byAlarms.slice(2).map((row) => row.title);
    assert.deepEqual(others, others.toSorted(), 'as good as each other: by title');
    const found = await callRoute(handlers, routes.rules, {
      caller: viewer,
      query: { q: 'wannacry', level: 'critical' },
    });
    const [row] = found.rows;
    assert.ok(row && found.total === found.rows.length);
    const shown = await callRoute(handlers, routes.rule, { caller: viewer, params: { id: row.id } });
    assert.match(shown.text, /^title: /);
    assert.ok(shown.advice && shown.advice.doNot.length > 0);
    const covered = async (id: string) => {
      const matrix = await callRoute(handlers, routes.ruleCoverage, { caller: viewer });
      return { rules: matrix.rules, found: matrix.techniques.find((each) => each.id === id) };
    };
    const [technique = ''] = registry.get(row.id)?.techniques ?? [];
    const before = await covered(technique);
    assert.equal(before.found?.state, 'covered');
    assert.ok(before.found?.rules.some((rule) => rule.id === row.id));
    const report = await callRoute(handlers, routes.ruleReport, { caller: viewer });
    assert.equal(report.loaded, titles.length);
    const refused = (code: string) => (error: unknown) =>
      error instanceof ProblemError && error.code === code;
    const set = (caller: typeof viewer) =>
      callRoute(handlers, routes.ruleSet, {
        caller,
        params: { id: row.id },
        body: { enabled: false, reason: 'exercise' },
      });
    await assert.rejects(
      set(await federation.caller('administrator', federation.organisations[0])),
      refused('rule-not-yours'),
    );
    assert.equal((await set(await federation.caller('centre-lead', federation.centre))).enabled, false);
    await assert.rejects(
      callRoute(handlers, routes.rule, { caller: viewer, params: { id: 'nothing' } }),
      refused('rule-not-found'),
    );
  });
});
