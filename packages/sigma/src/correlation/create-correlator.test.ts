import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { correlationsOf, Standing } from '../../test/correlation-support.ts';
import {
  type Correlation,
  createCorrelator,
  loadRules,
  partOf,
  type Signal,
  signalFields,
} from '../index.ts';

function signal(seconds: number, more: Partial<Signal> = {}): Signal {
  const time = seconds * 1000;
  return { rule: 'a', event: `e${seconds}`, time, source: 's', organisation: 'o', fields: {}, ...more };
}

function count(condition: object, more: object = {}): readonly Correlation[] {
  const correlation = { type: 'event_count', rules: ['a'], timespan: '60s', condition, ...more };
  return correlationsOf([{ id: 'own', correlation }]);
}

describe('correlator', () => {
  it('gives what it finds an id of correlation, group, first and last event', () => {
    const find = (event: string, group: string, last: string): string | undefined => {
      const correlator = createCorrelator(count({ gte: 3 }, { 'group-by': ['User'] }));
      const fields = { User: group };
      const { outcomes } = correlator.add([
        signal(0, { event, fields }),
        signal(10, { fields }),
        signal(20, { event: last, fields }),
      ]);
      assert.equal(outcomes.length, 1);
      return outcomes[0]?.finding.id;
    };
    const id = find('first', 'x', 'last');
    assert.match(id ?? '', /^[0-9a-f]{32}$/);
    assert.equal(find('first', 'X', 'last'), id);
    assert.notEqual(find('other', 'x', 'last'), id);
    assert.notEqual(find('first', 'y', 'last'), id);
    assert.notEqual(find('first', 'x', 'other'), id);
  });

  it('finds nothing anew when everything is delivered again', () => {
    const correlator = createCorrelator(count({ gte: 2 }));
    const signals = [signal(0), signal(10), signal(20)];
    assert.equal(correlator.add(signals).outcomes.length, 1);
    assert.deepEqual(correlator.add(signals), { outcomes: [], refused: [] });
    assert.equal(correlator.statistics().entries, 3);
  });

  it('decides when the clock says so, without signals', () => {
    const correlator = createCorrelator(count({ lte: 2 }), { lateness: 10_000 });
    correlator.add([signal(0)]);
    // The only source is silent, so it is waited for once more as long.
    assert.deepEqual(correlator.advance(80_000).outcomes, []);
    const { outcomes } = correlator.advance(80_001);
    assert.deepEqual(
      outcomes.map(({ kind, finding }) => [kind, finding.instant]),
      [['fired', 60_000]],
    );
  });

  it('decides earlier when all sources are known to have told everything', () => {
    const correlator = createCorrelator(count({ lte: 2 }), { lateness: 10_000 });
    correlator.add([signal(0)]);
    correlator.observe('s', 70_001);
    assert.equal(correlator.add([]).outcomes.length, 1);
  });

  it('reports times that are ahead of the clock or none, and lets them move nothing', () => {
    const correlator = createCorrelator(count({ gte: 2 }), { ahead: 1000 });
    correlator.advance(10_000);
    const ahead = signal(12);
    const none = signal(Number.NaN);
    assert.deepEqual(correlator.add([ahead, none]).refused, [
      { signal: ahead, why: 'ahead' },
      { signal: none, why: 'time' },
    ]);
    assert.equal(correlator.add([signal(11), signal(10)]).outcomes.length, 1);
    assert.deepEqual(correlator.statistics().refused, { late: 0, ahead: 1, time: 1 });
  });

  it('forgets the groups that saw nothing for longest when there is no room, and counts them', () => {
    const correlator = createCorrelator(count({ gte: 3 }, { 'group-by': ['User'] }), { maxEntries: 4 });
    const of = (User: string, ...times: number[]): Signal[] =>
      times.map((time) => signal(time, { fields: { User } }));
    correlator.add([...of('old', 1, 2), ...of('new', 3, 4)]);
    correlator.add(of('new', 4.5).slice(1));
    correlator.add([...of('other', 5)]);
    const { groups, entries, losses } = correlator.statistics();
    assert.deepEqual([groups, entries], [2, 3]);
    assert.deepEqual(losses.get('own'), { ungrouped: 0, valueless: 0, evictedGroups: 1, evictedEntries: 2 });
    assert.deepEqual(correlator.add(of('old', 6)).outcomes, []);
    assert.equal(correlator.add(of('new', 7)).outcomes.length, 1);
  });

  it('forgets what no window reaches any more', () => {
    const correlator = createCorrelator(count({ gte: 1000 }), { lateness: 0 });
    let most = 0;
    for (let seconds = 0; seconds < 2000; seconds++) {
      correlator.add([signal(seconds)]);
      most = Math.max(most, correlator.statistics().entries);
    }
    assert.ok(most >= 60 && most <= 95, `${most} entries`);
  });

  it('shows an organisation its own part of what several have part in, and how many others', () => {
    const correlations = correlationsOf([
      {
        correlation: { type: 'event_count', rules: ['a'], timespan: '60s', condition: { gte: 4 } },
        cordon: { scope: 'federation' },
      },
    ]);
    const [outcome] = createCorrelator(correlations).add([
      signal(0, { organisation: 'one' }),
      signal(1, { organisation: 'two' }),
      signal(2, { organisation: 'two' }),
      signal(3, { organisation: 'three' }),
    ]).outcomes;
    assert.ok(outcome);
    const { finding } = outcome;
    assert.equal(finding.organisation, undefined);
    const part = partOf(finding, 'two');
    assert.deepEqual(
      [part?.count, part?.others, part?.events.map(({ event }) => event)],
      [2, 2, ['e1', 'e2']],
    );
    assert.equal(partOf(finding, 'four'), undefined);
  });

  it('takes several values of a field as one, their list', () => {
    const correlator = createCorrelator(count({ gte: 2 }, { 'group-by': ['Data'] }));
    const list = (seconds: number, ...Data: string[]): Signal => signal(seconds, { fields: { Data } });
    const { outcomes } = correlator.add([list(0, 'x', 'y'), list(1, 'x'), list(2, 'X', 'Y')]);
    assert.deepEqual(
      outcomes.map(({ finding }) => finding.group),
      [{ Data: '["x","y"]' }],
    );
  });

  it('says which fields it reads, through aliases and chains', () => {
    const correlations = correlationsOf([
      {
        name: 'below',
        correlation: {
          type: 'value_count',
          rules: ['a', 'b'],
          'group-by': ['who'],
          aliases: { who: { a: 'Source', b: 'Target' } },
          timespan: '1m',
          condition: { field: 'Port', gte: 2 },
        },
      },
      {
        correlation: {
          type: 'temporal',
          rules: ['below', 'c'],
          'group-by': ['Host', 'cordon.device'],
          timespan: '1m',
        },
      },
    ]);
    const fields = signalFields(correlations);
    assert.deepEqual([...(fields.get('a') ?? [])].sort(), ['Host', 'Port', 'Source']);
    assert.deepEqual([...(fields.get('b') ?? [])].sort(), ['Host', 'Port', 'Target']);
    assert.deepEqual([...(fields.get('c') ?? [])], ['Host']);
  });

  it('refuses an expression in order that can be fulfilled in too many ways', () => {
    const names = Array.from({ length: 14 }, (_, index) => `r${index}`);
    const pairs = names.flatMap((name, index) => (index % 2 ? [`(${names[index - 1]} or ${name})`] : []));
    const correlation = {
      type: 'temporal_ordered',
      rules: names,
      timespan: '1m',
      condition: pairs.join(' and '),
    };
    const text = JSON.stringify({ title: 'Ways', correlation });
    assert.equal(
      loadRules([{ name: 'x', text }], { correlate: true }).report.rejected[0]?.code,
      'condition-too-complex',
    );
    const fewer = { ...correlation, type: 'temporal' };
    const other = JSON.stringify({ title: 'Ways', correlation: fewer });
    assert.equal(
      loadRules([{ name: 'x', text: other }], { correlate: true }).report.rejected[0]?.code,
      'reference-unknown',
    );
  });

  it('takes back nothing twice, whatever is delivered in between', () => {
    const standing = new Standing();
    const correlator = createCorrelator(count({ gte: 2 }));
    standing.feed(correlator, [signal(30), signal(40), signal(20), signal(10), signal(20), signal(0)]);
    assert.deepEqual(
      [...standing.findings.values()].map(({ instant }) => instant),
      [10_000],
    );
  });
});
