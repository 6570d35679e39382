export { type ByteSource, type OpenBytes, openBytes } from './bytes/index.ts';
export * from './evt/index.ts';
export * from './evtx/index.ts';
export { mapLegacy } from './legacy/index.ts';
export { type LogFormat, type LogPart, type OpenOptions, openLog } from './open/index.ts';
export { type PlainEvent, PlainRecord } from './plain-record.ts';
export type { Fault, FieldValue, Item, LogRecord } from './record.ts';
export { recordFromJson } from './shippers/index.ts';
