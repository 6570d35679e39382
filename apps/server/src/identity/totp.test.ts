import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newRecoveryCodes, recoveryCodeHash, totpEnrolment, totpStep } from './totp.ts';

// RFC 6238, appendix B: the secret "12345678901234567890"; of its eight digits authenticators show the last six.
const secret = Buffer.from('12345678901234567890');

describe('TOTP', () => {
  it('accepts the codes of RFC 6238', () => {
    assert.equal(totpStep(secret, '287082', 59_000, null), 1);
    assert.equal(totpStep(secret, '081804', 1_111_111_109_000, null), 37_037_036);
    assert.equal(totpStep(secret, '050471', 1_111_111_111_000, null), 37_037_037);
  });

  it('accepts a neighbouring step and no farther one', () => {
    assert.equal(totpStep(secret, '287082', 59_000 + 30_000, null), 1);
    assert.equal(totpStep(secret, '287082', 59_000 + 62_000, null), undefined);
  });

  it('accepts no step twice', () => {
    assert.equal(totpStep(secret, '287082', 59_000, 1), undefined);
    assert.equal(totpStep(secret, '287082', 59_000, 0), 1);
  });

  it('refuses what is not a code', () => {
    for (const code of ['', '28708', '2870822', 'abcdef', '２８７０８２'])
      assert.equal(totpStep(secret, code, 59_000, null), undefined);
  });

  it('gives the authenticator its secret in base32', () => {
    const { uri, secret: base32 } = totpEnrolment(secret, 'a@example.org');
    assert.equal(base32, 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    assert.match(
      uri,
      /^otpauth:\/\/totp\/Cordon:a%40example\.org\?.*secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ/,
    );
  });
});

describe('recovery codes', () => {
  it('are all different and read however they are typed', () => {
    const codes = newRecoveryCodes();
    assert.equal(new Set(codes).size, 10);
    for (const code of codes) {
      assert.match(code, /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
      assert.deepEqual(recoveryCodeHash(code.toUpperCase().replaceAll('-', ' ')), recoveryCodeHash(code));
    }
    assert.equal(recoveryCodeHash('123456'), undefined);
  });
});
