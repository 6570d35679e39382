import type { RouteHandlers } from './implement.ts';
import { apiPrefix } from './openapi.ts';

/** Methods that an address of the API takes; none when no operation has that address. */
export function allowedMethods(handlers: RouteHandlers, url: string): string[] {
  const path = url.split('?')[0] ?? '';
  if (!path.startsWith(apiPrefix)) return [];
  const found = path.slice(apiPrefix.length).split('/');
  const methods = handlers
    .filter(({ route }) => fits(route.path.split('/'), found))
    .map(({ route }) => route.method as string);
  return [...new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods)];
}

function fits(pattern: readonly string[], path: readonly string[]): boolean {
  return (
    pattern.length === path.length &&
    pattern.every((part, at) => (part.startsWith(':') ? path[at] !== '' : part === path[at]))
  );
}
