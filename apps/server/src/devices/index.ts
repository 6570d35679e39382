export { type DeviceFacts, describeSightings } from './describe.ts';
export { deviceProblem } from './problems.ts';
export { type DeviceRoutesDeps, deviceRoutes } from './routes.ts';
export { applyObservations, applySightings, type SeenSighting } from './sightings.ts';
