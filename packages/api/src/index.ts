import { alertRoutes } from './alerts.ts';
import { deviceRoutes } from './devices.ts';
import { eventRoutes } from './events.ts';
import { federationRoutes } from './federation.ts';
import { indicatorRoutes } from './indicators.ts';
import { auditRoutes, outboxRoutes, overviewRoutes, ruleRoutes } from './rules.ts';
import { sessionRoutes } from './session.ts';

export * from './alerts.ts';
export * from './devices.ts';
export * from './events.ts';
export * from './federation.ts';
export * from './indicators.ts';
export * from './live.ts';
export * from './permission.ts';
export * from './route.ts';
export * from './rules.ts';
export * from './schema.ts';
export * from './session.ts';

/** Every operation of `/api/v1`, by name. */
export const routes = {
  ...sessionRoutes,
  ...federationRoutes,
  ...alertRoutes,
  ...eventRoutes,
  ...deviceRoutes,
  ...ruleRoutes,
  ...indicatorRoutes,
  ...auditRoutes,
  ...overviewRoutes,
  ...outboxRoutes,
} as const;
export type Routes = typeof routes;
export type RouteName = keyof Routes;
