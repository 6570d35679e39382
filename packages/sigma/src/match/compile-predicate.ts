import { inNetwork } from '../predicate/cidr.ts';
import { compareNumbers } from '../predicate/compare.ts';
import { datePart } from '../predicate/date-part.ts';
import type { FieldrefMode, Predicate } from '../predicate/predicate.ts';
import { compileRegex, parsedRegex, requiredLiterals } from '../regex/index.ts';
import { foldText } from '../value/fold.ts';
import { asLiteral, type LiteralOp, type Part } from '../value/pattern.ts';
import { type EventContext, type FieldId, type FieldNames, KEYWORDS } from './event-context.ts';
import { compileGlob } from './glob.ts';

export type Check = (context: EventContext) => boolean;

/** Compiles the test of one leaf. */
export function compileLeaf(field: FieldId, predicate: Predicate, names: FieldNames): Check {
  switch (predicate.op) {
    case 'pattern': {
      const test = compilePattern(predicate.parts, predicate.cased);
      return predicate.cased ? onRaw(field, test) : onFolded(field, test);
    }
    case 'regex':
      return onBoth(field, lazyRegex(predicate.source, predicate.flags));
    case 'compare':
      return onRaw(field, (text) => compareNumbers(text, predicate.relation, predicate.value));
    case 'date':
      return onRaw(field, (text) => {
        const part = datePart(text, predicate.part);
        return part !== undefined && compareNumbers(String(part), predicate.relation, predicate.value);
      });
    case 'cidr':
      return onRaw(field, (text) => inNetwork(predicate.network, text));
    case 'exists':
      return (context) => context.value(field) !== undefined;
    case 'null':
      return (context) => {
        const value = context.value(field);
        if (typeof value === 'string') return false;
        return value === undefined || value === null || value.length === 0 || value.includes(null);
      };
    case 'fieldref':
      return compileFieldref(field, names.idOf(predicate.field), predicate.mode, predicate.cased);
  }
}

function compilePattern(parts: readonly Part[], cased: boolean): (text: string) => boolean {
  const literal = asLiteral(parts);
  if (!literal) return compileGlob(parts, cased);
  return compileLiteral(literal.op, cased ? literal.text : foldText(literal.text));
}

function compileLiteral(op: LiteralOp, wanted: string): (text: string) => boolean {
  switch (op) {
    case 'eq':
      return (text) => text === wanted;
    case 'starts':
      return (text) => text.startsWith(wanted);
    case 'ends':
      return (text) => text.endsWith(wanted);
    case 'contains':
      return (text) => text.includes(wanted);
  }
}

/** An expression behind the texts that every match must hold; compiled when first needed. */
function lazyRegex(source: string, flags: string): (text: string, folded: string) => boolean {
  const clauses = requiredLiterals(parsedRegex(source, flags));
  let search: ((text: string) => boolean) | undefined;
  return (text, folded) => {
    for (const clause of clauses) if (!clause.some((literal) => folded.includes(literal))) return false;
    search ??= compileRegex(source, flags);
    return search(text);
  };
}

function onRaw(field: FieldId, test: (text: string) => boolean): Check {
  if (field === KEYWORDS) return (context) => context.texts().some(test);
  return (context) => {
    const value = context.value(field);
    if (typeof value === 'string') return test(value);
    return value?.some((each) => each !== null && test(each)) ?? false;
  };
}

function onFolded(field: FieldId, test: (folded: string) => boolean): Check {
  if (field === KEYWORDS) return (context) => context.foldedTexts().some(test);
  return (context) => {
    const value = context.value(field);
    if (typeof value === 'string') return test(context.folded(field));
    return value?.some((each) => each !== null && test(foldText(each))) ?? false;
  };
}

function onBoth(field: FieldId, test: (text: string, folded: string) => boolean): Check {
  if (field === KEYWORDS) {
    return (context) => {
      const folded = context.foldedTexts();
      return context.texts().some((text, index) => test(text, folded[index] ?? ''));
    };
  }
  return (context) => {
    const value = context.value(field);
    if (typeof value === 'string') return test(value, context.folded(field));
    return value?.some((each) => each !== null && test(each, foldText(each))) ?? false;
  };
}

function compileFieldref(field: FieldId, other: FieldId, mode: FieldrefMode, cased: boolean): Check {
  const textsOf = (context: EventContext, id: FieldId): readonly string[] => {
    const value = context.value(id);
    if (value === undefined || value === null) return [];
    if (typeof value === 'string') return [cased ? value : context.folded(id)];
    return value.filter((each) => each !== null).map((each) => (cased ? each : foldText(each)));
  };
  return (context) => {
    const wanted = textsOf(context, other);
    return textsOf(context, field).some((text) => wanted.some((each) => compileLiteral(mode, each)(text)));
  };
}
