export {
  type RetentionParts,
  retentionJob,
  retentionKind,
  scheduleRetention,
  startRetention,
} from './retention-job.ts';
export { type RetentionRoutesDeps, retentionRoutes } from './routes.ts';
