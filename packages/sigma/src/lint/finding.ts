import { type RejectionCode, rejectionCodes } from '../rejection.ts';

export type Severity = 'error' | 'warning' | 'info';

/** What the linter says beside the rejections of the loader, which are errors. Stable codes. */
export const lintCodes = {
  'attack-unknown': 'warning',
  'attack-revoked': 'warning',
  'attack-deprecated': 'warning',
  'condition-impossible': 'error',
  'date-format': 'warning',
  'field-unknown': 'warning',
  'id-missing': 'warning',
  'id-not-uuid': 'warning',
  'key-misspelt': 'warning',
  'level-missing': 'warning',
  'list-repeats': 'warning',
  'logsource-foreign': 'info',
  'logsource-unknown': 'warning',
  'regex-heavy': 'warning',
  'regex-open': 'warning',
  'regex-guarded': 'info',
  'regex-literal': 'info',
  'related-type': 'warning',
  'selection-alternative-impossible': 'warning',
  'selection-impossible': 'error',
  'selection-unreferenced': 'warning',
  'status-missing': 'warning',
  'tag-format': 'warning',
  'tag-namespace': 'warning',
  'title-too-long': 'warning',
} as const satisfies Readonly<Record<string, Severity>>;

export type LintCode = keyof typeof lintCodes;

/** One thing that is wrong with a rule, or worth knowing about it. */
export interface Finding {
  /** Name of the source as given. */
  readonly file: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  readonly code: LintCode | RejectionCode;
  readonly severity: Severity;
  /** One sentence: where, what was expected, what was found. */
  readonly message: string;
  readonly ruleId?: string;
  readonly title?: string;
}

/** All codes that a finding may have, with their severity. */
export const findingCodes: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  ...rejectionCodes.map((code): [string, Severity] => [code, 'error']),
  ...Object.entries(lintCodes),
]);
