import { parseCondition, resolveCondition } from '../condition/index.ts';
import type { Interner } from '../ir/interner.ts';
import type { IrNode } from '../ir/node.ts';
import { applyModifiers, type Item, type ModifierContext, type Value } from '../modifiers/index.ts';
import type { Predicate } from '../predicate/predicate.ts';
import { locate, RuleError } from '../rejection.ts';
import { parseText } from '../value/parse-text.ts';
import { normalise, surround } from '../value/pattern.ts';
import { isNull, type YamlEntry, type YamlMap, type YamlNode, type YamlScalar } from '../yaml/index.ts';
import type { Condition } from './rule.ts';

export interface Detection {
  readonly selections: ReadonlyMap<string, IrNode>;
  readonly conditions: readonly Condition[];
  readonly detection: IrNode;
}

/** Keys of `detection` that are no selections; `timeframe` is a leftover of Sigma 1 and means nothing alone. */
const RESERVED = new Set(['condition', 'timeframe']);

/** Builds the conditions of a `detection` section. Throws `RuleError` with the place of what is wrong. */
export function parseDetection(section: YamlMap, interner: Interner, context: ModifierContext): Detection {
  const builder = new Builder(interner, context);
  const selections = new Map<string, IrNode>();
  for (const entry of section.entries) {
    if (!RESERVED.has(entry.key)) selections.set(entry.key, builder.selection(entry.value));
  }
  if (selections.size === 0) {
    throw new RuleError(
      'detection-empty',
      'detection: expected at least one selection, found none',
      section.offset,
    );
  }
  const conditions: Condition[] = [];
  const alternatives: IrNode[] = [];
  for (const scalar of conditionScalars(section)) {
    locate(scalar.offset, () => {
      const node = withoutOffset(() => parseCondition(scalar.text));
      alternatives.push(withoutOffset(() => resolveCondition(node, selections, interner)));
      conditions.push({ text: scalar.text, node });
    });
  }
  return { selections, conditions, detection: interner.or(alternatives) };
}

/**
 * Offsets within a condition cannot be mapped to the file once quotes and folding are undone: they are told
 * in the message and the error gets the place of the condition.
 */
function withoutOffset<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RuleError) || error.offset === undefined) throw error;
    throw new RuleError(error.code, `${error.message} (at character ${error.offset + 1})`);
  }
}

function conditionScalars(section: YamlMap): readonly YamlScalar[] {
  const entry = section.entries.find((each) => each.key === 'condition');
  if (!entry)
    throw new RuleError('field-missing', 'detection: expected "condition", found none', section.offset);
  const nodes = entry.value.kind === 'seq' ? entry.value.items : [entry.value];
  if (nodes.length === 0) {
    throw new RuleError('field-value', 'condition: expected text, found an empty list', entry.keyOffset);
  }
  return nodes.map((node) => {
    if (node.kind === 'scalar' && !isNull(node)) return node;
    const found = node.kind === 'scalar' ? 'null' : `a ${node.kind}`;
    throw new RuleError('field-type', `condition: expected text, found ${found}`, node.offset);
  });
}

class Builder {
  readonly #interner: Interner;
  readonly #context: ModifierContext;

  constructor(interner: Interner, context: ModifierContext) {
    this.#interner = interner;
    this.#context = context;
  }

  /** A map is an "and" of its items, a list an "or" of maps and keywords, a scalar a keyword. */
  selection(node: YamlNode): IrNode {
    if (node.kind === 'map') return this.#map(node);
    if (node.kind === 'scalar') return this.#item({ key: '', keyOffset: node.offset, value: node });
    if (node.items.length === 0) {
      throw new RuleError(
        'detection-empty',
        'selection: expected at least one value, found none',
        node.offset,
      );
    }
    return this.#interner.or(
      node.items.map((item) => {
        if (item.kind !== 'seq') return this.selection(item);
        throw new RuleError(
          'value-type',
          'selection: expected text or a map, found a list in a list',
          item.offset,
        );
      }),
    );
  }

  #map(map: YamlMap): IrNode {
    if (map.entries.length === 0) {
      throw new RuleError(
        'detection-empty',
        'selection: expected at least one field, found none',
        map.offset,
      );
    }
    return this.#interner.and(map.entries.map((entry) => locate(entry.keyOffset, () => this.#item(entry))));
  }

  #item(entry: YamlEntry): IrNode {
    const [name = '', ...names] = entry.key.split('|').map((part) => part.trim());
    const nodes = entry.value.kind === 'seq' ? entry.value.items : [entry.value];
    if (nodes.length === 0) {
      throw new RuleError(
        'detection-empty',
        `${entry.key}: expected a value, found an empty list`,
        entry.value.offset,
      );
    }
    const item: Item = {
      field: name === '' ? undefined : name,
      values: nodes.map((node) => [readValue(node, entry.value.kind === 'seq')]),
      all: false,
      negated: false,
      cased: false,
      applied: [],
      modifiers: names,
    };
    applyModifiers(item, this.#context);
    const interner = this.#interner;
    const values = item.values.map((alternatives) =>
      interner.or(alternatives.map((value) => this.#leaf(item, value))),
    );
    const node = item.all ? interner.and(values) : interner.or(values);
    return item.negated ? interner.not(node) : node;
  }

  #leaf(item: Item, value: Value): IrNode {
    if (item.field === undefined && value.kind !== 'text' && value.kind !== 'regex') {
      throw new RuleError(
        'value-type',
        `keywords: expected text or an expression, found a ${value.kind} value`,
      );
    }
    if (value.kind === 'exists') {
      const present = this.#interner.leaf(item.field, { op: 'exists' });
      return value.value ? present : this.#interner.not(present);
    }
    return this.#interner.leaf(item.field, predicateOf(item, value));
  }
}

function predicateOf(item: Item, value: Exclude<Value, { kind: 'exists' }>): Predicate {
  switch (value.kind) {
    case 'null':
      return { op: 'null' };
    case 'text': {
      // A keyword is looked for anywhere in a value, unless its modifiers say where.
      const placed = item.applied.includes('startswith') || item.applied.includes('endswith');
      const anywhere = item.field === undefined && !placed;
      const parts = anywhere ? surround(value.parts, true, true) : value.parts;
      return { op: 'pattern', parts: normalise(parts), cased: item.cased };
    }
    case 'regex':
      return { op: 'regex', source: value.source, flags: value.flags };
    case 'cidr':
      return { op: 'cidr', network: value.network };
    case 'compare':
      return { op: 'compare', relation: value.relation, value: value.value };
    case 'date':
      return { op: 'date', part: value.part, relation: value.relation, value: value.value };
    case 'fieldref':
      return { op: 'fieldref', field: value.field, mode: value.mode, cased: item.cased };
  }
}

function readValue(node: YamlNode, inList: boolean): Value {
  if (node.kind !== 'scalar') {
    throw new RuleError(
      'value-type',
      `value: expected text, number, true, false or null, found a ${node.kind}`,
      node.offset,
    );
  }
  if (isNull(node)) {
    if (!inList) return { kind: 'null' };
    const reason = 'value: null cannot be part of a list; give it a selection of its own';
    throw new RuleError('value-null-in-list', reason, node.offset);
  }
  return { kind: 'text', parts: parseText(node.text), source: node.text, encoding: 'text' };
}
