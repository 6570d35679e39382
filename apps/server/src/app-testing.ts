import { type RouteName, routes } from '@cordon/api';
import type { FastifyInstance } from 'fastify';
import { createRequestAudit } from './audit/index.ts';
import type { Caller } from './control/index.ts';
import type { TestControl } from './control/testing.ts';
import { createApp, createLiveHub, type RouteHandlers } from './http/index.ts';
import { createAuthenticate, createLiveScope } from './identity/index.ts';
import { type Clock, systemClock } from './kernel/clock.ts';
import { createLog } from './kernel/log.ts';

export interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The JSON of the answer; undefined when it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every route
  readonly json: any;
}

export interface TestParts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestApp {
  readonly app: FastifyInstance;
  /** Calls an operation as somebody with a session, or as nobody. */
  call(
    caller: (Caller & { readonly csrf: string }) | null,
    name: RouteName,
    parts?: TestParts,
  ): Promise<TestAnswer>;
  stop(): Promise<void>;
}

/** The HTTP side over a test database, without sockets. Answers are checked against their schemas. */
export async function testApp(
  test: TestControl,
  handlers: RouteHandlers,
  options: { readonly clock?: Clock; readonly consoleFolder?: string } = {},
): Promise<TestApp> {
  const clock = options.clock ?? systemClock;
  const { control } = test;
  const live = createLiveHub({ scopeOf: createLiveScope(control) });
  const app = await createApp({
    log: createLog(process.env.CORDON_TEST_LOG ?? 'silent'),
    version: '0.0.0',
    authenticate: createAuthenticate(control, clock),
    audit: createRequestAudit(control, clock),
    secure: false,
    publicUrl: undefined,
    handlers,
    live,
    ready: async () => ({ database: await control.ready() }),
    requestsPerMinute: 1_000_000,
    checkAnswers: true,
    ...(options.consoleFolder ? { consoleFolder: options.consoleFolder } : {}),
  });
  return {
    app,
    async call(caller, name, { params = {}, query = {}, body, headers = {} } = {}) {
      const route = routes[name];
      const path = route.path.replace(/:([A-Za-z]+)/g, (_, key: string) =>
        encodeURIComponent(params[key] ?? ''),
      );
      const answer = await app.inject({
        method: route.method,
        url: `/api/v1${path}`,
        query: { ...query },
        headers: { ...(caller ? { 'x-csrf-token': caller.csrf } : {}), ...headers },
        ...(caller ? { cookies: { cordon: Buffer.from(caller.credential).toString('base64url') } } : {}),
        ...(body === undefined ? {} : { payload: body as object }),
      });
      const isJson = String(answer.headers['content-type']).includes('json');
      return {
        status: answer.statusCode,
        headers: answer.headers,
        text: answer.body,
        json: isJson ? JSON.parse(answer.body) : undefined,
      };
    },
    async stop() {
      live.stop();
      await app.close();
    },
  };
}
