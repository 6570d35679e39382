import type { BodyOf, ParamsOf, QueryOf, ResponseOf, Route } from '@cordon/api';
import Schema from 'typebox/schema';
import type { Caller } from '../control/index.ts';
import { type Call, RawAnswer, type RouteHandlers } from '../http/index.ts';

interface Input<R extends Route> {
  readonly caller?: Caller | null;
  readonly params?: ParamsOf<R>;
  readonly query?: QueryOf<R>;
  readonly body?: BodyOf<R>;
}

/**
 * For tests of an area without HTTP: runs the handler of a route, and checks its answer against the route's schema.
 * Validation of requests, permission and audit are the HTTP area's, and tested there.
 */
export async function callRoute<R extends Route>(
  handlers: RouteHandlers,
  route: R,
  input: Input<R> = {},
): Promise<ResponseOf<R>> {
  const answer = await answerOf(handlers, route, input);
  if (answer instanceof RawAnswer) throw new Error(`${route.path} answered ${answer.type}: use callRaw`);
  if (route.response && !Schema.Check(route.response, answer)) {
    const [, errors] = Schema.Errors(route.response, answer);
    throw new Error(
      `${route.method} ${route.path}: the answer breaks its schema: ${JSON.stringify(errors.slice(0, 3))}`,
    );
  }
  return answer as ResponseOf<R>;
}

/** The same for an answer that is not the route's JSON. */
export async function callRaw<R extends Route>(
  handlers: RouteHandlers,
  route: R,
  input: Input<R> = {},
): Promise<RawAnswer> {
  const answer = await answerOf(handlers, route, input);
  if (!(answer instanceof RawAnswer)) throw new Error(`${route.path} answered JSON`);
  return answer;
}

function answerOf<R extends Route>(handlers: RouteHandlers, route: R, input: Input<R>): Promise<unknown> {
  const found = handlers.find((each) => each.route === route);
  if (!found) throw new Error(`no handler for ${route.method} ${route.path}`);
  const call = { params: {}, query: {}, body: undefined, purpose: 'test', caller: null, ...input };
  return found.handle(call as unknown as Call<Route, Caller | null>);
}
