import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createCorrelator, type Finding, type Signal } from '../src/index.ts';
import { expectedFindings } from './correlation-oracle.ts';
import { correlationsOf, Standing } from './correlation-support.ts';

const SECOND = 1000;
const LATENESS = 40 * SECOND;

const shapes: Readonly<Record<string, object>> = {
  'event_count gte': { type: 'event_count', condition: { gte: 3 } },
  'event_count lte': { type: 'event_count', condition: { lte: 2 } },
  'event_count range': { type: 'event_count', condition: { gt: 1, lt: 4 } },
  'event_count eq': { type: 'event_count', condition: { eq: 2 } },
  'event_count neq': { type: 'event_count', condition: { neq: 2 } },
  'value_count gte': { type: 'value_count', condition: { field: 'Value', gte: 3 } },
  'value_count lt': { type: 'value_count', condition: { field: 'Value', lt: 3 } },
  'value_sum gt': { type: 'value_sum', condition: { field: 'Value', gt: 7 } },
  'value_avg gte': { type: 'value_avg', condition: { field: 'Value', gte: 3 } },
  'value_percentile gte': { type: 'value_percentile', condition: { field: 'Value', percentile: 70, gte: 3 } },
  'value_median lt': { type: 'value_median', condition: { field: 'Value', lt: 2 } },
  temporal: { type: 'temporal' },
  'temporal not': { type: 'temporal', condition: 'a and not b' },
  temporal_ordered: { type: 'temporal_ordered' },
};

/** Signals in few seconds, with ties, two groups, and events that match several rules. */
const streams = fc
  .array(
    fc.record({
      rule: fc.constantFrom('a', 'b', 'c'),
      event: fc.nat(60),
      gap: fc.constantFrom(0, 0, 1, 3, 7, 15, 31),
      user: fc.constantFrom('x', 'x', 'y'),
      value: fc.integer({ min: 0, max: 5 }),
      delay: fc.nat(LATENESS / SECOND),
      again: fc.boolean(),
    }),
    { minLength: 8, maxLength: 40, size: 'max' },
  )
  .map((parts) => {
    let seconds = 0;
    const known = new Map<number, { time: number; fields: Signal['fields'] }>();
    return parts.map((part) => {
      seconds += part.gap;
      const fields = { User: part.user, Value: String(part.value) };
      // An event has one time and one content, whatever rules it matches.
      const what = known.get(part.event) ?? { time: seconds * SECOND, fields };
      known.set(part.event, what);
      const signal: Signal = {
        rule: part.rule,
        event: `e${part.event}`,
        source: `s${part.value % 3}`,
        organisation: 'o',
        ...what,
      };
      return { signal, arrival: what.time + part.delay * SECOND, again: part.again };
    });
  });

function arrivalOf(parts: readonly { signal: Signal; arrival: number; again: boolean }[]): Signal[] {
  return parts
    .toSorted((a, b) => a.arrival - b.arrival)
    .flatMap(({ signal, again }) => (again ? [signal, signal] : [signal]));
}

function shown(findings: Iterable<Finding>): string[] {
  return [...findings]
    .map(({ group, instant, first, last }) => `${group.User} ${instant} ${first.event} ${last.event}`)
    .sort();
}

describe('correlator and oracle', () => {
  for (const [name, shape] of Object.entries(shapes)) {
    const [correlation] = correlationsOf([
      { correlation: { rules: ['a', 'b', 'c'], 'group-by': ['User'], timespan: '30s', ...shape } },
    ]);
    it(`agree on ${name}, whatever the order of arrival`, () => {
      assert.ok(correlation);
      let found = 0;
      fc.assert(
        fc.property(streams, fc.nat(4), (parts, batch) => {
          const correlator = createCorrelator([correlation], { lateness: LATENESS });
          const standing = new Standing();
          const signals = arrivalOf(parts);
          for (let at = 0; at < signals.length; at += batch + 1)
            standing.take(correlator.add(signals.slice(at, at + batch + 1)));
          standing.take(correlator.finish());
          assert.equal(standing.refused, 0);
          const expected = expectedFindings(
            correlation,
            parts.map(({ signal }) => signal),
          ).map(({ group, instant, first, last }) => `${group} ${instant} ${first} ${last}`);
          assert.deepEqual(shown(standing.findings.values()), expected.sort());
          assert.equal(correlator.statistics().entries, 0);
          found += expected.length;
        }),
        { numRuns: 300, seed: 7 },
      );
      assert.ok(found > 100, `only ${found} findings`);
    });
  }

  it('come to the same state when the signals are given again in order', () => {
    const correlations = correlationsOf([
      {
        name: 'many',
        correlation: {
          type: 'event_count',
          rules: ['a'],
          'group-by': ['User'],
          timespan: '30s',
          condition: { gte: 2 },
        },
      },
      {
        correlation: {
          type: 'temporal_ordered',
          rules: ['many', 'b'],
          'group-by': ['User'],
          timespan: '60s',
        },
      },
      {
        correlation: {
          type: 'temporal',
          rules: ['many', 'c'],
          'group-by': ['User'],
          timespan: '60s',
          condition: 'many and not c',
        },
      },
    ]);
    let found = 0;
    fc.assert(
      fc.property(streams, (parts) => {
        const shuffled = new Standing();
        const one = createCorrelator(correlations, { lateness: LATENESS });
        shuffled.feed(one, arrivalOf(parts)).take(one.finish());
        const ordered = new Standing();
        const other = createCorrelator(correlations, { lateness: LATENESS });
        const signals = parts.map(({ signal }) => signal).sort((a, b) => a.time - b.time);
        ordered.take(other.add(signals));
        ordered.take(other.finish());
        assert.deepEqual([...shuffled.findings.keys()].sort(), [...ordered.findings.keys()].sort());
        found += ordered.findings.size;
      }),
      { numRuns: 300, seed: 11 },
    );
    assert.ok(found > 200, `only ${found} findings`);
  });
});
