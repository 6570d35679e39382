import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type Correlation,
  type Correlator,
  createCorrelator,
  replayFrom,
  resumeCorrelator,
  type Signal,
} from '../src/index.ts';
import { correlationsOf } from './correlation-support.ts';

const SECOND = 1000;
const options = { lateness: 10 * SECOND, ahead: 5 * SECOND };
const grouped = { 'group-by': ['User'], timespan: '20s' };
const counted = { type: 'event_count', rules: ['a'], ...grouped };

const sets: Readonly<Record<string, readonly object[]>> = {
  'a count': [{ correlation: { ...counted, condition: { gte: 3 } } }],
  'a count that more events can falsify': [{ correlation: { ...counted, condition: { lte: 2 } } }],
  'a range': [{ correlation: { ...counted, condition: { gt: 1, lt: 4 } } }],
  values: [
    {
      correlation: { ...counted, type: 'value_count', condition: { field: 'Value', gte: 3 } },
      cordon: { scope: 'federation' },
    },
  ],
  'a mean': [{ correlation: { ...counted, type: 'value_avg', condition: { field: 'Value', gte: 3 } } }],
  'rules in order': [{ correlation: { ...counted, type: 'temporal_ordered', rules: ['a', 'b'] } }],
  'rules without another': [
    { correlation: { ...counted, type: 'temporal', rules: ['a', 'b'], condition: 'a and not b' } },
  ],
  'correlations upon each other': [
    { name: 'many', correlation: { ...counted, condition: { gte: 2 } } },
    { name: 'few', correlation: { ...counted, rules: ['b'], condition: { lte: 2 } } },
    { name: 'both', correlation: { ...counted, type: 'temporal', rules: ['many', 'few'], timespan: '40s' } },
    {
      correlation: {
        ...counted,
        type: 'temporal',
        rules: ['many', 'both'],
        timespan: '1m',
        condition: 'many and not both',
      },
    },
  ],
};

/** What a correlator is given: a signal that comes so late, a clock, or word of a source. */
interface Step {
  readonly signal?: Signal;
  readonly clock?: number;
  readonly told?: { readonly source: string; readonly time: number };
}

/** Bursts that last for many windows, and signals later than they may be. */
const streams = fc
  .array(
    fc.record({
      what: fc.constantFrom('signal', 'signal', 'signal', 'signal', 'signal', 'signal', 'clock', 'told'),
      rule: fc.constantFrom('a', 'a', 'b'),
      gap: fc.constantFrom(0, 1, 3, 5, 9, 21),
      delay: fc.constantFrom(0, 0, 2, 6, 12, 30),
      user: fc.constantFrom('x', 'x', 'x', 'y'),
      value: fc.integer({ min: 0, max: 5 }),
    }),
    { minLength: 40, maxLength: 90, size: 'max' },
  )
  .map((parts) => {
    let seconds = 0;
    return parts.map(({ what, rule, gap, delay, user, value }, index): Step => {
      seconds += gap;
      const time = (seconds - delay) * SECOND;
      const source = `s${value % 3}`;
      if (what === 'clock') return { clock: seconds * SECOND };
      if (what === 'told') return { told: { source, time } };
      const fields = { User: user, Value: String(value) };
      return { signal: { rule, event: `e${index}`, time, source, organisation: `o${value % 2}`, fields } };
    });
  });

function give(correlator: Correlator, { signal, clock, told }: Step) {
  if (told) {
    correlator.observe(told.source, told.time);
    return { outcomes: [], refused: [] };
  }
  if (clock !== undefined) return correlator.advance(clock);
  return correlator.add(signal ? [signal] : []);
}

/** The same, but stopped before each of some steps and made anew of no more signals than it says it needs. */
function withStops(
  correlations: readonly Correlation[],
  steps: readonly Step[],
  stops: ReadonlySet<number>,
): { readonly answers: unknown[]; readonly given: number } {
  let correlator = createCorrelator(correlations, options);
  const taken: Signal[] = [];
  let given = 0;
  const answers = steps.map((step, index) => {
    if (stops.has(index)) {
      const progress = JSON.parse(JSON.stringify(correlator.progress()));
      const from = replayFrom(correlations, progress);
      const needed = taken.filter(({ time }) => time >= from).reverse();
      given += taken.length - needed.length;
      correlator = resumeCorrelator(correlations, progress, needed, options);
    }
    const answer = give(correlator, step);
    if (step.signal && answer.refused.length === 0) taken.push(step.signal);
    return answer;
  });
  return { answers: [...answers, correlator.finish()], given };
}

