import { loadRules } from '@cordon/sigma';
import { pino } from 'pino';
import { seedFederation, testControl } from '../apps/server/src/control/testing.ts';
import { startCorrelationWatch } from '../apps/server/src/correlation/index.ts';
import type { SignalRecord } from '../apps/server/src/events/envelope.ts';
import { applySignals } from '../apps/server/src/signals/index.ts';
import { testSignal } from '../apps/server/src/signals/testing.ts';
import { summarise } from './measure.ts';

/**
 * What correlating adds to the transaction that stores signals, and how long a correlator takes to be made anew from
 * stored ones: `node bench/correlations.ts`. Twenty correlations, each of them over the signals of one rule of five:
 * half of them count events on a device in ten minutes, half organisations with the same hash in an hour. The same
 * steps are applied with and without them, in turn.
 */
const steps = 60;
const perStep = 500;
const stepMs = 60_000;
const start = Date.parse('2026-03-01T08:00:00Z');

const base = (n: number): string => `title: Base ${n}
id: base-${n}
logsource: {product: windows}
detection: {a: {EventID: 1}, condition: a}
`;
const correlation = (n: number): string => `title: Correlation ${n}
id: correlation-${n}
correlation:
  rules: [base-${n % 5}]
  generate: true
${
  n % 2 === 0
    ? `  type: event_count\n  timespan: 10m\n  condition: {gte: ${10 + n}}\ncordon: {scope: device}`
    : `  type: value_count\n  group-by: [Hash]\n  timespan: 1h\n  condition: {gte: 3, field: cordon.organisation}\ncordon: {scope: federation}`
}
`;

const texts = [...Array(5).keys()].map(base).concat([...Array(20).keys()].map(correlation));
const rules = loadRules(
  texts.map((text, n) => ({ name: `bench/${n}.yml`, text })),
  { correlate: true },
);
if (rules.correlations.length !== 20)
  throw new Error(`20 correlations expected, ${rules.correlations.length} loaded`);

const test = await testControl();
try {
  const federation = await seedFederation(test);
  let now = start;
  const clock = { now: () => new Date(now) };
  const open = () =>
    startCorrelationWatch({ control: test.control, clock, log: pino({ level: 'silent' }), rules });
  const watch = open();
  const step = (n: number, origin: SignalRecord['origin']): SignalRecord[] =>
    Array.from({ length: perStep }, (_, i) =>
      testSignal({
        organisationId: federation.organisations[i % 3] ?? '',
        sourceId: federation.sources[i % 3] ?? '',
        host: `ws-${i % 200}`,
        ruleId: `base-${i % 5}`,
        happened: start + n * stepMs + i * 100,
        received: now,
        n: i,
        origin,
        fields: { Hash: `hash-${(n * perStep + i) % 3989}`, Image: 'C:\\Windows\\System32\\vssadmin.exe' },
      }),
    );
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await work();
    return (performance.now() - began) / 1000;
  };
  const plain: number[] = [];
  const correlated: number[] = [];
  for (let n = 0; n < steps; n += 1) {
    now = start + (n + 1) * stepMs;
    const without = step(n, 'demo');
    const withThem = step(n, 'live');
    plain.push(await timed(() => test.control.as('pipeline', (db) => applySignals(db, without))));
    correlated.push(
      await timed(() => test.control.as('pipeline', (db) => applySignals(db, withThem, watch))),
    );
  }
  const { rows } = await test.admin('SELECT count(DISTINCT finding_id)::int AS n FROM finding_part');
  const figures = watch.figures();
  const again = open();
  const anew = await timed(() => again.advance());
  const settled = (times: readonly number[]): number => summarise(times.slice(10)).seconds;
  const late = { plain: settled(plain), correlated: settled(correlated) };
  console.log(`${steps} steps of ${perStep} signals, 20 correlations, ${rows[0]?.n} findings`);
  console.log(`a step without correlations  ${(late.plain * 1000).toFixed(1)} ms`);
  console.log(
    `a step with correlations     ${(late.correlated * 1000).toFixed(1)} ms, ${(late.correlated / late.plain).toFixed(2)} times`,
  );
  console.log(
    `${figures.entries} events held; made anew from ${steps * perStep} signals in ${(anew * 1000).toFixed(0)} ms`,
  );
  if (Number(rows[0]?.n) === 0 || again.figures().entries !== figures.entries)
    throw new Error(
      `findings ${rows[0]?.n}, ${again.figures().entries} events made anew of ${figures.entries}`,
    );
  await again.stop();
  await watch.stop();
} finally {
  await test.stop();
}
