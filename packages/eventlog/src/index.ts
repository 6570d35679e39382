export * from './evtx/index.ts';
export type { Fault, FieldValue, Item, LogRecord } from './record.ts';
