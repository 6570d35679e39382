import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Keeps the secrets of authenticators from whoever reads the database alone. */
export interface SecretBox {
  /** What is stored for a user: version, nonce, ciphertext and tag, bound to that user. */
  seal(userId: string, secret: Uint8Array): Buffer;
  /** The secret again; undefined where it was sealed under another key, for another user, or was altered. */
  open(userId: string, sealed: Uint8Array): Buffer | undefined;
}

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

/** AES-256-GCM; `key` is 32 bytes. */
export function secretBox(key: Uint8Array): SecretBox {
  return {
    seal(userId, secret) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(userId));
      const text = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([Buffer.of(version), nonce, text, cipher.getAuthTag()]);
    },
    open(userId, sealed) {
      if (sealed.length < 1 + nonceBytes + tagBytes || sealed[0] !== version) return undefined;
      const nonce = sealed.subarray(1, 1 + nonceBytes);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(userId));
      decipher.setAuthTag(sealed.subarray(-tagBytes));
      try {
        const text = decipher.update(sealed.subarray(1 + nonceBytes, -tagBytes));
        return Buffer.concat([text, decipher.final()]);
      } catch {
        return undefined;
      }
    },
  };
}

/**
 * The box under the key in `path`, which is made (mode 0600, durable) when it is not there. Throws when the file holds
 * anything but a key: a new one in its place would lock out everybody with an authenticator.
 */
export function openSecretBox(path: string): SecretBox {
  if (!existsSync(path)) makeKey(path);
  const key = readFileSync(path);
  if (key.length !== keyBytes)
    throw new Error(`${path}: expected a key of ${keyBytes} bytes, found ${key.length} bytes`);
  return secretBox(key);
}

/** Whole under its name or not there: a key cut short by a crash would be taken for a damaged one. */
function makeKey(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.new`;
  rmSync(unfinished, { force: true });
  const file = openSync(unfinished, 'wx', 0o600);
  writeSync(file, randomBytes(keyBytes));
  fsyncSync(file);
  closeSync(file);
  renameSync(unfinished, path);
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}
