export { type EvtOptions, readEvt } from './read-evt.ts';
export { isEvt } from './ring.ts';
