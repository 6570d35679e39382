/** Severity of a rule, lowest first. A rule without a level counts as informational. */
export const levels = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Level = (typeof levels)[number];

export function atLeast(level: string, least: Level): boolean {
  return levels.indexOf(level as Level) >= levels.indexOf(least);
}

export function levelOf(rule: { readonly level?: Level | undefined }): Level {
  return rule.level ?? levels[0];
}
