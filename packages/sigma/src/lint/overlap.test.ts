import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Interner } from '../ir/interner.ts';
import { loadRules } from '../load/load-rules.ts';
import { contradictionOf } from './contradiction.ts';

/** Whether a selection, given as YAML lines, is found impossible; process creation of Windows. */
function impossible(lines: string, condition = 'a', windows = true): boolean {
  const indented = lines.replace(/^/gm, '  ');
  const text = `title: x\nlogsource: {product: windows, category: process_creation}\ndetection:\n${indented}\n  condition: ${condition}\n`;
  const [rule] = loadRules([{ name: 'x', text }]).rules;
  assert.ok(rule, text);
  const eventIds = windows ? new Set([1, 4688]) : undefined;
  return contradictionOf(rule.detection, { eventIds, singleValues: windows }) !== undefined;
}

const cases: readonly [never: boolean, lines: string, condition?: string][] = [
  [true, 'a:\n  EventID: 4624'],
  [true, 'a:\n  EventID:\n    - 4624\n    - 4625'],
  [false, 'a:\n  EventID:\n    - 4624\n    - 4688'],
  [true, 'a:\n  x: one\nb:\n  x: two', 'a and b'],
  [false, 'a:\n  x: one\nb:\n  x: two', 'a or b'],
  [false, 'a:\n  x: ONE\n  x|contains: n'],
  [true, 'a:\n  x: one\n  x|contains: z'],
  [true, 'a:\n  x|startswith: ab\n  x|startswith|cased: AC'],
  [false, 'a:\n  x|startswith: ab\n  x|startswith|cased: ABC'],
  [true, 'a:\n  x|endswith: .exe\n  x|endswith|cased: .dll'],
  [false, 'a:\n  x|endswith: .exe\n  x|endswith|cased: l.EXE'],
  [false, 'a:\n  x|endswith: l.exe\n  x|endswith|cased: .EXE'],
  [false, 'a:\n  x|contains|all:\n    - one\n    - two'],
  [false, 'a:\n  Data: one\nb:\n  Data: two', 'a and b'],
  [true, 'a:\n  x: null\n  x|contains: o'],
  [false, 'a:\n  x: null\nb:\n  x|exists: true', 'a and b'],
  [true, 'a:\n  x|gt: 5\n  x|lt: 5'],
  [true, 'a:\n  x|gte: 6\n  x|lte: 5'],
  [false, 'a:\n  x|gte: 5\n  x|lte: 5'],
  [true, 'a:\n  x: 7\n  x|lt: 7'],
  [true, 'a:\n  x: one\n  x|re: ^two'],
  [false, 'a:\n  x: one\n  x|re: ^O'],
  [true, 'a:\n  x: 10.1.2.3\n  x|cidr: 192.168.0.0/16'],
  [true, 'a:\n  x|startswith: abc\nb:\n  x|startswith: ab', 'a and not b'],
  [false, 'a:\n  x|startswith: ab\nb:\n  x|startswith: abc', 'a and not b'],
  [true, 'a:\n  x: abc\nb:\n  x|contains:\n    - z\n    - b', 'a and not b'],
  [false, 'a:\n  x|contains: b\nb:\n  x|contains|cased: b', 'a and not b'],
  [true, 'a:\n  x|re: b\nb:\n  x: "*"', 'a and not b'],
  [true, 'a:\n  x: p\nb:\n  - x: q\n    y: 1\n  - x: r\n    z: 1', 'a and b'],
  [false, 'a:\n  x: p\nb:\n  - x: p\n    y: 1\n  - x: r\n    z: 1', 'a and b'],
];

for (const [never, lines, condition] of cases) {
  it(`${never ? 'no event' : 'some event'} satisfies ${JSON.stringify(lines)} with ${condition ?? 'a'}`, () => {
    assert.equal(impossible(lines, condition), never);
  });
}

it('fields with several values may hold what one value cannot', () => {
  assert.equal(impossible('a:\n  x: one\nb:\n  x: two', 'a and b', false), false);
  assert.equal(impossible('a:\n  x: one\nb:\n  x: one', 'a and not b', false), true);
});

it('a constant that is never true is impossible', () => {
  const interner = new Interner();
  assert.ok(contradictionOf(interner.never, { eventIds: undefined, singleValues: true }));
});
