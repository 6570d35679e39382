import type { Readable } from 'node:stream';
import type { BodyOf, ParamsOf, QueryOf, ResponseOf, Route } from '@cordon/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../control/index.ts';

/** One request as a handler sees it: everything in it has passed the route's schemas. */
export interface Call<R extends Route, C> {
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  /** Of a route with a `bodyType` (not JSON) the body is not read here: take `request.raw`, a stream. */
  readonly body: BodyOf<R>;
  readonly caller: C;
  /** Why the caller looks, for the audit log: header `X-Purpose`, else the route's summary. */
  readonly purpose: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** An answer that is not JSON, or not the route's usual one: streamed or sent as it is. */
export class RawAnswer {
  readonly type: string;
  readonly body: Readable | string | Uint8Array;
  /** Offered to the browser as a download under this name. */
  readonly fileName: string | undefined;
  constructor(type: string, body: Readable | string | Uint8Array, fileName?: string) {
    this.type = type;
    this.body = body;
    this.fileName = fileName;
  }
}

/** The route's own answer; nothing for a route without one (204). */
export type Answer<R extends Route> =
  // biome-ignore lint/suspicious/noConfusingVoidType: an async handler without an answer returns Promise<void>
  (ResponseOf<R> extends undefined ? undefined | void : ResponseOf<R>) | RawAnswer;

/** A route with what serves it. Made by `implement`, registered by `createApp`. */
export interface Implementation {
  readonly route: Route;
  /** The erased handler: `call` was validated against `route`, which is what makes the erasure safe. */
  readonly handle: (call: Call<Route, Caller | null>) => Promise<unknown>;
}
export type RouteHandlers = readonly Implementation[];

/**
 * Binds a handler to an operation of the HTTP API that needs a session or an API token. Before it runs, the request
 * was validated, the caller is known, holds the route's permission somewhere in the federation, and proved for a
 * change that its own console sent it. The handler limits rows by `control.scoped(call.caller, permission, ...)`.
 */
export function implement<R extends Route>(
  route: R,
  handler: (call: Call<R, Caller>) => Answer<R> | Promise<Answer<R>>,
): Implementation {
  if (route.needs === 'public')
    throw new TypeError(`${route.method} ${route.path} is public: use implementPublic`);
  return { route, handle: async (call) => handler(call as unknown as Call<R, Caller>) };
}

/** Binds a handler to an operation that anybody may call: there is no caller. */
export function implementPublic<R extends Route>(
  route: R,
  handler: (call: Call<R, null>) => Answer<R> | Promise<Answer<R>>,
): Implementation {
  if (route.needs !== 'public') throw new TypeError(`${route.method} ${route.path} needs ${route.needs}`);
  return { route, handle: async (call) => handler(call as unknown as Call<R, null>) };
}
