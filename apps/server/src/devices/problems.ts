import { defineProblems } from '../kernel/problem.ts';

export const deviceProblem = defineProblems({
  'device-not-found': { status: 404, title: 'There is no such device in your scope' },
  'site-not-found': { status: 422, title: 'The organisation of the device has no such site' },
  'merge-not-found': { status: 404, title: 'There is no such merge in your scope' },
  'merge-impossible': { status: 422, title: 'These devices cannot be merged' },
});
