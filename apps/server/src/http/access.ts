import type { Permission, Route } from '@cordon/api';
import type { FastifyRequest } from 'fastify';
import { controlProblem } from '../control/index.ts';
import { judgeChange } from './change-guard.ts';
import { presentedCredential } from './credential.ts';
import type { AuditPort, Authenticate, Principal } from './principal.ts';
import { httpProblem } from './problems.ts';
import { auditedRequest } from './route-audit.ts';

export interface AccessOptions {
  readonly authenticate: Authenticate;
  readonly audit: AuditPort;
  /** The listener speaks TLS, or something before it does. */
  readonly secure: boolean;
  readonly publicUrl: string | undefined;
}

/**
 * Decides, before a body is read, whether a request may go on: who sent it, whether a change was meant by them, and
 * whether they hold what the route needs. Answers the principal (null on public routes) or throws.
 */
export async function admit(
  request: FastifyRequest,
  name: string,
  route: Route,
  options: AccessOptions,
): Promise<Principal | null> {
  const refuse = async (
    principal: Principal | null,
    code: 'permission-missing' | 'session-needed' | 'origin-refused' | 'csrf-refused',
  ) => {
    await options.audit.denied(principal, { ...auditedRequest(request, name, route), code });
    const detail = code === 'permission-missing' ? { detail: `${route.summary}: needs ${route.needs}` } : {};
    return httpProblem(code, detail);
  };
  const principal = route.needs === 'public' ? null : await identify(request, options);
  const verdict = judgeChange({
    method: request.method,
    headers: request.headers,
    publicUrl: options.publicUrl,
    csrfHash: principal?.csrfHash ?? null,
  });
  if (verdict !== 'allowed') throw await refuse(principal, verdict);
  if (principal && route.sessionOnly && principal.kind !== 'session')
    throw await refuse(principal, 'session-needed');
  if (principal && !holds(principal, route.needs)) throw await refuse(principal, 'permission-missing');
  return principal;
}

/** Who sent a request. Throws `not-signed-in` when nobody is known by what it carries. */
export async function identify(request: FastifyRequest, options: AccessOptions): Promise<Principal> {
  const presented = presentedCredential(request.headers, request.cookies, options.secure);
  if (presented.by === 'nothing' || presented.by === 'unreadable') throw controlProblem('not-signed-in');
  const principal = await options.authenticate(presented.credential);
  // A session's secret in the header would step around the proof that its own page sent a change.
  if (!principal || (principal.kind === 'session') !== (presented.by === 'cookie'))
    throw controlProblem('not-signed-in');
  return principal;
}

function holds(principal: Principal, needs: Route['needs']): boolean {
  return needs === 'signed-in' || needs === 'public' || principal.permissions.has(needs satisfies Permission);
}
