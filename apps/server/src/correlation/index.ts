export type { CorrelationFigures, CorrelationRules } from './correlation.ts';
export { type CorrelationWatch, startCorrelationWatch } from './watch.ts';
