import { defineProblems } from '../kernel/problem.ts';

export const controlProblem = defineProblems({
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'database-unavailable': { status: 503, title: 'The database does not answer' },
});
