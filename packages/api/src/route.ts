import type { Static, TSchema } from 'typebox';
import type { Permission } from './permission.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One operation of the HTTP API under `/api/v1`: the server validates with it and registers its handler by it,
 * the OpenAPI document is generated from it, and the console's client takes its types from it.
 */
export interface Route<
  P extends TSchema | undefined = TSchema | undefined,
  Q extends TSchema | undefined = TSchema | undefined,
  B extends TSchema | undefined = TSchema | undefined,
  R extends TSchema | undefined = TSchema | undefined,
> {
  readonly method: Method;
  /** Path below `/api/v1`, parameters as `:name`. */
  readonly path: string;
  readonly summary: string;
  /**
   * What the caller must hold somewhere in the federation; the rows themselves are limited by scope.
   * `signed-in` asks for no permission, `public` for nothing at all.
   */
  readonly needs: Permission | 'signed-in' | 'public';
  /** For a person who signed in, not for an API token: accounts, roles and tokens are not for programs to change. */
  readonly sessionOnly?: true;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** JSON answer; absent means 204. */
  readonly response?: R;
  /** A body or answer that is not JSON: named by its media type, and streamed. */
  readonly bodyType?: string;
  readonly responseType?: string;
}

export function route<
  const P extends TSchema | undefined = undefined,
  const Q extends TSchema | undefined = undefined,
  const B extends TSchema | undefined = undefined,
  const R extends TSchema | undefined = undefined,
>(definition: Route<P, Q, B, R>): Route<P, Q, B, R> {
  return definition;
}

type StaticOf<T> = T extends TSchema ? Static<T> : undefined;
export type ParamsOf<R> = R extends Route<infer P, infer _Q, infer _B, infer _R> ? StaticOf<P> : never;
export type QueryOf<R> = R extends Route<infer _P, infer Q, infer _B, infer _R> ? StaticOf<Q> : never;
export type BodyOf<R> = R extends Route<infer _P, infer _Q, infer B, infer _R> ? StaticOf<B> : never;
export type ResponseOf<R> = R extends Route<infer _P, infer _Q, infer _B, infer A> ? StaticOf<A> : never;
