import { defineProblems } from './problem.ts';

export const kernelProblem = defineProblems({
  'bad-cursor': { status: 400, title: 'The cursor is not one that this list gave' },
});
