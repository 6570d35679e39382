export { type LoadedRule, ruleKey } from './loaded-rule.ts';
export { ruleProblem } from './problems.ts';
export {
  openRuleRegistry,
  type RegistryOptions,
  type RuleRegistry,
  type RuleReport,
  type WorkerRules,
} from './registry.ts';
export { type RuleRoutesDeps, ruleRoutes } from './routes.ts';
export { addRules, type RuleOrigin, readOrigin, ruleOrigins, shippedRules } from './rule-sources.ts';
export { foldHits, levelOf, severities, severityOf } from './store.ts';
export { techniqueName } from './technique-names.ts';
export type { Verdicts } from './verdicts.ts';
