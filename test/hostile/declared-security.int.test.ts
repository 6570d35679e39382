import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type Role, routes } from '@cordon/api';
import { hostileStand, type Person, type Stand } from './stand.ts';

interface Operation {
  readonly name: string;
  readonly method: string;
  /** With ids of nothing that exists, and no body: nothing happens where a request is let in. */
  readonly path: string;
  /** Alternatives, each by the schemes that go together in it. */
  readonly security: readonly string[];
  readonly permission: string | undefined;
}

describe('security that the OpenAPI document declares', () => {
  let stand: Stand;
  let operations: readonly Operation[];
  before(async () => {
    stand = await hostileStand();
    const document = (await stand.api(null, 'GET', '/openapi.json')).json;
    type Declared = { operationId: string; security: Record<string, []>[]; 'x-permission'?: string };
    operations = Object.entries(document.paths as Record<string, Record<string, Declared>>).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(([method, declared]) => ({
          name: declared.operationId,
          method: method.toUpperCase(),
          path: path.replace(/\{\w+\}/g, randomUUID()),
          security: declared.security.map((each) => Object.keys(each).sort().join(' and ')),
          permission: declared['x-permission'],
        })),
    );
  });
  after(() => stand.stop());

  /** The code of the refusal, undefined when the request was let in, whatever came of it then. */
  async function refusal({ method, path }: Operation, headers: HeadersInit): Promise<string | undefined> {
    const abort = new AbortController();
    const answer = await fetch(`${stand.server.url}/api/v1${path}`, {
      method,
      headers,
      signal: abort.signal,
    });
    const isProblem = answer.headers.get('content-type')?.includes('problem+json') ?? false;
    const { code } = isProblem ? ((await answer.json()) as { code: string }) : { code: undefined };
    // The live stream would go on for ever.
    if (!isProblem) abort.abort();
    const refusals = ['not-signed-in', 'csrf-refused', 'session-needed', 'permission-missing'];
    return refusals.find((each) => each === code);
  }
  const session = ({ cookie, csrf }: Person) => ({ cookie, 'x-csrf-token': csrf });
  const token = async (who: Person, permissions: readonly string[]) => {
    const expires = new Date(Date.now() + 3600_000).toISOString();
    const body = { name: 'Program', kind: 'personal', permissions, expires };
    const { json } = await stand.api(who, 'POST', '/tokens', body);
    return { authorization: `Bearer ${json.secret}` };
  };
  const isPublic = ({ security }: Operation) => security.length === 0;

  it('covers every operation', () => {
    assert.deepEqual(operations.map(({ name }) => name).sort(), Object.keys(routes).sort());
    assert.deepEqual([...new Set(operations.map(({ security }) => security.join(' or ')))].sort(), [
      '',
      'csrf and session',
      'csrf and session or token',
      'session or token',
    ]);
  });

  it('is asked of whoever shows nothing', async () => {
    for (const operation of operations)
      assert.equal(
        await refusal(operation, {}),
        isPublic(operation) ? undefined : 'not-signed-in',
        operation.name,
      );
  });

  it('is asked of a session that does not prove that its own page sent a change', async () => {
    for (const operation of operations) {
      const { cookie } = stand.outsider;
      const wanted = operation.security.some((each) => each.includes('csrf'));
      const found = (await refusal(operation, { cookie })) === 'csrf-refused';
      assert.equal(found, wanted, operation.name);
    }
  });

  it('is asked of a session and of a token without the permission', async () => {
    const empty = await token(stand.administrator, []);
    for (const operation of operations) {
      const needed = !isPublic(operation) && operation.permission !== 'signed-in';
      if (operation.name !== 'signOut')
        assert.equal(
          await refusal(operation, session(stand.outsider)),
          needed ? 'permission-missing' : undefined,
          operation.name,
        );
      const forPrograms = isPublic(operation) || operation.security.includes('token');
      assert.equal(
        await refusal(operation, empty),
        forPrograms ? (needed ? 'permission-missing' : undefined) : 'session-needed',
        `${operation.name} by a token`,
      );
    }
  });

  it('lets in a token that holds the permission it names, and no other', async () => {
    const held = (role: Role) => (role === 'administrator' ? stand.administrator : stand.centre);
    const tokens = new Map<string, { authorization: string }>();
    for (const role of ['administrator', 'centre-lead'] as const)
      for (const permission of (await stand.api(held(role), 'GET', '/session')).json.permissions)
        if (!tokens.has(permission)) tokens.set(permission, await token(held(role), [permission]));
    const needed = new Set(operations.flatMap(({ permission }) => permission ?? []));
    needed.delete('signed-in');
    assert.deepEqual(
      [...needed].filter((permission) => !tokens.has(permission)),
      [],
    );
    for (const operation of operations) {
      if (!operation.security.includes('token') || operation.permission === 'signed-in') continue;
      for (const [permission, headers] of tokens)
        assert.equal(
          await refusal(operation, headers),
          permission === operation.permission ? undefined : 'permission-missing',
          `${operation.name} with ${permission}`,
        );
    }
  });
});
