export { type LogFormat, type LogPart, type OpenOptions, openLog } from './open-log.ts';
