export type { BackupSummary, RestoreSummary } from './backup/index.ts';
export type { Config } from './kernel/config.ts';
export { type RunningServer, type ServerParts, startServer } from './main.ts';
export { backup, type Installation, resetUser, restore } from './maintenance.ts';
