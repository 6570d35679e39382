import { RuleError } from '../rejection.ts';
import { parseText } from '../value/parse-text.ts';
import { normalise } from '../value/pattern.ts';
import {
  MOST_ALTERNATIVES,
  type Modifier,
  type ModifierContext,
  mapValues,
  refuse,
  type TextValue,
} from './value.ts';

/**
 * `expand`: `%name%` stands for any of the values given for that name; `\%` is a percent sign. A placeholder
 * without values makes the rule unusable (specification: "must reject the rule").
 */
export const expand: Modifier = (item, context) =>
  mapValues(item, (value) => {
    if (value.kind === 'text') return fill(value.source, context, (text) => text).map(textValue);
    if (value.kind !== 'regex') return refuse('expand', value);
    const { flags } = value;
    return fill(value.source, context, asExpression).map((source) => ({
      kind: 'regex' as const,
      source,
      flags,
    }));
  });

function textValue(source: string): TextValue {
  return { kind: 'text', parts: normalise(parseText(source)), source, encoding: 'text' };
}

function fill(source: string, context: ModifierContext, quote: (text: string) => string): readonly string[] {
  let results: readonly string[] = [''];
  const append = (choices: readonly string[]): void => {
    if (results.length * choices.length > MOST_ALTERNATIVES) {
      throw new RuleError(
        'expansion-too-large',
        `value: over ${MOST_ALTERNATIVES} alternatives of "${source}"`,
      );
    }
    results = results.flatMap((head) => choices.map((choice) => head + choice));
  };
  for (const [piece, name] of source.matchAll(/\\%|%([\w.-]+)%|[^\\%]+|[\\%]/g)) {
    if (name === undefined) {
      append([piece === '\\%' ? '%' : piece]);
      continue;
    }
    const values = context.placeholders.get(name);
    if (!values || values.length === 0) {
      throw new RuleError('placeholder-unresolved', `no values are given for the placeholder %${name}%`);
    }
    append(values.map(quote));
  }
  return results;
}

/** A placeholder's value within an expression: its text, with `*` and `?` as wildcards. */
function asExpression(text: string): string {
  return parseText(text)
    .map((part) => {
      if (part.kind === 'text') return part.text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
      return part.kind === 'any' ? '(?s:.*)' : '(?s:.)';
    })
    .join('');
}
