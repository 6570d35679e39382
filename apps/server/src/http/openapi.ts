import { Problem, type Route } from '@cordon/api';
import type { TSchema } from 'typebox';
import { closedSchema } from './closed-schema.ts';
import { sessionCookie } from './credential.ts';

export const apiPrefix = '/api/v1';

interface Parameters {
  readonly properties?: Record<string, TSchema>;
  readonly required?: readonly string[];
}

/** The OpenAPI 3.1 document of a table of routes, made from the very schemas that validate. */
export function openApiDocument(routes: Readonly<Record<string, Route>>, version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [name, route] of Object.entries(routes)) {
    const path = route.path.replace(/:([A-Za-z]+)/g, '{$1}');
    paths[path] ??= {};
    paths[path][route.method.toLowerCase()] = operation(name, route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Cordon',
      version,
      description: 'Coordinated detection of malicious activity for a federation of organisations.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: apiPrefix }],
    paths,
    components: {
      schemas: { Problem },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookie(false),
          description: `Over TLS the cookie is called ${sessionCookie(true)}.`,
        },
        csrf: {
          type: 'apiKey',
          in: 'header',
          name: 'X-CSRF-Token',
          description: 'Goes with the cookie in every change; the answer to signing in holds it.',
        },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

function operation(name: string, route: Route): object {
  const body = route.bodyType
    ? { [route.bodyType]: {} }
    : route.body && { 'application/json': { schema: closedSchema(route.body) } };
  return {
    operationId: name,
    summary: route.summary,
    security: security(route),
    ...(route.needs === 'public' ? {} : { 'x-permission': route.needs }),
    parameters: [...parameters('path', route.params), ...parameters('query', route.query)],
    ...(body ? { requestBody: { required: true, content: body } } : {}),
    responses: { ...answer(route), default: problemAnswer },
  };
}

/** Alternatives; what stands in one goes together. */
function security(route: Route): object[] {
  if (route.needs === 'public') return [];
  const session = route.method === 'GET' ? { session: [] } : { session: [], csrf: [] };
  return route.sessionOnly ? [session] : [session, { token: [] }];
}

function parameters(place: 'path' | 'query', schema: TSchema | undefined): object[] {
  const { properties = {}, required = [] } = (schema ?? {}) as Parameters;
  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: each,
  }));
}

function answer(route: Route): object {
  if (route.responseType) return { 200: { description: 'A stream', content: { [route.responseType]: {} } } };
  if (!route.response) return { 204: { description: 'Done' } };
  return { 200: { description: 'The answer', content: { 'application/json': { schema: route.response } } } };
}

const problemAnswer = {
  description: 'What went wrong',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
