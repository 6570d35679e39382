import { defineProblems } from '../kernel/problem.ts';

export const uploadProblem = defineProblems({
  'upload-source-not-found': { status: 404, title: 'There is no such source to upload for' },
  'upload-empty': { status: 400, title: 'The file is empty' },
});
