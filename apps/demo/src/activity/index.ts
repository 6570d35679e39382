export { backgroundSecond, startOfDay } from './background.ts';
