export { type OverviewRoutesDeps, overviewRoutes } from './routes.ts';
