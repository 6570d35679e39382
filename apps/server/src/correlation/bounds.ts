import { type Correlation, isFalsifiable } from '@cordon/sigma';

/**
 * The two bounds of lateness (ADR 015). `patient`: what more events can only fulfil fires at once, so that waiting a
 * day for a site that was cut off costs memory alone. `prompt`: what they can falsify fires after the bound.
 */
export const bounds = ['patient', 'prompt'] as const;
export type Bound = (typeof bounds)[number];

/** How late an event may come and still count, in milliseconds. */
export const latenessOf: Readonly<Record<Bound, number>> = { patient: 25 * 3_600_000, prompt: 10 * 60_000 };

/** Which correlations run under which bound: those that count each other run together, under the prompt one if any has to. */
export function byBound(
  correlations: readonly Correlation[],
): Readonly<Record<Bound, readonly Correlation[]>> {
  const prompt = new Set(correlations.filter(isFalsifiable).map(({ id }) => id));
  for (let before = -1; before !== prompt.size; ) {
    before = prompt.size;
    for (const { id, rules } of correlations) {
      if (prompt.has(id)) for (const rule of rules) prompt.add(rule.id);
      else if (rules.some((rule) => prompt.has(rule.id) && correlations.some((each) => each.id === rule.id)))
        prompt.add(id);
    }
  }
  return {
    patient: correlations.filter(({ id }) => !prompt.has(id)),
    prompt: correlations.filter(({ id }) => prompt.has(id)),
  };
}
