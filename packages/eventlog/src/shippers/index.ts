export { recordFromJson } from './record-from-json.ts';
export { type EventTime, eventTime } from './time.ts';
