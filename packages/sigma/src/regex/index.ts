export type { RegexNode } from './ast.ts';
export { checkRegex, compileRegex, parsedRegex } from './compile.ts';
export { type LiteralClause, requiredLiterals } from './literals.ts';
