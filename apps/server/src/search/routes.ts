import { Readable } from 'node:stream';
import { routes } from '@cordon/api';
import type { FastifyReply } from 'fastify';
import { implement, RawAnswer, type RouteHandlers } from '../http/index.ts';
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

export function searchRoutes(search: Search): RouteHandlers {
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
    implement(routes.eventExport, async ({ body, caller, reply }) => {
      const text = await search.export(caller, body.filter, body.format, gone(reply));
      const csv = body.format === 'csv';
      return new RawAnswer(
        csv ? 'text/csv; charset=utf-8; header=present' : 'application/x-ndjson; charset=utf-8',
        Readable.from(text, { objectMode: false }),
        `events.${body.format}`,
      );
    }),
  ];
}
