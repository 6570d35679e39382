import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadRules } from '@cordon/sigma';
import { correlate } from './correlate.ts';
import type { ScanSignal } from './scan-signal.ts';

const rule = (name: string) => `title: Rule ${name}
id: ${name}
logsource: {product: windows, service: security}
detection: {s: {EventID: 1}, condition: s}
`;
const burst = `title: Burst
id: burst
level: high
tags: [attack.t1110]
correlation: {type: event_count, rules: [a], group-by: [User], timespan: 1m, condition: {gte: 3}}
`;
const load = (...texts: string[]) => {
  const set = loadRules(
    texts.map((text, index) => ({ name: `${index}.yml`, text })),
    { correlate: true },
  );
  assert.deepEqual(set.report.rejected, []);
  return set;
};
const signal = (
  name: string,
  second: number,
  user: string | undefined = 'ann',
  file = 'x.evtx',
): ScanSignal => ({
  rule: name,
  event: `event ${second} ${user}`,
  time: 1_772_438_400_000 + second * 1000,
  place: { file, recordId: `${second}`, channel: 'Security', provider: 'P', eventId: 1, computer: 'PC' },
  fields: user === undefined ? {} : { User: user },
});

describe('correlations of a scan', () => {
  it('makes a row of a finding: the time it became true, its group, its records', () => {
    const { detections, counts } = correlate(
      load(rule('a'), burst),
      [signal('a', 40), signal('a', 0), signal('a', 20, 'ann', 'y.evtx')],
      'informational',
    );
    const [row] = detections;
    assert.equal(detections.length, 1);
    assert.deepEqual(
      [row?.ruleTitle, row?.level, row?.tags, row?.fields, row?.time, row?.file, row?.recordId],
      ['Burst', 'high', ['attack.t1110'], { User: 'ann' }, '2026-03-02T08:00:40.000000Z', 'x.evtx', '40'],
    );
    const { id, ...part } = row?.correlation ?? { id: '' };
    assert.match(id, /^[0-9a-f]{32}$/);
    const at = (second: string, file: string) => ({
      time: `2026-03-02T08:00:${second}.000000Z`,
      ruleId: 'a',
      file,
      recordId: `${Number(second)}`,
      computer: 'PC',
    });
    assert.deepEqual(part, {
      first: '2026-03-02T08:00:00.000000Z',
      last: '2026-03-02T08:00:40.000000Z',
      measure: 3,
      count: 3,
      records: [at('00', 'x.evtx'), at('20', 'y.evtx'), at('40', 'x.evtx')],
    });
    assert.deepEqual([counts.loaded, counts.signals, counts.found], [1, 3, 1]);
  });

  it('counts the same event in two files once', () => {
    const signals = [signal('a', 0), signal('a', 1), signal('a', 1, 'ann', 'copy.evtx')];
    assert.equal(correlate(load(rule('a'), burst), signals, 'informational').counts.found, 0);
  });

  it('takes files in any order: a log that is weeks older comes in no way too late', () => {
    // More than are given to the correlator at once, so that its bound of lateness has moved on.
    const recent = Array.from({ length: 10_001 }, (_, number) => signal('a', number, `user ${number}`));
    const old = [0, 1, 2].map((second) => signal('a', second - 3_000_000));
    const { counts } = correlate(load(rule('a'), burst), [...recent, ...old], 'informational');
    assert.deepEqual([counts.found, counts.tooLate], [1, 0]);
  });

  it('counts what it cannot use, and what it forgets', () => {
    const unreadable = { ...signal('a', 1), time: Number.NaN };
    const { counts } = correlate(
      load(rule('a'), burst),
      [unreadable, signal('a', 2), { ...signal('a', 3), fields: {} }, signal('a', 4, 'bob')],
      'informational',
      { maxEntries: 1 },
    );
    assert.deepEqual(
      [counts.withoutTime, counts.ungrouped, counts.evictedGroups, counts.evictedEvents, counts.found],
      [1, 1, 1, 1, 0],
    );
  });

  it('shows what a correlation of correlations counted, down to the last record, and not its parts', () => {
    const chain = `title: Chain
id: chain
level: critical
correlation: {type: temporal_ordered, rules: [burst, b], group-by: [User], timespan: 10m}
`;
    const signals = [0, 1, 2].map((second) => signal('a', second));
    const set = load(rule('a'), rule('b'), burst, chain);
    const { detections } = correlate(set, [...signals, signal('b', 60)], 'informational');
    assert.deepEqual(
      detections.map((row) => [row.ruleTitle, row.recordId]),
      [['Chain', '60']],
    );
    const [inner, outer] = detections[0]?.correlation?.records ?? [];
    assert.ok(inner && 'finding' in inner && inner.ruleId === 'burst');
    assert.ok(outer && 'recordId' in outer && outer.recordId === '60');
    const generating = load(rule('a'), rule('b'), burst, `${chain}generate: true\n`);
    assert.deepEqual(
      correlate(generating, [...signals, signal('b', 60)], 'informational').detections.map((row) => [
        row.ruleTitle,
        row.recordId,
      ]),
      [
        ['Burst', '2'],
        ['Chain', '60'],
      ],
    );
  });

  it('leaves out findings below the level asked for', () => {
    const signals = [0, 1, 2].map((second) => signal('a', second));
    assert.equal(correlate(load(rule('a'), burst), signals, 'critical').detections.length, 0);
    assert.equal(correlate(load(rule('a'), burst), signals, 'high').detections.length, 1);
  });
});
