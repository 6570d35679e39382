export { signsOf } from './signs.ts';
export { type Casualty, type SpreadOptions, simulateSpread } from './spread.ts';
