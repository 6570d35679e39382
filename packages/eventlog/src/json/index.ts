export { type Cut, type Cutter, LineCutter, ValueCutter } from './cutter.ts';
export { itemsOfJson, type JsonOptions } from './parse-json.ts';
