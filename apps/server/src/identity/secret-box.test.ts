import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openSecretBox, secretBox } from './secret-box.ts';

const secret = Buffer.from('twenty bytes exactly');

describe('box of secrets', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'cordon-box-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('opens what it sealed, for that user and under that key only', () => {
    const box = secretBox(Buffer.alloc(32, 1));
    const sealed = box.seal('ada', secret);
    assert.equal(sealed.includes(secret), false);
    assert.deepEqual(box.open('ada', sealed), secret);
    assert.equal(box.open('bob', sealed), undefined);
    assert.equal(secretBox(Buffer.alloc(32, 2)).open('ada', sealed), undefined);
    assert.notDeepEqual(box.seal('ada', secret), sealed, 'a nonce is used once');
  });

  it('opens nothing that was altered or cut, wherever', () => {
    const box = secretBox(Buffer.alloc(32, 1));
    const sealed = box.seal('ada', secret);
    for (let at = 0; at < sealed.length; at++) {
      const altered = Buffer.from(sealed);
      altered[at] = (altered[at] ?? 0) ^ 1;
      assert.equal(box.open('ada', altered), undefined, `byte ${at}`);
      assert.equal(box.open('ada', sealed.subarray(0, at)), undefined, `cut at ${at}`);
    }
  });

  it('keeps its key in a file that only its owner reads', () => {
    const path = join(folder, 'keys', 'authenticators');
    const sealed = openSecretBox(path).seal('ada', secret);
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.deepEqual(openSecretBox(path).open('ada', sealed), secret, 'the same key again');
  });

  it('refuses a damaged key instead of making another', () => {
    const path = join(folder, 'damaged');
    writeFileSync(path, 'short');
    assert.throws(() => openSecretBox(path), /damaged: expected a key of 32 bytes, found 5 bytes/);
  });
});
