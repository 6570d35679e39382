import { parseCondition, resolveCondition } from '../condition/index.ts';
import { locate, RuleError } from '../rejection.ts';
import { entryOf, type YamlEntry, type YamlMap } from '../yaml/index.ts';
import {
  type Comparison,
  type CorrelationCondition,
  type CorrelationType,
  operators,
} from './correlation.ts';
import { ONE, parseDecimal } from './decimal.ts';
import { alternativesOf } from './window/alternatives.ts';

export interface ParsedCondition {
  readonly condition: CorrelationCondition;
  readonly fields: readonly string[];
  readonly percentile: number;
}

/**
 * Reads the `condition` of a correlation: a map of comparisons, or text with rule names. Where a temporal type has
 * none, all its rules are needed. Throws `RuleError` with the place of what is wrong.
 */
export function parseCorrelationCondition(
  section: YamlMap,
  type: CorrelationType,
  references: readonly string[],
): ParsedCondition {
  const entry = entryOf(section, 'condition');
  const temporal = type === 'temporal' || type === 'temporal_ordered';
  if (!entry) {
    if (!temporal)
      throw new RuleError('field-missing', 'correlation: expected "condition", found none', section.offset);
    return whole(compareAll(references.length));
  }
  if (entry.value.kind === 'seq') throw wrong('a map of comparisons', 'a list', entry.value.offset);
  if (entry.value.kind === 'map') return readMap(entry.value, type);
  if (!temporal) {
    throw wrong(`a map of comparisons for "${type}"`, `"${entry.value.text}"`, entry.value.offset);
  }
  return whole(readExpression(entry.value.text, entry.value.offset, references, type));
}

function whole(condition: CorrelationCondition): ParsedCondition {
  return { condition, fields: [], percentile: 50 };
}

function compareAll(count: number): CorrelationCondition {
  return { kind: 'compare', comparisons: [{ operator: 'gte', value: BigInt(count) * ONE }] };
}

function readExpression(
  text: string,
  offset: number,
  references: readonly string[],
  type: CorrelationType,
): CorrelationCondition {
  return locate(offset, () => {
    try {
      const node = parseCondition(text);
      // Only to find names that are not among the rules; whoever evaluates it builds what it needs.
      resolveCondition(node, new Map(references.map((each) => [each, each])), {
        and: () => '',
        or: () => '',
        not: () => '',
      });
      // In order, an expression is as many chains as there are ways to fulfil it.
      if (type === 'temporal_ordered')
        alternativesOf(node, new Map(references.map((each, step) => [each, step])));
      return { kind: 'expression', text, node };
    } catch (error) {
      if (error instanceof RangeError) throw new RuleError('condition-too-complex', error.message);
      if (!(error instanceof RuleError) || error.offset === undefined) throw error;
      // Places within the text are lost once quotes and folding are undone.
      throw new RuleError(error.code, `${error.message} (at character ${error.offset + 1})`);
    }
  });
}

function readMap(map: YamlMap, type: CorrelationType): ParsedCondition {
  const comparisons: Comparison[] = [];
  let fields: readonly string[] = [];
  let percentile = 50;
  for (const entry of map.entries) {
    const operator = operators.find((each) => each === entry.key);
    if (operator) comparisons.push({ operator, value: readNumber(entry) });
    else if (entry.key === 'field') fields = readFields(entry, type);
    else if (entry.key === 'percentile' && type === 'value_percentile') percentile = readPercentile(entry);
    else throw wrong(`${operators.join(', ')} or field`, `"${entry.key}"`, entry.keyOffset);
  }
  if (comparisons.length === 0) throw wrong(`one of ${operators.join(', ')}`, 'none of them', map.offset);
  if (type.startsWith('value_') && fields.length === 0) {
    throw wrong(`"field" for "${type}"`, 'none', map.offset);
  }
  return { condition: { kind: 'compare', comparisons }, fields, percentile };
}

function readNumber({ key, value }: YamlEntry): bigint {
  const number = value.kind === 'scalar' ? parseDecimal(value.text) : undefined;
  if (number !== undefined) return number;
  throw wrong(`a number behind "${key}"`, value.kind === 'scalar' ? `"${value.text}"` : 'none', value.offset);
}

function readPercentile(entry: YamlEntry): number {
  const number = Number(readNumber(entry)) / Number(ONE);
  if (number > 0 && number <= 100) return number;
  throw wrong('a percentile above 0 and at most 100', String(number), entry.value.offset);
}

function readFields({ value, keyOffset }: YamlEntry, type: CorrelationType): readonly string[] {
  if (!type.startsWith('value_')) throw wrong(`no "field" for "${type}"`, 'one', keyOffset);
  const nodes = value.kind === 'seq' ? value.items : [value];
  const fields = nodes.map((node) => {
    if (node.kind === 'scalar' && node.text !== '') return node.text;
    throw wrong('the name of a field', node.kind === 'scalar' ? 'nothing' : `a ${node.kind}`, node.offset);
  });
  if (fields.length === 0) throw wrong('the name of a field', 'an empty list', value.offset);
  if (fields.length > 1 && type !== 'value_count')
    throw wrong(`one field for "${type}"`, `${fields.length}`, value.offset);
  return fields;
}

function wrong(expected: string, found: string, offset: number): RuleError {
  return new RuleError('correlation-condition', `condition: expected ${expected}, found ${found}`, offset);
}
