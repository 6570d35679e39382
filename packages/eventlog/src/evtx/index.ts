export { EvtxLayout, type Field } from './layout.ts';
export { type EvtxOptions, isEvtx, readEvtx } from './read-evtx.ts';
export { EvtxRecord, type RawValue } from './record.ts';
export { TemplateCache } from './template-cache.ts';
