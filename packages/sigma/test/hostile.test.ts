import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createEngine } from '../src/index.ts';
import { event, selection } from './support.ts';

/** Patterns that take backtracking engines minutes or for ever, with values made for them. */
const cases: readonly [what: string, rule: string, unit: string, tail: string][] = [
  ['cubic wildcards', "F: '*\\\\*\\\\*$*'", '\\', ''],
  ['many wildcards', "F: '*a*a*a*a*a*a*a*a*b'", 'a', ''],
  ['wildcards and question marks', "F: '*a?a?a?a?b*'", 'a', ''],
  ['nested repetition', "F|re: '^(a+)+$'", 'a', '!'],
  ['overlapping alternatives', "F|re: '^(a|aa|a?)*$'", 'a', '!'],
  ['quadratic expression', "F|re: '(set).*&&\\s?set.*(environment|invoke).*&&.*x'", 'set && ', ''],
  ['word runs', "F|re: '\\w+`(?:\\w+|-|.)`[\\w+|\\s]'", 'a', '`'],
  ['counted repetition', "F|re: '(?:.{0,50}a){10}b'", 'a', ''],
  ['a wide window', "F|re: 'a.{200}b'", 'a', ''],
  ['windash', "F|windash|contains: ' -a -b -c -d -e -f -g -h -i'", ' -a -b -c -d -e -f -g -h', ''],
];

/** Milliseconds for one event, the best of three. */
function cost(rule: string, text: string): number {
  const engine = createEngine([selection(rule)]);
  engine.match(event({ F: 'warm' }));
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const from = performance.now();
    engine.match(event({ F: text }));
    best = Math.min(best, performance.now() - from);
  }
  return best;
}

describe('rules and values made to be slow', () => {
  for (const [what, rule, unit, tail] of cases) {
    it(`${what}: a megabyte is read in time that grows no faster than the text`, () => {
      const size = (bytes: number): string => unit.repeat(Math.ceil(bytes / unit.length)) + tail;
      const small = cost(rule, size(64 * 1024));
      const large = cost(rule, size(1024 * 1024));
      // Sixteen times the text: quadratic cost would be 256 times, and far beyond the bound.
      assert.ok(large < Math.max(small, 1) * 100, `${small} ms for 64 KiB, ${large} ms for 1 MiB`);
    });
  }

  it('a value of ten megabytes is searched whole: there is no length beyond which nothing is found', () => {
    const engine = createEngine([selection("F|contains: 'needle'\nG|re: 'n[e]{2}dle$'\nH: '*nee*dle'")]);
    const text = `${'x'.repeat(10 * 1024 * 1024)}needle`;
    assert.equal(engine.match(event({ F: text, G: text, H: text })).length, 1);
    assert.equal(engine.match(event({ F: text, G: `${text}x`, H: text })).length, 0);
  });

  it('what matched in such a value can be shown', () => {
    const rule = selection("F|contains: 'needle'\nH: '*nee*dle'");
    const text = `${'x'.repeat(10 * 1024 * 1024)}needle`;
    const engine = createEngine([rule]);
    assert.deepEqual(
      engine.matched(rule, event({ F: text, H: text })).map(({ field }) => field),
      ['F', 'H'],
    );
  });

  it('ten thousand fields and values are no trouble', () => {
    const engine = createEngine([
      selection("F|contains: 'needle'"),
      selection('words:\n  - needle'.replace('words:\n  ', '')),
    ]);
    const fields = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`F${index}`, `value ${index}`]),
    );
    const many = Array.from({ length: 10_000 }, (_, index) => (index === 9_999 ? 'a needle' : 'hay'));
    assert.equal(engine.match(event({ ...fields, F: many })).length, 2);
  });
});
