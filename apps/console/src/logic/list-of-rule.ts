/** The list of indicators that a rule stands for; undefined for a rule that is one. */
export function listOfRule(ruleId: string): string | undefined {
  return /^cordon:indicator:([0-9a-f-]{36})$/.exec(ruleId)?.[1];
}
