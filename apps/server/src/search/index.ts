export { searchRoutes } from './routes.ts';
export {
  createSearch,
  type FoundEvent,
  type Histogram,
  type Search,
  type SearchOptions,
  type SearchPage,
} from './search.ts';
