export { type EventMatch, type MatchedEvent, matchEvent } from './match-event.ts';
export { findObservables, mostObservables, type Observables } from './observables.ts';
export type { Fields } from './visit.ts';
