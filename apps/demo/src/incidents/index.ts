export { type Incident, incidents } from './incidents.ts';