describe('a correlator that goes on where another stopped', () => {
  for (const [name, documents] of Object.entries(sets)) {
    it(`answers as if it had never stopped: ${name}`, () => {
      const correlations = correlationsOf(documents);
      let outcomes = 0;
      let refused = 0;
      let spared = 0;
      fc.assert(
        fc.property(streams, fc.array(fc.nat(89), { minLength: 1, maxLength: 4 }), (steps, stops) => {
          const { answers, given } = withStops(correlations, steps, new Set(stops));
          const calm = withStops(correlations, steps, new Set()).answers;
          assert.deepEqual(answers, calm);
          for (const answer of calm as { outcomes: unknown[]; refused: unknown[] }[]) {
            outcomes += answer.outcomes.length;
            refused += answer.refused.length;
          }
          spared += given;
        }),
        { numRuns: 1500, seed: 23 },
      );
      assert.ok(outcomes > 200, `only ${outcomes} outcomes`);
      assert.ok(refused > 200, `only ${refused} signals refused`);
      assert.ok(spared > 200, `only ${spared} signals not needed again`);
    });
  }

  const at = (rule: string, seconds: number): Signal => {
    const time = seconds * SECOND;
    return { rule, event: `${rule}${seconds}`, time, source: 's', organisation: 'o', fields: { User: 'x' } };
  };
  /** Ends of what is found after a stop at 100 seconds with nothing late. */
  const foundAfter = (documents: readonly object[], before: readonly Signal[], after: readonly Signal[]) => {
    const correlations = correlationsOf(documents);
    const first = createCorrelator(correlations, { lateness: 0 });
    first.add(before);
    first.observe('s', 100 * SECOND);
    first.add([]);
    const progress = first.progress();
    assert.equal(progress.final, 100 * SECOND);
    const from = replayFrom(correlations, progress);
    const needed = before.filter(({ time }) => time >= from);
    assert.ok(needed.length < before.length);
    const second = resumeCorrelator(correlations, progress, needed, { lateness: 0 });
    return [...second.add(after).outcomes, ...second.advance(300 * SECOND).outcomes].map(
      ({ finding }) => `${finding.correlation} ${finding.instant / SECOND}`,
    );
  };

  it('knows that what holds has held since before', () => {
    // The window from 75 was over; the one from 81 goes on with it.
    const few = { id: 'few', correlation: { ...counted, condition: { lte: 2 } } };
    const before = [1, 75, 81].map((time) => at('a', time));
    assert.deepEqual(foundAfter([few], before, [at('a', 101), at('a', 150)]), ['few 170']);
  });

  it('takes no burst that began long before for one that begins where the signals do', () => {
    const many = { id: 'many', name: 'many', correlation: { ...counted, condition: { gte: 2 } } };
    const two = {
      id: 'two',
      correlation: { ...counted, rules: ['many', 'b'], timespan: '60s', condition: { gte: 2 } },
    };
    const burst = Array.from({ length: 60 }, (_, index) => at('a', -500 + index * 10));
    assert.deepEqual(foundAfter([many, two], [...burst, at('b', 45)], [at('b', 101)]), ['two 101']);
  });

  it('needs everything while nothing is final', () => {
    const correlations = correlationsOf(sets['a count'] ?? []);
    const { final, ...rest } = createCorrelator(correlations).progress();
    assert.equal(final, null);
    assert.equal(replayFrom(correlations, { final, ...rest }), Number.NEGATIVE_INFINITY);
  });

  it('goes back over all windows of correlations upon each other', () => {
    const correlations = correlationsOf(sets['correlations upon each other'] ?? []);
    const progress = { final: 1_000_000, latest: null, now: null, sources: {} };
    // Twice 60 s of the one at the top, 40 s of what it counts and 20 s of what that counts.
    assert.equal(replayFrom(correlations, progress), 1_000_000 - 2 * (60 + 40 + 20) * SECOND);
  });
});
