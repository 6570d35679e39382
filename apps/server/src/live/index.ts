export { type LiveNotice, notifyLive } from './notify.ts';
