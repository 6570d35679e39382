export { type RuleFile, readRuleFiles } from './read-rule-files.ts';
