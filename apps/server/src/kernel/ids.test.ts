import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { digestId } from './ids.ts';

/** The definition, in as many words: ids that are stored must never change. */
function defined(parts: readonly (string | Uint8Array)[]): string {
  const bytes = parts.flatMap((part) => {
    const content = Buffer.from(part);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    return [length, content];
  });
  return createHash('sha256').update(Buffer.concat(bytes)).digest('hex').slice(0, 32);
}

describe('a digest id', () => {
  it('is the same for the same parts for ever', () => {
    assert.equal(digestId('record', 'ab', 'c'), 'ae165fa155bd242a901e5056ae8f0f84');
    assert.notEqual(digestId('ab', 'c'), digestId('a', 'bc'));
  });

  it('digests any parts as defined, lone surrogates and long texts too', () => {
    const part = fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array(), fc.constant('\ud800x'));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) =>
        assert.equal(digestId(...parts), defined(parts)),
      ),
    );
    const long = ['a', '\u20ac'.repeat(40_000), Buffer.alloc(70_000, 7), 'z'];
    assert.equal(digestId(...long), defined(long));
    assert.equal(digestId('after'), defined(['after']));
  });
});
