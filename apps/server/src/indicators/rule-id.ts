const prefix = 'cordon:indicator:';

/** The rule under which hits of a list are alerts. It is no Sigma rule: to switch it off, withdraw the list. */
export const ruleIdOf = (listId: string): string => prefix + listId;

/** Whether a rule stands for a list of indicators. */
export const isIndicatorRule = (ruleId: string): boolean => ruleId.startsWith(prefix);
