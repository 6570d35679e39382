import { defineProblems } from '../kernel/problem.ts';

export const indicatorProblem = defineProblems({
  'indicator-list-not-found': { status: 404, title: 'There is no such list of indicators' },
  'indicator-list-invalid': { status: 400, title: 'The list cannot be added' },
  'indicator-list-empty': { status: 422, title: 'Nothing in the list is an indicator' },
  'indicator-list-too-large': { status: 413, title: 'The list is too large' },
  'indicator-list-withdrawn': { status: 409, title: 'The list was withdrawn already' },
  'indicator-lists-too-many': { status: 429, title: 'Too many indicators are in force, or lists were added' },
});
