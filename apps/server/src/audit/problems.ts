import { defineProblems } from '../kernel/problem.ts';

export const auditProblem = defineProblems({
  'audit-chain-central': { status: 403, title: 'The whole chain can be checked from the centre only' },
});
