import { type Route, type RouteName, routes } from '@cordon/api';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Validator } from 'typebox/compile';
import { Compile } from 'typebox/compile';
import { controlProblem } from '../control/index.ts';
import { type AccessOptions, admit } from './access.ts';
import { closedSchema } from './closed-schema.ts';
import { type Implementation, implement, RawAnswer, type RouteHandlers } from './implement.ts';
import type { LiveHub } from './live.ts';
import { apiPrefix, openApiDocument } from './openapi.ts';
import type { Principal } from './principal.ts';
import { auditedRequest, isChange, purposeOf, wideNodesOf } from './route-audit.ts';
import { routeValidator } from './validate.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sent the request; null before that is known and on public routes. */
    principal: Principal | null;
  }
}

export interface ApiOptions extends AccessOptions {
  readonly version: string;
  readonly handlers: RouteHandlers;
  readonly live: LiveHub;
  readonly checkAnswers?: boolean;
}

/** Registers every implemented operation under `/api/v1`, the live stream, and the OpenAPI document. */
export function registerApi(app: FastifyInstance, options: ApiOptions): void {
  app.decorateRequest('principal', null);
  const names = new Map<Route, RouteName>(
    (Object.entries(routes) as [RouteName, Route][]).map(([name, route]) => [route, name]),
  );
  const live = implement(routes.live, async ({ caller, request, reply }) => {
    if (!request.principal) throw controlProblem('not-signed-in');
    await options.live.open(caller, request.principal.userId, reply);
  });
  for (const implementation of [...options.handlers, live]) {
    const name = names.get(implementation.route);
    if (!name) throw new Error(`${implementation.route.path} is not an operation of the API contract`);
    names.delete(implementation.route);
    registerOne(app, name, implementation, options);
  }
  const document = JSON.stringify(openApiDocument(routes, options.version));
  app.get(`${apiPrefix}/openapi.json`, async (_request, reply) =>
    reply.type('application/json').send(document),
  );
}

function registerOne(
  app: FastifyInstance,
  name: RouteName,
  { route, handle }: Implementation,
  options: ApiOptions,
): void {
  const validate = routeValidator(route);
  const answer = options.checkAnswers && route.response ? Compile(closedSchema(route.response)) : undefined;
  app.register(async (scope) => {
    if (route.bodyType) {
      // The body stays a stream, however long: its area reads it, with its own bounds.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    }
    scope.route({
      method: route.method,
      url: apiPrefix + route.path,
      ...(route.bodyType ? { bodyLimit: Number.MAX_SAFE_INTEGER } : {}),
      onRequest: async (request) => {
        request.principal = await admit(request, name, route, options);
      },
      handler: async (request, reply) => {
        const { principal } = request;
        const parts = validate({ params: request.params, query: request.query, body: request.body });
        const purpose = purposeOf(request, route);
        const call = { ...parts, caller: principal?.caller ?? null, purpose, request, reply };
        const audited = auditedRequest(request, name, route);
        const { value, recorded } = await options.audit.during(audited, () => handle(call as never));
        if (isChange(route)) {
          if (!recorded) await options.audit.change(principal, audited);
        } else if (principal) {
          const nodes = wideNodesOf(principal, route);
          if (nodes.length > 0) await options.audit.view(principal, { ...audited, nodes });
        }
        return send(reply, route, value, answer);
      },
    });
  });
}

function send(reply: FastifyReply, route: Route, value: unknown, answer: Validator | undefined): unknown {
  if (reply.sent || reply.raw.headersSent) return reply;
  if (value instanceof RawAnswer) {
    if (value.fileName) reply.header('content-disposition', attachment(value.fileName));
    return reply.type(value.type).send(value.body);
  }
  if (!route.response) return reply.code(204).send();
  if (answer && !answer.Check(value))
    throw new Error(
      `${route.method} ${route.path} answered what its schema does not allow: ${JSON.stringify(answer.Errors(value)[0])}`,
    );
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(value));
}

/** RFC 6266 with the plain form only: names are ours. */
function attachment(fileName: string): string {
  return `attachment; filename="${fileName.replace(/[^A-Za-z0-9._-]/g, '_')}"`;
}
