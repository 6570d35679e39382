import { defineProblems } from '../kernel/problem.ts';

export const retentionProblem = defineProblems({
  'retention-organisation-not-found': { status: 404, title: 'There is no such organisation in your scope' },
  'legal-hold-not-found': { status: 404, title: 'There is no such legal hold in your scope' },
  'legal-hold-lifted': { status: 409, title: 'The legal hold was lifted before' },
});
