import { RuleError } from '../rejection.ts';
import { all } from './all.ts';
import { base64 } from './base64.ts';
import { base64offset } from './base64offset.ts';
import { cased } from './cased.ts';
import { cidr } from './cidr.ts';
import { position } from './contains.ts';
import { date } from './date.ts';
import { exists } from './exists.ts';
import { expand } from './expand.ts';
import { fieldref } from './fieldref.ts';
import { neq } from './neq.ts';
import { checkExpressions, re, regexFlag } from './re.ts';
import { relation } from './relation.ts';
import { utf16 } from './utf16.ts';
import type { Item, Modifier, ModifierContext } from './value.ts';
import { windash } from './windash.ts';

export type { Item, ModifierContext, TextValue, Value } from './value.ts';

/** Every modifier by name; `ignorecase`, `multiline` and `dotall` are long names in use for `i`, `m` and `s`. */
export const modifiers: ReadonlyMap<string, Modifier> = new Map<string, Modifier>([
  ['contains', position('contains')],
  ['startswith', position('startswith')],
  ['endswith', position('endswith')],
  ['all', all],
  ['cased', cased],
  ['neq', neq],
  ['exists', exists],
  ['windash', windash],
  ['re', re],
  ['i', regexFlag('i')],
  ['ignorecase', regexFlag('i')],
  ['m', regexFlag('m')],
  ['multiline', regexFlag('m')],
  ['s', regexFlag('s')],
  ['dotall', regexFlag('s')],
  ['base64', base64],
  ['base64offset', base64offset],
  ['utf16le', utf16('utf16le')],
  ['wide', utf16('wide')],
  ['utf16be', utf16('utf16be')],
  ['utf16', utf16('utf16')],
  ['lt', relation('lt')],
  ['lte', relation('lte')],
  ['gt', relation('gt')],
  ['gte', relation('gte')],
  ['minute', date('minute')],
  ['hour', date('hour')],
  ['day', date('day')],
  ['week', date('week')],
  ['month', date('month')],
  ['year', date('year')],
  ['cidr', cidr],
  ['expand', expand],
  ['fieldref', fieldref],
]);

/** What may follow modifiers that make something other than text of a value. */
const ABOUT_THE_ITEM = new Set(['all', 'neq']);

/** Applies the modifiers of an item in their order; throws `RuleError` for a name or combination without meaning. */
export function applyModifiers(item: Item, context: ModifierContext): void {
  for (const name of item.modifiers) {
    const modifier = modifiers.get(name);
    if (!modifier) throw new RuleError('modifier-unknown', `modifier "${name}" does not exist in Sigma`);
    if (item.applied.includes(name)) {
      throw new RuleError('modifier-combination', `modifier "${name}" stands twice on one field`);
    }
    if (item.applied.includes('cidr') && !ABOUT_THE_ITEM.has(name)) {
      throw new RuleError('modifier-combination', `modifier "${name}" cannot follow "cidr"`);
    }
    modifier(item, context);
    item.applied.push(name);
  }
  checkExpressions(item, context);
}
