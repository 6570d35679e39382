export { type IndicatorsInForce, openIndicatorsInForce } from './in-force.ts';
export { type IndicatorRoutesDeps, indicatorRoutes } from './routes.ts';
export { isIndicatorRule } from './rule-id.ts';
export { type SweepParts, sweepJob, sweepKind } from './sweep.ts';
