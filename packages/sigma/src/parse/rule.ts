import type { ConditionNode } from '../condition/index.ts';
import type { IrNode } from '../ir/node.ts';

export type Level = 'informational' | 'low' | 'medium' | 'high' | 'critical';
export type Status = 'stable' | 'test' | 'experimental' | 'deprecated' | 'unsupported';

export const levels: readonly Level[] = ['informational', 'low', 'medium', 'high', 'critical'];
export const statuses: readonly Status[] = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'];

export interface LogSource {
  readonly product: string | undefined;
  readonly category: string | undefined;
  readonly service: string | undefined;
  readonly definition: string | undefined;
}

export interface RelatedRule {
  readonly id: string;
  readonly type: string;
}

/** A detection rule, read and checked; immutable. */
export interface Rule {
  /** Its `id`; where it has none, its `name`; else `sha256:` and a digest of its text, stable across loads. */
  readonly id: string;
  readonly title: string;
  readonly name: string | undefined;
  readonly status: Status | undefined;
  readonly level: Level | undefined;
  readonly description: string | undefined;
  readonly license: string | undefined;
  readonly author: string | undefined;
  /** As written, YYYY-MM-DD in rules that follow the specification. */
  readonly date: string | undefined;
  readonly modified: string | undefined;
  readonly references: readonly string[];
  readonly tags: readonly string[];
  readonly fields: readonly string[];
  readonly falsepositives: readonly string[];
  readonly scope: readonly string[];
  readonly related: readonly RelatedRule[];
  readonly logsource: LogSource;
  /** Top-level keys that the specification does not know, as plain values. */
  readonly custom: Readonly<Record<string, unknown>>;
  /** The conditions as written; several are alternatives. */
  readonly conditions: readonly Condition[];
  /** What each selection asks, by name. */
  readonly selections: ReadonlyMap<string, IrNode>;
  /** The whole rule: selections put together by the conditions. */
  readonly detection: IrNode;
  readonly source: RuleSource;
}

export interface Condition {
  readonly text: string;
  readonly node: ConditionNode;
}

export interface RuleSource {
  /** Name of the source as given to the loader. */
  readonly file: string;
  /** Line, from 1, on which the document begins. */
  readonly line: number;
  /** The document's text. */
  readonly text: string;
}
