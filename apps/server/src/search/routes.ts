import { Readable } from 'node:stream';
import { type BodyOf, type Routes, routes } from '@cordon/api';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../control/index.ts';
import { implement, RawAnswer, type RouteHandlers, readJsonBody, routeValidator } from '../http/index.ts';
import type { Search } from './search.ts';

/** Fires when the client is gone before its answer was complete. */
function gone(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort(new Error('the client left'));
  });
  return controller.signal;
}

const defaultBuckets = 60;
const defaultMinutes = 15;
/** Events around one: so many before and after together. */
const aroundLimit = 200;

type ExportQuestion = BodyOf<Routes['eventExport']>;
const exportQuestion = routeValidator(routes.eventExport);

export function searchRoutes(search: Search): RouteHandlers {
  const exported = async (caller: Caller, { filter, format }: ExportQuestion, reply: FastifyReply) => {
    const text = await search.export(caller, filter, format, gone(reply));
    return new RawAnswer(
      format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/x-ndjson; charset=utf-8',
      Readable.from(text, { objectMode: false }),
      `events-${filter.from.slice(0, 10)}.${format}`,
    );
  };
  return [
    implement(routes.events, async ({ body, caller, reply }) => {
      const begun = performance.now();
      const page = await search.events(caller, body, gone(reply));
      return { ...page, tookMs: Math.round(performance.now() - begun) };
    }),
    implement(routes.eventHistogram, ({ body, caller, reply }) =>
      search.histogram(caller, body.filter, body.buckets ?? defaultBuckets, gone(reply)),
    ),
    implement(routes.event, async ({ params, query, caller, reply }) => {
      const { event, row } = await search.event(caller, params.id, query.happened, gone(reply));
      const { fields, legacy, original } = row.envelope;
      return { event, fields, legacy, original };
    }),
    implement(routes.eventAround, async ({ params, query, caller, reply }) => {
      const question = {
        happened: query.happened,
        minutes: query.minutes ?? defaultMinutes,
        limit: aroundLimit,
      };
      return { rows: await search.around(caller, params.id, question, gone(reply)), cursor: null };
    }),
    implement(routes.eventExport, ({ body, caller, reply }) => exported(caller, body, reply)),
    implement(routes.eventDownload, ({ query, caller, reply }) => {
      const filter = readJsonBody(Buffer.from(query.filter));
      // The same check as of the filter in a body, and the same words where it is wrong.
      const { body } = exportQuestion({ params: {}, query: {}, body: { filter, format: query.format } });
      return exported(caller, body as ExportQuestion, reply);
    }),
  ];
}
