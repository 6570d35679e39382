import type { ConditionNode } from '../condition/index.ts';
import type { IrNode } from '../ir/node.ts';
import type { Metadata } from './metadata.ts';

export interface LogSource {
  readonly product: string | undefined;
  readonly category: string | undefined;
  readonly service: string | undefined;
  readonly definition: string | undefined;
}

/** A detection rule, read and checked; immutable. */
export interface Rule extends Metadata {
  /** Its `id`; where it has none, its `name`; else `sha256:` and a digest of its text, stable across loads. */
  readonly id: string;
  readonly logsource: LogSource;
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
