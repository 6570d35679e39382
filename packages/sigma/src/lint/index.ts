export { type Finding, findingCodes, type LintCode, lintCodes, type Severity } from './finding.ts';
export { type LintReport, lintRules } from './lint-rules.ts';
export { type RegexCost, regexCost } from './regexes.ts';
