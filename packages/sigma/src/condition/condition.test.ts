import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RuleError } from '../rejection.ts';
import { parseCondition, resolveCondition, selectNames } from './index.ts';

const ALGEBRA = {
  and: (children: readonly string[]) => `(${children.join(' & ')})`,
  or: (children: readonly string[]) => `(${children.join(' | ')})`,
  not: (child: string) => `!${child}`,
};

function read(text: string, names: readonly string[] = ['a', 'b', 'c', 'sel_1', 'sel_2', '_hidden']): string {
  return resolveCondition(parseCondition(text), new Map(names.map((name) => [name, name])), ALGEBRA);
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof RuleError, String(error));
    return error.code;
  }
  return 'none';
}

describe('conditions', () => {
  const cases: [text: string, expected: string][] = [
    ['a', 'a'],
    ['a or b and c', '(a | (b & c))'],
    ['not a and b', '(!a & b)'],
    ['not not a', '!!a'],
    ['not 1 of sel_*', '!(sel_1 | sel_2)'],
    ['(a or b) and c', '((a | b) & c)'],
    ['all of sel_*', '(sel_1 & sel_2)'],
    ['any of sel_*', '(sel_1 | sel_2)'],
    ['1 of them', '(a | b | c | sel_1 | sel_2)'],
    ['1 of _*', '(_hidden)'],
    ['all of *_1', '(sel_1)'],
    ['a AND NOT b OR c', '((a & !b) | c)'],
    ['ALL OF SEL_* or _hidden', 'unknown'],
    ['_hidden', '_hidden'],
    ['\n a\n and b ', '(a & b)'],
  ];
  for (const [text, expected] of cases) {
    it(`reads "${text.trim()}"`, () => {
      if (expected === 'unknown')
        assert.equal(
          codeOf(() => read(text)),
          'condition-empty-selector',
        );
      else assert.equal(read(text), expected);
    });
  }

  const wrong: [text: string, code: string][] = [
    ['', 'condition-syntax'],
    ['a b', 'condition-syntax'],
    ['a and', 'condition-syntax'],
    ['(a', 'condition-syntax'],
    ['a)', 'condition-syntax'],
    ['or a', 'condition-syntax'],
    ['1 of', 'condition-syntax'],
    ['2 of sel_*', 'condition-syntax'],
    ['missing', 'condition-unknown-identifier'],
    ['1 of nothing*', 'condition-empty-selector'],
    ['a | count() > 5', 'condition-aggregation'],
    ['('.repeat(1000), 'condition-too-complex'],
    ['not '.repeat(1000), 'condition-too-complex'],
    ['a or '.repeat(20_000), 'condition-too-complex'],
  ];
  for (const [text, code] of wrong) {
    it(`refuses "${text.slice(0, 20)}" as ${code}`, () =>
      assert.equal(
        codeOf(() => read(text)),
        code,
      ));
  }

  it('does not find "them" when every selection is hidden', () => {
    assert.equal(
      codeOf(() => read('1 of them', ['_a', '_b'])),
      'condition-empty-selector',
    );
  });

  it('says where it stopped', () => {
    assert.throws(() => parseCondition('a and and b'), { offset: 6 });
  });

  it('matches stars anywhere in a pattern', () => {
    assert.deepEqual(selectNames('a*b*c', ['abc', 'aXbYc', 'ab', 'acb', 'aabbcc']), [
      'abc',
      'aXbYc',
      'aabbcc',
    ]);
    assert.deepEqual(selectNames('aa*aa', ['aaa', 'aaaa']), ['aaaa']);
  });

  it('never throws anything but its own error', () => {
    const word = fc.constantFrom(
      'a',
      'b',
      'and',
      'or',
      'not',
      '(',
      ')',
      '1',
      'all',
      'of',
      'them',
      'sel_*',
      '|',
      '*',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(word).map((words) => words.join(' ')),
          fc.string(),
        ),
        (text) => {
          codeOf(() => read(text));
        },
      ),
      { numRuns: 500 },
    );
  });
});
