export * from './evt/index.ts';
export * from './evtx/index.ts';
export { mapLegacy } from './legacy/index.ts';
export type { Fault, FieldValue, Item, LogRecord } from './record.ts';
