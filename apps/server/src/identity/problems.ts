import { defineProblems } from '../kernel/problem.ts';

export const identityProblem = defineProblems({
  'sign-in-refused': { status: 401, title: 'E-mail address, password or code is wrong' },
  'sign-in-locked': { status: 429, title: 'Too many failed attempts' },
  'challenge-ended': { status: 401, title: 'Sign in again from the beginning' },
  'link-invalid': { status: 404, title: 'The link is not valid, was used, or has expired' },
  'password-weak': { status: 400, title: 'The password is too easy to guess' },
  'password-wrong': { status: 403, title: 'The password is wrong' },
  'code-wrong': { status: 400, title: 'The code is wrong' },
  'totp-not-begun': { status: 409, title: 'Begin to enrol the authenticator first' },
  'user-not-found': { status: 404, title: 'There is no such user in your scope' },
  'grant-not-found': { status: 404, title: 'There is no such role in your scope' },
  'node-not-in-scope': { status: 404, title: 'There is no such node in your scope' },
  'token-not-found': { status: 404, title: 'There is no such token in your scope' },
  'grant-beyond': { status: 403, title: 'Nobody can give what they do not hold' },
  'user-beyond': { status: 403, title: 'This person holds roles beyond yours' },
  'permission-beyond': { status: 403, title: 'A token cannot do more than its maker' },
  'expiry-invalid': { status: 400, title: 'The time of expiry must lie ahead, at most a year' },
  'last-administrator': { status: 409, title: 'Somebody must remain administrator at the centre' },
});
