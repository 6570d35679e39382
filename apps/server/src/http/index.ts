export { type AppOptions, createApp } from './app.ts';
export { sessionCookie, tokenPrefix } from './credential.ts';
export {
  type Answer,
  type Call,
  type Implementation,
  implement,
  implementPublic,
  RawAnswer,
  type RouteHandlers,
} from './implement.ts';
export { readJsonBody } from './json-body.ts';
export { createLiveHub, type LiveHub, type LiveScope } from './live.ts';
export { createMetrics } from './metrics.ts';
export type { AuditContext, AuditedRequest, AuditPort, Authenticate, Principal } from './principal.ts';
export { routeValidator } from './validate.ts';
