export { alertProblem } from './problems.ts';
export { type AlertRoutesDeps, alertRoutes } from './routes.ts';
