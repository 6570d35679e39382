import type { DetectionItem, DetectionValue, RuleDocument, Selection } from './rule-files.ts';

/** A rule with one deliberate mistake; `id` names the mistake. */
export interface Mutant {
  readonly id: string;
  readonly rule: RuleDocument;
}

/**
 * Every mutant of a rule: each condition forced to hold and forced to fail, each value left out of its list, each
 * text comparison made wider or narrower, each operator of the condition swapped or removed, and the log source
 * widened to all of Windows. Cases that notice all of them pin down the whole rule.
 */
export function mutants(rule: RuleDocument): Mutant[] {
  const found: Mutant[] = [];
  for (const [name, selection] of selections(rule)) {
    for (const key of Object.keys(selection)) {
      for (const { what, entries } of leafMutations(key, selection[key] ?? null)) {
        const edited = Object.entries(selection).flatMap(([other, item]) =>
          other === key ? entries : [[other, item]],
        );
        found.push({
          id: `${name}.${key}: ${what}`,
          rule: withDetection(rule, name, Object.fromEntries(edited) as Selection),
        });
      }
    }
  }
  for (const { what, condition } of conditionMutations(String(rule.detection.condition))) {
    found.push({ id: `condition: ${what}`, rule: withDetection(rule, 'condition', condition) });
  }
  found.push({ id: 'logsource: any Windows log', rule: { ...rule, logsource: { product: 'windows' } } });
  return found;
}

function selections(rule: RuleDocument): [string, Selection][] {
  return Object.entries(rule.detection).filter(
    (entry): entry is [string, Selection] => entry[0] !== 'condition' && typeof entry[1] === 'object',
  );
}

function withDetection(rule: RuleDocument, name: string, part: Selection | string): RuleDocument {
  return { ...rule, detection: { ...rule.detection, [name]: part } };
}

type Entry = [string, DetectionItem];
interface LeafMutation {
  readonly what: string;
  readonly entries: Entry[];
}

/** No event of ours has this field, so that asking for its absence always holds and for its presence never. */
const nowhere = 'CordonNowhere';
const textOperators = ['contains', 'startswith', 'endswith'];

function leafMutations(key: string, item: DetectionItem): LeafMutation[] {
  const [field = '', ...modifiers] = key.split('|');
  const values: readonly DetectionValue[] = Array.isArray(item) ? item : [item as DetectionValue];
  const operator = modifiers.find((modifier) => textOperators.includes(modifier));
  const result: LeafMutation[] = [
    { what: 'always holds', entries: [[nowhere, null]] },
    { what: 'never holds', entries: [[`${nowhere}|exists`, true]] },
  ];
  const rewritten = (
    what: string,
    changed: readonly string[],
    rewrite: readonly DetectionValue[] = values,
  ): void => {
    const one = rewrite.length === 1 ? (rewrite[0] ?? null) : rewrite;
    result.push({ what, entries: [[[field, ...changed].join('|'), one]] });
  };
  if (values.length > 1) {
    for (const value of values) {
      const rest = values.filter((other) => other !== value);
      const kept = rest.length === 1 ? modifiers.filter((modifier) => modifier !== 'all') : modifiers;
      rewritten(`without ${JSON.stringify(value)}`, kept, rest);
    }
  }
  for (const dropped of ['all', 'cased', 'windash']) {
    if (modifiers.includes(dropped)) rewritten(`without ${dropped}`, without(modifiers, dropped));
  }
  const text = values.every((value) => typeof value === 'string' && !['', 'true', 'false'].includes(value));
  if (text && modifiers.includes('re')) {
    for (const [index, value] of values.entries()) {
      for (const { what, pattern } of patternMutations(String(value))) {
        rewritten(`regex ${what}`, modifiers, values.with(index, pattern));
      }
    }
  } else if (text && operator) {
    for (const other of textOperators) {
      if (other !== operator)
        rewritten(
          `${other}`,
          modifiers.map((modifier) => (modifier === operator ? other : modifier)),
        );
    }
    if (!modifiers.includes('all')) rewritten('whole value', without(modifiers, operator));
    const trimmed = values.map((value) => trimEdges(String(value), operator));
    if (trimmed.some((value, index) => value !== values[index]))
      rewritten('edges trimmed', modifiers, trimmed);
  } else if (text && modifiers.length === 0) {
    rewritten('contains', ['contains']);
  }
  return result;
}

const regexEdges: readonly [string, RegExp][] = [
  ['without its beginning', /(?<=^(?:\(\?i\))?)\^/],
  ['without its end', /\$$/],
  ['with case', /^\(\?i\)/],
];

/** A pattern without an anchor, without its flag, without one of the alternatives of a group, or of an option. */
function patternMutations(pattern: string): { what: string; pattern: string }[] {
  const result: { what: string; pattern: string }[] = [];
  for (const [what, edge] of regexEdges) {
    if (edge.test(pattern)) result.push({ what, pattern: pattern.replace(edge, '') });
  }
  for (const group of pattern.matchAll(/(?<!\\)\((?!\?)([^()]*\|[^()]*)\)/g)) {
    const alternatives = (group[1] ?? '').split('|');
    for (const dropped of alternatives) {
      const rest = alternatives.filter((alternative) => alternative !== dropped).join('|');
      const edited = `${pattern.slice(0, group.index)}(${rest})${pattern.slice(group.index + group[0].length)}`;
      result.push({ what: `without ${dropped} at ${group.index}`, pattern: edited });
    }
  }
  for (const { index } of pattern.matchAll(/(?<=[^\\(*+?]|\\.)\?/g)) {
    const before = pattern.slice(0, index);
    const after = pattern.slice(index + 1);
    result.push({ what: `with its option at ${index}`, pattern: before + after });
    result.push({
      what: `without its option at ${index}`,
      pattern: before.slice(0, lastAtom(before)) + after,
    });
  }
  return result;
}

/** Where the last atom of a piece of a pattern begins: a group without groups inside, an escape, or a character. */
function lastAtom(piece: string): number {
  return piece.length - (/(?:\([^()]*\)|\[[^\]]*\]|\\.|.)$/.exec(piece)?.[0].length ?? 0);
}

function without(list: readonly string[], dropped: string): string[] {
  return list.filter((entry) => entry !== dropped);
}

/** Without the separators that keep a name from being the tail or the head of a longer one. */
function trimEdges(value: string, operator: string): string {
  let text = value;
  if (operator !== 'startswith') text = text.replace(/^[\s\\/.-](?=\S)/, '');
  if (operator !== 'endswith') text = text.replace(/(?<=\S)[\s\\]$/, '');
  return text;
}

function conditionMutations(condition: string): { what: string; condition: string }[] {
  const tokens = condition.match(/[()]|[^\s()]+/g) ?? [];
  const result: { what: string; condition: string }[] = [];
  const replace = (index: number, by: readonly string[], what: string): void => {
    const edited = tokens.toSpliced(index, 1, ...by).join(' ');
    result.push({ what: `${what} at word ${index + 1}`, condition: edited });
  };
  tokens.forEach((token, index) => {
    if (token === 'and') replace(index, ['or'], 'and becomes or');
    if (token === 'or') replace(index, ['and'], 'or becomes and');
    if (token === 'not') replace(index, [], 'not removed');
    if (tokens[index + 1] === 'of') {
      replace(index, [token === 'all' ? '1' : 'all'], token === 'all' ? 'all becomes 1' : '1 becomes all');
    }
  });
  return result;
}
