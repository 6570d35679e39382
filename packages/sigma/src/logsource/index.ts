export { admits, type Route, routesOf, sameLogSource } from './routes.ts';
export { categorySources, serviceChannels } from './table.ts';
