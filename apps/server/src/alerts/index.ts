export { openAlerts } from './list.ts';
export { alertProblem } from './problems.ts';
export { type AlertRoutesDeps, alertRoutes } from './routes.ts';
export type { AlertSummary } from './summary.ts';
