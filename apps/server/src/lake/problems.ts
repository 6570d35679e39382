import { defineProblems, type ProblemError } from '../kernel/problem.ts';

export const lakeProblem = defineProblems({
  'search-too-slow': { status: 422, title: 'The search took too long' },
  'search-too-large': { status: 422, title: 'The search needs more memory than it may have' },
  'search-cancelled': { status: 499, title: 'The caller left before the search was done' },
  'search-busy': { status: 503, title: 'Too many searches are running' },
});

/** The problem of a caller that left; carries why, for the log. */
export function cancelled(signal: AbortSignal | undefined): ProblemError {
  return lakeProblem('search-cancelled', { cause: signal?.reason });
}
