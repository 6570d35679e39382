import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RuleError } from '../rejection.ts';
import { foldText } from '../value/fold.ts';
import { checkRegex, compileRegex, parsedRegex, requiredLiterals } from './index.ts';

function finds(source: string, flags: string, text: string): boolean {
  checkRegex(source, flags);
  return compileRegex(source, flags)(text);
}

function codeOf(source: string): string {
  try {
    checkRegex(source, '');
  } catch (error) {
    assert.ok(error instanceof RuleError, String(error));
    return error.code;
  }
  return 'none';
}

describe('regular expressions', () => {
  const cases: [source: string, flags: string, text: string, found: boolean][] = [
    ['b', '', 'abc', true],
    ['B', '', 'abc', false],
    ['B', 'i', 'abc', true],
    ['(?i)B', '', 'abc', true],
    ['a(?i)B', '', 'aB', true],
    ['a(?i)B', '', 'AB', false],
    ['(?i:A)b', '', 'ab', true],
    ['(?i:A)b', '', 'aB', false],
    ['a(?i:b|c)D', '', 'aCD', true],
    ['(?-i:a)', 'i', 'A', false],
    ['^b', '', 'a\nb', false],
    ['^b', 'm', 'a\nb', true],
    ['a$', '', 'a\nb', false],
    ['a$', 'm', 'a\nb', true],
    // PCRE: before a final newline too; RE2 alone would say no.
    ['a$', '', 'a\n', true],
    ['a\\z', '', 'a\n', false],
    ['a$', '', 'a\n\n', false],
    ['a.b', '', 'a\nb', false],
    ['a.b', 's', 'a\nb', true],
    // JavaScript's dot would stop at these.
    ['a.b', '', 'a\u2028b', true],
    ['a.b', '', 'a\rb', true],
    ['a\\sb', '', 'a\u000bb', true],
    ['a\\sb', '', 'a\u00a0b', false],
    ['^\\w$', '', 'é', false],
    ['^\\d$', '', '٣', false],
    ['k', 'i', '\u212a', true],
    ['[^k]', 'i', 'K', false],
    ['[^\\w]', '', 'a-', true],
    ['^.$', '', '😀', true],
    ['[\\w+|\\s]', '', '|', true],
    ['[]a]', '', ']', true],
    ['[a-]', '', '-', true],
    ['[\\d-x]', '', '-', true],
    ['[[:alpha:]]+', '', 'x', true],
    ['[[:^alpha:]]', '', 'x', false],
    ['a{2,3}', '', 'aa', true],
    ['^a{2,3}$', '', 'aaaa', false],
    ['\\$\\{?x', '', '${x', true],
    ['{x}', '', '{x}', true],
    ['a{,2}', '', 'a{,2}', true],
    ['\\x41\\x{42}\\u0043', '', 'ABC', true],
    ['\\Qa.b\\E', '', 'a.b', true],
    ['\\Qa.b\\E', '', 'axb', false],
    ['(?<name>a)(?P<other>b)', '', 'ab', true],
    ['a(?#comment)b', '', 'ab', true],
    ['\\bset\\b', '', 'a set b', true],
    ['\\bset\\b', '', 'reset', false],
    ['(a|)b', '', 'b', true],
    ['', '', 'anything', true],
  ];
  for (const [source, flags, text, found] of cases) {
    it(`/${source}/${flags} ${found ? 'finds' : 'does not find'} ${JSON.stringify(text)}`, () => {
      assert.equal(finds(source, flags, text), found);
    });
  }

  const refused: [source: string, code: string][] = [
    ['(?=a)', 'regex-unsupported'],
    ['(?!a)', 'regex-unsupported'],
    ['(?<=a)b', 'regex-unsupported'],
    ['(?<!a)b', 'regex-unsupported'],
    ['(?>a)', 'regex-unsupported'],
    ['(a)\\1', 'regex-unsupported'],
    ['(?<n>a)\\k<n>', 'regex-unsupported'],
    ['a++', 'regex-unsupported'],
    ['(?R)', 'regex-unsupported'],
    ['\\p{L}', 'regex-unsupported'],
    ['(*FAIL)', 'regex-unsupported'],
    ['(a', 'regex-syntax'],
    ['a)', 'regex-syntax'],
    ['[a', 'regex-syntax'],
    ['*a', 'regex-syntax'],
    ['a**', 'regex-syntax'],
    ['[z-a]', 'regex-syntax'],
    ['a\\', 'regex-syntax'],
    ['a{3,2}', 'regex-syntax'],
    ['a{100000}', 'regex-too-large'],
    ['(?:a{1000}){1000}', 'regex-too-large'],
    ['(?:(?:(?:a{50}){50}){50}){50}', 'regex-too-large'],
    ['('.repeat(5000), 'regex-too-large'],
    ['a'.repeat(20_000), 'regex-too-large'],
  ];
  for (const [source, code] of refused) {
    it(`refuses /${source.slice(0, 30)}/ as ${code}`, () => assert.equal(codeOf(source), code));
  }

  it('finds what JavaScript finds, where both mean the same', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      'A',
      '-',
      '[ab]',
      '[^a]',
      '(?:ab|b)',
      '(a|b-)',
      '\\d',
      '\\w',
      '(?:x?)',
      '^',
      '$',
    );
    const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,3}', '*?');
    const source = fc
      .array(fc.tuple(atom, quantifier), { minLength: 1, maxLength: 6 })
      .map((parts) =>
        parts.map(([head, tail]) => (head === '^' || head === '$' ? head : head + tail)).join(''),
      );
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '-', '1', 'x'), maxLength: 12 });
    fc.assert(
      fc.property(source, text, fc.constantFrom('', 'i'), (pattern, value, flags) => {
        assert.equal(finds(pattern, flags, value), new RegExp(pattern, flags).test(value));
      }),
      { numRuns: 400 },
    );
  });

  it('names only literals that every match holds', () => {
    const atom = fc.constantFrom(
      'ab',
      'cd',
      '[ab]',
      'x?',
      '.*',
      '(?:ab|cd)',
      '(?:a|bcd)+',
      'e{2}',
      '\\d',
      '(?i:K)',
    );
    const source = fc.array(atom, { minLength: 1, maxLength: 6 }).map((atoms) => atoms.join(''));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', '1', 'k', 'K'), maxLength: 14 });
    fc.assert(
      fc.property(source, text, (pattern, value) => {
        if (!finds(pattern, '', value)) return;
        for (const clause of requiredLiterals(parsedRegex(pattern, ''))) {
          assert.ok(
            clause.some((literal) => foldText(value).includes(literal)),
            `${clause.join()} in ${value}`,
          );
        }
      }),
      { numRuns: 600 },
    );
  });

  it('finds the literals worth looking for', () => {
    const best = (source: string): readonly string[] => requiredLiterals(parsedRegex(source, ''))[0] ?? [];
    assert.deepEqual(
      best('net\\s+stop SuperBackupMan'),
      ['stop superbackupman'].map((text) => text),
    );
    assert.deepEqual(best('(?:Clipboard|invoke).*'), ['clipboard', 'invoke']);
    assert.deepEqual(best('[^a]+'), []);
  });

  it('never throws anything but its own error, and what it accepts compiles', () => {
    const piece = fc.constantFrom(
      'a',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '?',
      '*',
      '+',
      '|',
      '\\',
      '^',
      '$',
      '.',
      '-',
      '(?i)',
      '1',
      ',',
      ':',
      'Q',
      'E',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
          fc.string(),
        ),
        (source) => {
          if (codeOf(source) === 'none') compileRegex(source, '')('some text');
        },
      ),
      { numRuns: 1500 },
    );
  });
});
