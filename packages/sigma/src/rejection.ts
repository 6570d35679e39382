/** Why a rule, or a document that should be one, was not loaded. */
export interface Rejection {
  readonly file: string;
  readonly ruleId?: string;
  readonly title?: string;
  readonly code: RejectionCode;
  /** What was wrong, what was expected, what was found. */
  readonly reason: string;
  /** Place in the file, both from 1. */
  readonly line: number;
  readonly column: number;
}

/** Stable codes; `README.md` lists them and a test keeps the two equal. */
export const rejectionCodes = [
  'source-too-large',
  'yaml-syntax',
  'yaml-too-deep',
  'yaml-alias-bomb',
  'yaml-duplicate-key',
  'yaml-alias-unknown',
  'document-not-a-map',
  'document-not-a-rule',
  'correlation-condition',
  'correlation-not-run',
  'reference-unknown',
  'reference-ambiguous',
  'reference-cycle',
  'field-missing',
  'field-type',
  'field-value',
  'logsource-empty',
  'detection-empty',
  'value-null-in-list',
  'value-type',
  'modifier-unknown',
  'modifier-combination',
  'modifier-value',
  'placeholder-unresolved',
  'expansion-too-large',
  'regex-unsupported',
  'regex-syntax',
  'regex-too-large',
  'condition-syntax',
  'condition-aggregation',
  'condition-unknown-identifier',
  'condition-empty-selector',
  'condition-too-complex',
  'duplicate-id',
  'internal',
] as const;

export type RejectionCode = (typeof rejectionCodes)[number];

/** Thrown inside the parsers and turned into a `Rejection` by the loader; never leaves the package. */
export class RuleError extends Error {
  readonly code: RejectionCode;
  /** Offset in the source text, or undefined when the place is known only by the caller. */
  readonly offset: number | undefined;

  constructor(code: RejectionCode, message: string, offset?: number) {
    super(message);
    this.name = 'RuleError';
    this.code = code;
    this.offset = offset;
  }

  /** The same error with a place, unless it has one. */
  at(offset: number): RuleError {
    return this.offset === undefined ? new RuleError(this.code, this.message, offset) : this;
  }
}

/** Runs `work` and gives a `RuleError` without a place the offset of the node it is about. */
export function locate<T>(offset: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof RuleError ? error.at(offset) : error;
  }
}
