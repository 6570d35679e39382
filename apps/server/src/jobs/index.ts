export { backoff } from './backoff.ts';
export { createJobs, type JobSpec, type Jobs, LeaseLostError, type Progress } from './jobs.ts';
export { jobProblem } from './problems.ts';
export { type JobRoutesDeps, jobRoutes } from './routes.ts';
export type { ClaimedJob, JobState } from './store.ts';
export { type JobHandler, type JobRun, PermanentJobError, startJobWorker } from './worker.ts';
