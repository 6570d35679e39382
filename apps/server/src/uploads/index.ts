export { uploadProblem } from './problems.ts';
export { type UploadRoutesDeps, uploadRoutes } from './routes.ts';
export { type UploadJobDeps, uploadJobHandler, uploadJobKind } from './upload-job.ts';
