import { createHash } from 'node:crypto';
import type { Advice, Severity } from '@cordon/api';
import type { Rule } from '@cordon/sigma';
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
  const content = ruleContent(rule.custom);
  const [origin = '', ...path] = rule.source.file.split('/');
  return {
    id: ruleKey(rule.id),
    title: rule.title,
    level: rule.level ?? levelWhenMissing,
    status: rule.status ?? '',
    description: rule.description ?? '',
    origin,
    file: path.join('/'),
    logsource: [rule.logsource.product, rule.logsource.category, rule.logsource.service]
      .filter((part) => part !== undefined)
      .join(' / '),
    hasLogsource,
    tags: rule.tags,
    techniques: techniquesOf(rule.tags),
    groupBy: content.groupBy,
    cluster: content.cluster,
    references: rule.references,
    falsePositives: rule.falsepositives,
    advice: content.advice,
    text: rule.source.text,
    faults: content.faults,
  };
}

/** The id under which signals and alerts know a rule; the pipeline's workers derive it the same way. */
export function ruleKey(id: string): string {
  if (id.length <= longestId && !id.includes('\0')) return id;
  return `sha256:${createHash('sha256').update(id).digest('hex').slice(0, 32)}`;
}
