import { defineProblems } from '../kernel/problem.ts';

export const jobProblem = defineProblems({
  'job-not-found': { status: 404, title: 'There is no such job in your scope' },
  'job-finished': { status: 409, title: 'The job has ended already' },
});
