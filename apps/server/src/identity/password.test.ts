import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkPassword, hashPassword, verifyPassword } from './password.ts';

describe('password', () => {
  it('verifies what it hashed and nothing else', async () => {
    const hash = await hashPassword('correct horse battery');
    assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    assert.equal(await verifyPassword('correct horse battery', hash), true);
    assert.equal(await verifyPassword('correct horse batterz', hash), false);
  });

  it('takes the same text in another Unicode form', async () => {
    assert.equal(
      await verifyPassword('cafe\u0301 at the corner', await hashPassword('caf\u00e9 at the corner')),
      true,
    );
  });

  it('never verifies without a hash', async () => {
    assert.equal(await verifyPassword('', null), false);
  });

  it('refuses what is guessed first', () => {
    for (const weak of ['aaaaaaaaaaaa', 'abababababab', 'jane.doe@example', 'margaret1234'])
      assert.throws(
        () => checkPassword(weak, ['jane.doe@example.org', 'Margaret Hill']),
        /easy to guess/,
        weak,
      );
    assert.doesNotThrow(() => checkPassword('correct horse battery', ['jane.doe@example.org']));
  });
});
