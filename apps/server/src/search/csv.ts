export { csvLine } from '../kernel/csv.ts';
