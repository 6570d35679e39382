import type { Advice } from '@cordon/api';
import type { Static } from 'typebox';

/** What our own rules say beyond Sigma, in their `cordon:` block. Rules of others have none of it. */
export interface RuleContent {
  /** Fields that, with rule and device, say what belongs together. */
  readonly groupBy: readonly string[];
  /** Rules of one cluster raise one alert together: a worm that trips twelve rules is one row. */
  readonly cluster: string | null;
  readonly advice: Static<typeof Advice> | null;
  /** What of the block could not be used, for the log. */
  readonly faults: readonly string[];
}

const confidences = ['high', 'medium', 'low'] as const;

/** Reads the `cordon:` block out of a rule's custom keys. Never throws: a bad part is left out and named. */
export function ruleContent(custom: Readonly<Record<string, unknown>>): RuleContent {
  const faults: string[] = [];
  const block = custom.cordon;
  if (block === undefined || block === null) return { groupBy: [], cluster: null, advice: null, faults };
  if (!isMap(block)) return { groupBy: [], cluster: null, advice: null, faults: ['cordon: expected a map'] };
  const groupBy = texts(block.group_by);
  if (!groupBy) faults.push('cordon.group_by: expected a list of field names');
  const cluster = block.cluster;
  const clusterFits =
    cluster === undefined || (typeof cluster === 'string' && /^[\w .-]{1,60}$/.test(cluster));
  if (!clusterFits)
    faults.push('cordon.cluster: expected a name of at most 60 letters, digits, spaces, ".", "-"');
  const advice = adviceOf(block);
  if (!advice && block.advice !== undefined)
    faults.push(
      'cordon.advice: expected meaning, do, do_not and, beside it, confidence and confidence_reason',
    );
  return {
    groupBy: groupBy ?? [],
    cluster: clusterFits && typeof cluster === 'string' ? cluster : null,
    advice,
    faults,
  };
}

function adviceOf(block: Readonly<Record<string, unknown>>): Static<typeof Advice> | null {
  const advice = block.advice;
  if (!isMap(advice)) return null;
  const { meaning } = advice;
  const steps = texts(advice.do);
  const doNot = texts(advice.do_not);
  const confidence = confidences.find((each) => each === block.confidence);
  const reason = block.confidence_reason;
  if (typeof meaning !== 'string' || !steps || !doNot || !confidence || typeof reason !== 'string')
    return null;
  return { meaning, do: steps, doNot, confidence, confidenceReason: reason };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of texts; a missing one is empty; undefined when it is something else. */
function texts(value: unknown): string[] | undefined {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;
}

/** ATT&CK technique ids (`T1543.003`) among Sigma tags, in the order of the tags. */
export function techniquesOf(tags: readonly string[]): string[] {
  return tags.flatMap((tag) => {
    const found = /^attack\.(t\d{4}(?:\.\d{3})?)$/i.exec(tag);
    return found?.[1] ? [found[1].toUpperCase()] : [];
  });
}
