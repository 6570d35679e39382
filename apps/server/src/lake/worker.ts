/** The door for worker threads: what they need of the lake, without its engine. */
export { toLakeRow } from './row.ts';
