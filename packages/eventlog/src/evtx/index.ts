export { EvtxLayout, type Field } from './layout.ts';
export { type EvtxOptions, EvtxParts, isEvtx, readEvtx, readEvtxBatches } from './read-evtx.ts';
export { EvtxRecord, type RawValue } from './record.ts';
export { TemplateCache } from './template-cache.ts';
