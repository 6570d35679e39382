export { openAlerts } from './list.ts';
export { alertProblem } from './problems.ts';
export { alertRoutes } from './routes.ts';
export type { AlertRoutesDeps } from './routes-deps.ts';
export { findRuleVerdicts } from './rule-verdicts.ts';
export type { AlertSummary } from './summary.ts';
