export { EvtxLayout, type Field } from './layout.ts';
export type { RawValue } from './raw-value.ts';
export { type EvtxOptions, EvtxParts, isEvtx, readEvtx, readEvtxBatches } from './read-evtx.ts';
export { EvtxRecord } from './record.ts';
export { TemplateCache } from './template-cache.ts';
