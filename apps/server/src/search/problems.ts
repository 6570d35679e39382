import { defineProblems } from '../kernel/problem.ts';

export const searchProblem = defineProblems({
  'event-not-found': { status: 404, title: 'There is no such event in your scope' },
  'cursor-invalid': { status: 400, title: 'The cursor was not made by this search' },
  'time-range-invalid': { status: 400, title: 'The time range is empty or turned round' },
});
