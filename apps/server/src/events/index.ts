export { type BulkAction, type BulkVerb, readActionLine } from './action-line.ts';
export { BulkReader, type BulkSink } from './bulk-reader.ts';
export type * from './envelope.ts';
export { eventLimits } from './limits.ts';
export { LineSplitter } from './line-splitter.ts';
