export {
  type CaseFault,
  caseEvent,
  caseEventOf,
  type FailedCase,
  type RuleCase,
  type RuleCases,
  readCases,
  runCases,
} from './cases.ts';
export { type ExplainNode, type Explanation, explain, type Failure, type TestNode } from './explain.ts';
export { explanationLines } from './render.ts';
