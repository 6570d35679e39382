export { type BackupSummary, backup } from './backup.ts';
export { type RestoreSummary, restore } from './restore.ts';
