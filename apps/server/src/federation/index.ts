export { refuseDemonstration } from './refuse-demonstration.ts';
export { type FederationRoutesDeps, federationRoutes, organisationView } from './routes.ts';
export { createSourceDirectory, type SourceDirectory, type SourceFacts } from './source-directory.ts';
export type { MapLine } from './tables.ts';
