import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { routes } from '@cordon/api';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import { createLog } from '../kernel/log.ts';
import { openRuleRegistry, type RuleRegistry } from '../rules/index.ts';
import { applySignals } from '../signals/index.ts';
import { testSignal } from '../signals/testing.ts';
import { callRoute } from '../testing/call-route.ts';
import { alertRoutes } from './routes.ts';

let test: TestControl;
let federation: SeededFederation;
let registry: RuleRegistry;
let folder: string;
const clock = { now: () => new Date() };
before(async () => {
  test = await testControl();
  federation = await seedFederation(test);
  folder = mkdtempSync(join(tmpdir(), 'cordon-outbreak-'));
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

it('shows 10,000 devices infected by a worm that trips all our rules for it, and others, as fewer than 20 rows', async () => {
  const worm = registry.all().filter((rule) => rule.cluster === 'WannaCry');
  const beside = registry.all().filter((rule) => rule.cluster === 'Recovery sabotage');
  assert.ok(worm.length >= 9, `${worm.length} rules of the cluster`);
  assert.ok(beside.length >= 3, `${beside.length} rules beside it`);
  const rules = [...worm, ...beside];
  const start = Date.now() - 7_200_000;
  const signals = Array.from({ length: 20_000 }, (_, n) => {
    const device = n % 10_000;
    return testSignal({
      organisationId: federation.organisations[device % 3] ?? '',
      sourceId: federation.sources[device % 3] ?? '',
      host: `WS-${device}`,
      ruleId: rules[(n + Math.floor(n / 10_000)) % rules.length]?.id ?? '',
      happened: start + device * 600,
      n,
    });
  });
  for (let at = 0; at < signals.length; at += 4000)
    await test.control.as('pipeline', (db) => applySignals(db, signals.slice(at, at + 4000)));

  const handlers = alertRoutes({
    control: test.control,
    registry,
    clock,
    publicUrl: () => 'https://cordon.example',
  });
  const analyst = await federation.caller('centre-analyst', federation.centre);
  const { rows, total } = await callRoute(handlers, routes.alerts, { caller: analyst, query: {} });
  assert.ok(total < 20, `${total} rows`);
  const outbreak = rows.find((row) => row.cluster === 'WannaCry');
  assert.equal(outbreak?.rules.length, worm.length);
  assert.equal(outbreak?.level, 'critical');
  assert.equal(outbreak?.organisations.length, 3);
  assert.match(outbreak?.title ?? '', new RegExp(`^WannaCry: ${worm.length} rules, `));
  assert.equal(outbreak?.firstDevice, 'WS-0');
  assert.equal(
    outbreak?.curve.devices.reduce((all, each) => all + each),
    outbreak?.devices,
  );
  const detail = await callRoute(handlers, routes.alert, {
    caller: analyst,
    params: { id: outbreak?.id ?? '' },
  });
  assert.ok(detail.advice && detail.advice.doNot.length > 0);
  assert.match(detail.rule?.text ?? '', /^title: /);
  const closed = await callRoute(handlers, routes.alertAct, {
    caller: analyst,
    body: { alertIds: [outbreak?.id ?? ''], action: { do: 'close', reason: 'true-positive' } },
  });
  assert.equal(closed.changed, 3, 'triaged as one');
});
