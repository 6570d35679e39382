export type { Config } from './kernel/config.ts';
export { type RunningServer, type ServerParts, startServer } from './main.ts';
