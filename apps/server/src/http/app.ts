import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Registry } from 'prom-client';
import type { Logger } from '../kernel/log.ts';
import type { AccessOptions } from './access.ts';
import { registerApi } from './api.ts';
import { builtConsole, isPageRequest, isRefusedFile, sendPage, serveConsole } from './console.ts';
import type { RouteHandlers } from './implement.ts';
import { readJsonBody } from './json-body.ts';
import { isKnownHost } from './known-host.ts';
import type { LiveHub } from './live.ts';
import { createMetrics, serveMetrics } from './metrics.ts';
import { problemBody, sendProblem, toProblem } from './problem-reply.ts';
import { httpProblem } from './problems.ts';
import { allowedMethods } from './route-table.ts';

export interface AppOptions extends AccessOptions {
  readonly log: Logger;
  readonly version: string;
  readonly handlers: RouteHandlers;
  readonly live: LiveHub;
  /** Parts that must work before traffic is sent here, by name. */
  readonly ready: () => Promise<Readonly<Record<string, boolean>>>;
  readonly metrics?: Registry;
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Addresses and networks whose `X-Forwarded-For` is believed; default none. */
  readonly trustedProxies?: readonly string[];
  readonly consoleFolder?: string;
  /** Bytes of a JSON body; streamed bodies are bounded by their own areas. */
  readonly bodyLimit?: number;
  readonly requestsPerMinute?: number;
  /** Check answers against their schemas: a wrong one is a 500. For tests. */
  readonly checkAnswers?: boolean;
}

/** The HTTP side of the server: API, health, metrics, console. Not yet listening. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { log, consoleFolder = builtConsole } = options;
  const app: FastifyInstance = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: options.bodyLimit ?? 4 * 1024 * 1024,
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    routerOptions: { maxParamLength: 500 },
    requestTimeout: 0,
    connectionTimeout: 0,
    keepAliveTimeout: 75_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    frameworkErrors: (error, _request, reply) => {
      void sendProblem(reply as never, toProblem(error));
    },
    clientErrorHandler: answerUnreadable,
    ...(options.tls ? { https: { ...options.tls, minVersion: 'TLSv1.2' as const } } : {}),
  }) as unknown as FastifyInstance;

  app.setErrorHandler((error, request, reply) => {
    if (isRefusedFile(error, request)) return reply.callNotFound();
    const problem = toProblem(error);
    if (problem.status >= 500)
      request.log.error({ err: error, route: request.routeOptions.url }, 'a request failed');
    return sendProblem(reply, problem);
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, readJsonBody(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
  await app.register(cookie);
  await app.register(helmet, securityHeaders(options.tls !== undefined));
  await app.register(rateLimit, {
    max: options.requestsPerMinute ?? 3000,
    timeWindow: '1 minute',
    allowList: (request) => request.url === '/healthz',
    errorResponseBuilder: (_request, context) =>
      httpProblem('too-many-requests', { detail: `try again in ${context.after}` }),
  });

  // Over TLS the certificate tells names apart. Not believed of a proxy either: the page that had its name pointed
  // here sets what headers it likes.
  if (!options.tls)
    app.addHook('onRequest', async (request) => {
      if (request.url === '/healthz' || request.url === '/readyz') return;
      const { host } = request.headers;
      if (!isKnownHost(host, options.publicUrl))
        throw httpProblem('host-unknown', {
          detail: `expected an IP address, localhost or the name in --public-url, found ${JSON.stringify(host ?? '')}`,
        });
    });

  const metrics = options.metrics ?? createMetrics();
  serveMetrics(app, metrics, options);
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const parts = await options.ready();
    const ready = Object.values(parts).every(Boolean);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready', parts });
  });
  registerApi(app, options);
  await serveConsole(app, consoleFolder);
  // The folder itself is no file: without this the static files would answer for it, and refuse.
  app.get('/', async (_request, reply) => sendPage(reply, consoleFolder));
  app.setNotFoundHandler((request, reply) => {
    if (isPageRequest(request)) return sendPage(reply, consoleFolder);
    const methods = allowedMethods(options.handlers, request.url);
    const problem =
      methods.length > 0 && !methods.includes(request.method)
        ? httpProblem('method-not-allowed', { headers: { allow: methods.join(', ') } })
        : httpProblem('not-found');
    return sendProblem(reply, problem);
  });
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store');
  });
  return app;
}

/** What is not HTTP at all gets a problem too, and its connection is closed. */
function answerUnreadable(_error: Error, socket: import('node:net').Socket): void {
  if (!socket.writable) return;
  const body = JSON.stringify(
    problemBody(httpProblem('request-invalid', { detail: 'expected an HTTP request' })),
  );
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function securityHeaders(tls: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    // Links for set-up and invitations hold secrets: no address goes to another site.
    referrerPolicy: { policy: 'no-referrer' as const },
    strictTransportSecurity: tls ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  };
}
