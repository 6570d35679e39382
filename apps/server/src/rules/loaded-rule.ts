import { createHash } from 'node:crypto';
import type { Advice, Severity } from '@cordon/api';
import type { Correlation, Metadata, Rule, RuleSource } from '@cordon/sigma';
import type { Static } from 'typebox';
import { ruleContent, techniquesOf } from './rule-content.ts';

/** A rule as the server knows it. */
export interface LoadedRule {
  readonly id: string;
  readonly title: string;
  readonly level: Severity;
  readonly status: string;
  readonly description: string;
  /** Where it came from: `cordon` for our own. */
  readonly origin: string;
  readonly file: string;
  /** Product, category and service as one text. */
  readonly logsource: string;
  readonly hasLogsource: boolean;
  readonly tags: readonly string[];
  readonly techniques: readonly string[];
  readonly groupBy: readonly string[];
  readonly cluster: string | null;
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
  readonly advice: Static<typeof Advice> | null;
  readonly text: string;
  readonly faults: readonly string[];
}

/** A rule without a level is treated as medium: not known is not harmless. */
const levelWhenMissing: Severity = 'medium';
/** Ids become keys; whoever writes a longer one gets a digest instead. */
const longestId = 100;

export function loadedRule(rule: Rule, hasLogsource: boolean): LoadedRule {
  const { groupBy, cluster, ...rest } = loadedDocument(rule);
  const { product, category, service } = rule.logsource;
  const logsource = [product, category, service].filter((part) => part !== undefined).join(' / ');
  return { ...rest, logsource, hasLogsource, groupBy, cluster };
}

/**
 * A correlation as the server knows it: a rule, whose signals are made of other rules'. It is grouped by itself: its
 * alert has no signals but those of what it found, so that they can be taken back.
 */
export function loadedCorrelation(correlation: Correlation): LoadedRule {
  const document = loadedDocument(correlation);
  return {
    ...document,
    logsource: `correlation / ${correlation.type}`,
    hasLogsource: true,
    groupBy: [],
    cluster: null,
    faults: [
      ...document.faults,
      ...(document.cluster === null ? [] : ['cordon.cluster: a correlation has an alert of its own']),
    ],
  };
}

function loadedDocument(
  document: Metadata & { readonly id: string; readonly source: RuleSource },
): Omit<LoadedRule, 'logsource' | 'hasLogsource'> {
  const content = ruleContent(document.custom);
  const [origin = '', ...path] = document.source.file.split('/');
  return {
    id: ruleKey(document.id),
    title: document.title,
    level: document.level ?? levelWhenMissing,
    status: document.status ?? '',
    description: document.description ?? '',
    origin,
    file: path.join('/'),
    tags: document.tags,
    techniques: techniquesOf(document.tags),
    groupBy: content.groupBy,
    cluster: content.cluster,
    references: document.references,
    falsePositives: document.falsepositives,
    advice: content.advice,
    text: document.source.text,
    faults: content.faults,
  };
}

/** The id under which signals and alerts know a rule; the pipeline's workers derive it the same way. */
export function ruleKey(id: string): string {
  if (id.length <= longestId && !id.includes('\0')) return id;
  return `sha256:${createHash('sha256').update(id).digest('hex').slice(0, 32)}`;
}
