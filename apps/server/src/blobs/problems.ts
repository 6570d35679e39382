import { defineProblems } from '../kernel/problem.ts';

export const blobProblem = defineProblems({
  'blob-too-large': { status: 413, title: 'The file is larger than allowed' },
  'blob-not-found': { status: 404, title: 'The file is no longer stored' },
});
