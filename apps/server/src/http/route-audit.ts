import type { Route } from '@cordon/api';
import type { FastifyRequest } from 'fastify';
import type { AuditedRequest, Principal } from './principal.ts';

/** Searches are sent by POST because of their size; they look and do not change. */
const searches = new Set(['/events/search', '/events/histogram', '/events/export']);
/** Path parameters that are secrets themselves. */
const secretParams = new Set(['token']);

export const isChange = (route: Route): boolean => route.method !== 'GET' && !searches.has(route.path);

/**
 * Nodes above organisations by which a principal may look with this route: not empty means that the look goes into
 * the audit log, where the organisations below can read it. Rules are the federation's own, nobody's data.
 */
export function wideNodesOf(principal: Principal, route: Route): string[] {
  if (
    isChange(route) ||
    route.needs === 'public' ||
    route.needs === 'signed-in' ||
    route.needs === 'rules.read'
  )
    return [];
  const needs = route.needs;
  return principal.wideNodes.filter((node) => node.permissions.has(needs)).map((node) => node.id);
}

const takesPurpose = (route: Route): boolean =>
  'purpose' in ((route.query as { readonly properties?: object } | undefined)?.properties ?? {});

/** What the audit log keeps of a request. */
export function auditedRequest(request: FastifyRequest, name: string, route: Route): AuditedRequest {
  const params = Object.entries((request.params ?? {}) as Record<string, string>)
    .filter(([param]) => !secretParams.has(param))
    .map(([, value]) => value);
  return {
    route: name,
    target: params.length > 0 ? params.join('/').slice(0, 300) : null,
    address: request.ip,
    purpose: purposeOf(request, route),
  };
}

/** Why somebody looks: what they say in `X-Purpose`, or as `purpose` where a link can say it, else what the route is for. */
export function purposeOf(request: FastifyRequest, route: Route): string {
  const linked = (request.query as { readonly purpose?: unknown } | undefined)?.purpose;
  const said = request.headers['x-purpose'] ?? (takesPurpose(route) ? linked : undefined);
  const text = typeof said === 'string' ? said.replace(/[^\x20-\x7e]/g, '').trim() : '';
  return text.slice(0, 200) || route.summary;
}
