import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { identityProblem } from './problems.ts';

/** argon2id as OWASP's cheat sheet asks at least (19 MiB, 2 passes). Memory in KiB. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const tagLength = 32;

/** Hashes a password to the usual text form (PHC): `$argon2id$v=19$m=..,t=..,p=..$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive({ ...cost, message: password.normalize('NFKC'), nonce, tagLength });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(nonce)}$${base64(tag)}`;
}

/**
 * Whether a password belongs to a hash. Without a hash (no such account, or none chosen yet) the same work is done
 * for nothing, so that time tells nobody which accounts exist.
 */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const parsed = hash === null ? undefined : parse(hash);
  const { memory, passes, parallelism, nonce, tag } = parsed ?? {
    ...cost,
    nonce: Buffer.alloc(16),
    tag: Buffer.alloc(tagLength),
  };
  const message = password.normalize('NFKC');
  const found = await derive({ memory, passes, parallelism, message, nonce, tagLength: tag.length });
  return timingSafeEqual(found, tag) && parsed !== undefined;
}

/** Refuses what is guessed first: a few characters repeated, or the person's own address or name. */
export function checkPassword(password: string, about: readonly string[]): void {
  if (new Set(password.toLowerCase()).size < 5)
    throw identityProblem('password-weak', {
      at: '/body/password',
      detail: 'expected at least 5 different characters',
    });
  const owns = about
    .flatMap((text) => [text, ...text.split(/[@\s]+/), ...text.split(/[@.\s]+/)])
    .filter((part) => part.length >= 4)
    .sort((one, other) => other.length - one.length);
  const rest = owns.reduce((left, part) => left.replaceAll(part.toLowerCase(), ''), password.toLowerCase());
  if (rest.length < 6)
    throw identityProblem('password-weak', {
      at: '/body/password',
      detail: 'it is mostly your own name or address',
    });
}

function parse(hash: string) {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(hash);
  if (!match) throw new Error('a stored password hash is not in the form this program writes');
  const [, memory, passes, parallelism, nonce = '', tag = ''] = match;
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    nonce: Buffer.from(nonce, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

function derive(parameters: Argon2Parameters): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, tag) => (error ? reject(error) : resolve(tag)));
  });
}
