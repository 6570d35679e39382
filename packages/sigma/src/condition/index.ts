export type { ConditionNode } from './ast.ts';
export { parseCondition } from './parse-condition.ts';
export { type Algebra, resolveCondition, selectNames } from './resolve.ts';
