import { defineProblems } from '../kernel/problem.ts';

export const ruleProblem = defineProblems({
  'rule-not-found': { status: 404, title: 'There is no such rule' },
  'rule-not-yours': { status: 403, title: 'Rules are switched for the whole federation, by its centre' },
});
