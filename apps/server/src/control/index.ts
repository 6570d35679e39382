export { administer, openControlBeside } from './beside.ts';
export {
  type Caller,
  type Control,
  type ControlOptions,
  type Db,
  hasControlStore,
  openControl,
} from './control.ts';
export type * from './database.ts';
export { controlProblem } from './problems.ts';
