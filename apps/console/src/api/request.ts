import type { BodyOf, Method, ParamsOf, QueryOf, ResponseOf, RouteName, Routes } from '@cordon/api';

export type Operations = Readonly<Record<RouteName, readonly [Method, string]>>;

type Part<K extends string, T> = [T] extends [undefined]
  ? { readonly [P in K]?: undefined }
  : { readonly [P in K]: T };
type OptionalPart<K extends string, T> = [T] extends [undefined]
  ? { readonly [P in K]?: undefined }
  : { readonly [P in K]?: Loose<T> };
/** Absent and undefined mean the same in a query. */
type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined };

export type Input<N extends RouteName> = Part<'params', ParamsOf<Routes[N]>> &
  OptionalPart<'query', QueryOf<Routes[N]>> &
  Part<'body', BodyOf<Routes[N]>> & { readonly signal?: AbortSignal | undefined };
export type Answer<N extends RouteName> = ResponseOf<Routes[N]>;
export type Row<N extends RouteName> = Answer<N> extends { rows: readonly (infer R)[] } ? R : never;

/**
 * Fills a path template and appends a query. Undefined, null and empty values are left out.
 * Throws when a parameter of the path is missing: a bug of the caller.
 */
export function urlOf(
  template: string,
  params: Readonly<Record<string, unknown>> = {},
  query: Readonly<Record<string, unknown>> = {},
): string {
  const path = template.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined || value === null || value === '')
      throw new Error(`${template}: parameter "${name}" expected a value, found ${String(value)}`);
    return encodeURIComponent(String(value));
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return `/api/v1${path}${text === '' ? '' : `?${text}`}`;
}
