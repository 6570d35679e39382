import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { createCorrelator, type Finding, type Signal } from '../src/index.ts';
import { correlationsOf, Standing } from './correlation-support.ts';

/** See the head of `correlation-cases.yml`. */
interface Case {
  readonly name: string;
  readonly correlation: object;
  readonly scope?: string;
  readonly also?: readonly object[];
  readonly signals: readonly string[];
  readonly atOnce?: readonly string[];
  readonly fires: readonly string[];
  readonly withdrawn?: number;
  readonly refused?: number;
  readonly lost?: number;
}

const cases = parse(
  readFileSync(new URL('./correlation-cases.yml', import.meta.url), 'utf8'),
) as readonly Case[];

function signalOf(line: string, index: number): Signal {
  const [rule = '', seconds = '', ...rest] = line.split(' ');
  const given = new Map(rest.map((each) => each.split('=', 2) as [string, string]));
  const take = (key: string): string | undefined => {
    const value = given.get(key);
    given.delete(key);
    return value;
  };
  const device = take('device');
  return {
    rule,
    event: take('event') ?? `e${String(index).padStart(3, '0')}`,
    time: Number(seconds) * 1000,
    source: take('source') ?? 's',
    organisation: take('org') ?? 'o',
    ...(device === undefined ? {} : { device }),
    fields: Object.fromEntries(given),
  };
}

function shown({ instant, group }: Finding): string {
  return [instant / 1000, ...Object.values(group)].join(' ');
}

describe('correlation cases', () => {
  it('are at least sixty, of every type', () => {
    assert.ok(cases.length >= 60, `${cases.length} cases`);
    assert.equal(new Set(cases.map(({ name }) => name)).size, cases.length);
  });
  for (const each of cases) {
    it(each.name, () => {
      const own = { id: 'own', correlation: { timespan: '60s', ...each.correlation } };
      const correlations = correlationsOf([
        { ...own, ...(each.scope === undefined ? {} : { cordon: { scope: each.scope } }) },
        ...(each.also ?? []),
      ]);
      const correlator = createCorrelator(correlations, { lateness: 30_000 });
      const standing = new Standing().feed(correlator, each.signals.map(signalOf));
      const found = (): string[] =>
        [...standing.findings.values()]
          .filter(({ correlation }) => correlation === 'own')
          .sort((a, b) => a.instant - b.instant)
          .map(shown);
      if (each.atOnce) assert.deepEqual(found(), each.atOnce, 'before the end');
      standing.take(correlator.finish());
      assert.deepEqual(found(), each.fires);
      assert.equal(standing.withdrawn, each.withdrawn ?? 0, 'withdrawn');
      assert.equal(standing.refused, each.refused ?? 0, 'refused');
      const losses = [...correlator.statistics().losses.values()];
      assert.equal(
        losses.reduce((sum, { ungrouped, valueless }) => sum + ungrouped + valueless, 0),
        each.lost ?? 0,
        'lost',
      );
    });
  }
});
