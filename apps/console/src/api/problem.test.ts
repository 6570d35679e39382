import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError, explain } from './problem.ts';

const refused = (code: string, title: string) => explain(new ApiError({ status: 403, code, title }));

test('roles are blamed only where they are what is missing', () => {
  assert.equal(
    refused('permission-missing', 'Your role does not allow this').title,
    'Your roles do not cover this',
  );
  assert.deepEqual(refused('password-wrong', 'The password is wrong'), {
    title: 'The server refused this',
    advice: 'The password is wrong.',
  });
  assert.match(refused('map-approval-own', 'Nobody approves their own map').advice, /somebody else/);
});
