import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { type AdmissionLimits, admit, type Journal } from '../journal/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { TlsFiles } from '../kernel/config.ts';
import { AnswerError, comeBack, errorBody } from './answer-error.ts';
import { tokenOf } from './credential.ts';
import { registerStubs } from './elastic-stubs.ts';
import { registerWrites } from './elastic-writes.ts';
import { type ExpandLimits, tooLarge } from './expand.ts';
import { Intake } from './intake.ts';
import type { Load } from './load.ts';

export interface IngestAppOptions {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  readonly load: Load;
  readonly clusterUuid: string;
  readonly admission: AdmissionLimits;
  readonly expand: ExpandLimits;
  readonly tls: TlsFiles | undefined;
  /** The source that a token belongs to; undefined when it is not valid (any more). */
  readonly authenticate: (token: string) => Promise<string | undefined>;
}

declare module 'fastify' {
  interface FastifyRequest {
    endLoad: (() => void) | undefined;
  }
}

/** The listener for shippers. It speaks as much Elasticsearch as they need, under `/` and under `/es`. */
export function createIngestApp(options: IngestAppOptions): FastifyInstance {
  const { clock, log, load, journal } = options;
  const app = Fastify({
    ...(options.tls ? { https: { ...options.tls, minVersion: 'TLSv1.2' as const } } : {}),
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: options.expand.expandedBytes,
    requestTimeout: 300_000,
    keepAliveTimeout: 75_000,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 600 },
    forceCloseConnections: 'idle',
    clientErrorHandler: (_error, socket) => {
      if (!socket.writable) return;
      const body = errorBody(400, 'illegal_argument_exception', 'the request is not valid HTTP');
      socket.end(
        `HTTP/1.1 400 Bad Request\r\nX-Elastic-Product: Elasticsearch\r\nContent-Type: application/json\r\n` +
          `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
      );
    },
    frameworkErrors: (error, _request, reply) => {
      reply.hijack();
      reply.raw
        .writeHead(400, { 'x-elastic-product': 'Elasticsearch', 'content-type': 'application/json' })
        .end(errorBody(400, 'illegal_argument_exception', error.message));
    },
  }) as unknown as FastifyInstance;

  // Bodies are streams, whatever they say they are: what counts is the lines in them.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  app.decorateRequest('endLoad', undefined);

  const sourceOf = async (request: FastifyRequest): Promise<string> => {
    const token = tokenOf(request.headers.authorization);
    const sourceId = token === undefined ? undefined : await options.authenticate(token);
    if (sourceId !== undefined) return sourceId;
    throw new AnswerError(
      401,
      'security_exception',
      'expected the token of a source as Basic password, ApiKey or Bearer',
      { headers: { 'www-authenticate': 'Basic realm="ingest" charset="UTF-8", ApiKey' } },
    );
  };

  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-elastic-product', 'Elasticsearch');
    // An unusual or missing content type must not stand in the way of events.
    request.raw.headers['content-type'] = 'application/octet-stream';
    const isWrite = request.routeOptions.config.write === true;
    if (isWrite || request.headers.authorization !== undefined) await sourceOf(request);
    if (!isWrite) return;
    const length = contentLength(request);
    if (length !== undefined && length > options.expand.expandedBytes) {
      throw tooLarge(`at most ${options.expand.expandedBytes} bytes`);
    }
    const decision = admit(load.pressure(), load.limits(options.admission));
    if (!decision.accept) throw comeBack(decision.reason, decision.retryAfterSeconds);
    request.endLoad = load.begin(length);
    reply.raw.once('close', () => request.endLoad?.());
  });

  app.setErrorHandler((error: FastifyError | AnswerError, request, reply) => {
    const answer = error instanceof AnswerError ? error : asAnswer(error);
    if (answer.status >= 500) request.log.error({ err: error }, 'a request of a shipper failed');
    if ((answer.status === 429 || answer.status >= 500) && dropsWhatIsRefused(request)) {
      reply.hijack();
      request.raw.socket.destroy();
      return reply;
    }
    reply.code(answer.status).headers(answer.headers).header('content-type', 'application/json');
    // What is left of a refused body is not worth reading.
    if (answer.status === 413 || answer.status === 400) reply.header('connection', 'close');
    return reply.send(errorBody(answer.status, answer.type, answer.message));
  });
  app.setNotFoundHandler((request, reply) => {
    const reason = `no handler found for [${request.method}] ${request.url.slice(0, 200)}`;
    return reply
      .code(404)
      .header('content-type', 'application/json')
      .send(errorBody(404, 'not_found', reason));
  });

  const intake = new Intake(journal, clock, options.expand);
  const surface = async (scope: FastifyInstance): Promise<void> => {
    registerStubs(scope, options.clusterUuid);
    await scope.register(async (writes) => {
      writes.addHook('onRoute', (route) => {
        route.config = { ...route.config, write: true };
      });
      registerWrites(writes, intake, (request) => () => sourceOf(request));
    });
  };
  app.register(surface);
  app.register(surface, { prefix: '/es' });
  return app;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Takes events: needs a credential and room. */
    write?: boolean;
  }
}

function contentLength(request: FastifyRequest): number | undefined {
  const value = Number(request.headers['content-length']);
  return Number.isSafeInteger(value) ? value : undefined;
}

/**
 * rsyslog's omelasticsearch reads no status: an answer without `items` is final for it, and the batch is dropped. It
 * tries again when the connection ends without an answer. It gives no name; it is known by what it sends and lacks.
 */
function dropsWhatIsRefused({ raw: { headers, rawHeaders } }: FastifyRequest): boolean {
  const type = rawHeaders.findIndex((name) => name.toLowerCase() === 'content-type');
  return headers['user-agent'] === undefined && rawHeaders[type + 1] === 'application/json; charset=utf-8';
}

/** 4xx of the framework keep their status; anything else is "come back later", for nothing was kept. */
function asAnswer(error: FastifyError): AnswerError {
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500)
    return new AnswerError(status, 'illegal_argument_exception', error.message);
  return new AnswerError(503, 'process_cluster_event_exception', 'the request could not be stored', {
    headers: { 'retry-after': '5' },
    cause: error,
  });
}
