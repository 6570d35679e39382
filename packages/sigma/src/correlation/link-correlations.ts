import { RuleError } from '../rejection.ts';
import type { Correlation } from './correlation.ts';
import type { CorrelationDraft, Reference } from './parse-correlation.ts';

/** Correlations upon each other; deeper ones are taken for a mistake. */
const DEEPEST = 50;

/** What a reference may mean: rules and correlations, by id and by name. */
export interface ReferenceTable {
  /** The id that is meant. Throws `RuleError` at the reference when there is none, or more than one. */
  idOf(reference: Reference): string;
}

/** A table of everything that has been loaded; an id wins over a name. */
export function createReferenceTable(
  items: Iterable<{ readonly id: string; readonly name: string | undefined }>,
): ReferenceTable {
  const ids = new Set<string>();
  const byName = new Map<string, string[]>();
  for (const { id, name } of items) {
    ids.add(id);
    if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), id]);
  }
  return {
    idOf({ text, offset }) {
      if (ids.has(text)) return text;
      const [id, other] = byName.get(text) ?? [];
      if (id === undefined) {
        const reason = `rules: expected the id or name of a loaded rule, found "${text}"`;
        throw new RuleError('reference-unknown', reason, offset);
      }
      if (other !== undefined) {
        const reason = `rules: "${text}" is the name of more than one rule: ${id}, ${other}`;
        throw new RuleError('reference-ambiguous', reason, offset);
      }
      return id;
    },
  };
}

/** A correlation that cannot be used, and why. */
export interface Unlinked {
  readonly draft: CorrelationDraft;
  readonly error: RuleError;
}

export interface Linked {
  /** Those that others refer to first; else in the order in which they were read. */
  readonly correlations: readonly Correlation[];
  readonly unlinked: readonly Unlinked[];
}

/**
 * Looks the references of correlations up. One that refers to nothing, to itself through others, or to a
 * correlation that is refused, is refused.
 */
export function linkCorrelations(
  rules: Iterable<{ readonly id: string; readonly name: string | undefined }>,
  drafts: readonly CorrelationDraft[],
): Linked {
  const table = createReferenceTable([...rules, ...drafts]);
  const byId = new Map(drafts.map((draft) => [draft.id, draft]));
  const state = new Map<CorrelationDraft, 'open' | RuleError | Correlation>();
  const correlations: Correlation[] = [];
  const visit = (draft: CorrelationDraft, depth: number): 'open' | RuleError | Correlation => {
    const known = state.get(draft);
    if (known) return known;
    state.set(draft, 'open');
    let result: RuleError | Correlation;
    try {
      if (depth > DEEPEST)
        throw new RuleError('reference-cycle', `rules: more than ${DEEPEST} correlations upon each other`);
      const linked = resolve(draft, table);
      for (const [index, { id }] of linked.rules.entries()) {
        const child = byId.get(id);
        const below = child && visit(child, depth + 1);
        const reference = draft.rules[index];
        if (below === 'open') throw cycle(reference);
        if (below instanceof RuleError) throw refused(reference, below);
      }
      result = linked;
      correlations.push(linked);
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      result = error;
    }
    state.set(draft, result);
    return result;
  };
  const unlinked: Unlinked[] = [];
  for (const draft of drafts) {
    const result = visit(draft, 0);
    if (result instanceof RuleError) unlinked.push({ draft, error: result });
  }
  return { correlations, unlinked };
}

function resolve(draft: CorrelationDraft, table: ReferenceTable): Correlation {
  const rules = draft.rules.map((reference) => ({ id: table.idOf(reference), reference: reference.text }));
  for (const [index, { id, reference }] of rules.entries()) {
    if (rules.findIndex((each) => each.id === id) === index) continue;
    const reason = `rules: "${reference}" is there twice, by id and by name`;
    throw new RuleError('field-value', reason, draft.rules[index]?.offset);
  }
  const ids = new Set(rules.map(({ id }) => id));
  const aliases = new Map(
    [...draft.aliases].map(([alias, fields]) => {
      const byRule = fields.map(({ rule, field }): [string, string] => {
        const id = table.idOf(rule);
        if (ids.has(id)) return [id, field];
        const reason = `aliases: ${alias}: "${rule.text}" is not among the rules of this correlation`;
        throw new RuleError('reference-unknown', reason, rule.offset);
      });
      return [alias, new Map(byRule)] as const;
    }),
  );
  return { ...draft, rules, aliases };
}

function cycle(reference: Reference | undefined): RuleError {
  const reason = `rules: "${reference?.text}" refers back to this correlation`;
  return new RuleError('reference-cycle', reason, reference?.offset);
}

function refused(reference: Reference | undefined, below: RuleError): RuleError {
  const code = below.code === 'reference-cycle' ? 'reference-cycle' : 'reference-unknown';
  const reason = `rules: the correlation "${reference?.text}" was refused: ${below.message}`;
  return new RuleError(code, reason, reference?.offset);
}
