import type { RouteName } from '@cordon/api';

/** Key of a cached answer: the operation, then what was asked. `key('alerts')` alone names all of its answers. */
export function key(name: RouteName, ...input: readonly unknown[]): readonly unknown[] {
  return [name, ...input];
}
