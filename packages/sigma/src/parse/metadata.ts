export type Level = 'informational' | 'low' | 'medium' | 'high' | 'critical';
export type Status = 'stable' | 'test' | 'experimental' | 'deprecated' | 'unsupported';

export const levels: readonly Level[] = ['informational', 'low', 'medium', 'high', 'critical'];
export const statuses: readonly Status[] = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'];

export interface RelatedRule {
  readonly id: string;
  readonly type: string;
}

/** What rules, correlations and filters say about themselves. */
export interface Metadata {
  readonly title: string;
  readonly name: string | undefined;
  readonly status: Status | undefined;
  readonly level: Level | undefined;
  readonly description: string | undefined;
  readonly license: string | undefined;
  readonly author: string | undefined;
  /** As written, YYYY-MM-DD in documents that follow the specification. */
  readonly date: string | undefined;
  readonly modified: string | undefined;
  readonly references: readonly string[];
  readonly tags: readonly string[];
  readonly fields: readonly string[];
  readonly falsepositives: readonly string[];
  readonly scope: readonly string[];
  readonly related: readonly RelatedRule[];
  /** Top-level keys that the specification does not know, as plain values. */
  readonly custom: Readonly<Record<string, unknown>>;
}

/** Top-level keys of the specification; any other is an extension. */
export const specificationKeys: readonly string[] = [
  'title',
  'id',
  'name',
  'related',
  'taxonomy',
  'status',
  'description',
  'license',
  'author',
  'references',
  'date',
  'modified',
  'logsource',
  'detection',
  'correlation',
  'filter',
  'generate',
  'fields',
  'falsepositives',
  'level',
  'tags',
  'scope',
  'action',
];
