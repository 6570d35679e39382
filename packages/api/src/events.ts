import Type, { type Static } from 'typebox';
import { route } from './route.ts';
import { Id, Nullable, Page, PageQuery, Time } from './schema.ts';

const Term = Type.String({ minLength: 1, maxLength: 2000 });

/** What to look for. All given terms must hold; a list holds when one of its values does. */
export const EventFilter = Type.Object({
  from: Time,
  to: Time,
  organisationIds: Type.Optional(Type.Array(Id, { maxItems: 500 })),
  sourceIds: Type.Optional(Type.Array(Id, { maxItems: 500 })),
  host: Type.Optional(Term),
  user: Type.Optional(Term),
  process: Type.Optional(Term),
  hash: Type.Optional(Term),
  address: Type.Optional(Term),
  channel: Type.Optional(Term),
  provider: Type.Optional(Term),
  eventId: Type.Optional(Type.Array(Type.Integer(), { maxItems: 200 })),
  /** Free text over the original event, case-insensitive. */
  text: Type.Optional(Term),
  /** Indicators of which one is enough, as they are pasted from a report. */
  anyOf: Type.Optional(
    Type.Array(
      Type.Object({
        field: Type.Union([Type.Literal('hash'), Type.Literal('address'), Type.Literal('text')]),
        value: Term,
      }),
      { minItems: 1, maxItems: 100 },
    ),
  ),
  origin: Type.Optional(Type.Union([Type.Literal('live'), Type.Literal('demo'), Type.Literal('exercise')])),
});
export type EventFilter = Static<typeof EventFilter>;

export const LakeEvent = Type.Object({
  id: Type.String(),
  happened: Time,
  zone: Type.Union([Type.Literal('utc'), Type.Literal('offset'), Type.Literal('assumed')]),
  received: Time,
  recorded: Time,
  organisationId: Id,
  organisationName: Type.String(),
  sourceId: Id,
  host: Type.String(),
  channel: Type.String(),
  provider: Type.String(),
  eventId: Type.Integer(),
  level: Type.Integer(),
  recordId: Type.String(),
  user: Nullable(Type.String()),
  process: Nullable(Type.String()),
  commandLine: Nullable(Type.String()),
  parentProcess: Nullable(Type.String()),
  hashes: Type.Array(Type.String()),
  addresses: Type.Array(Type.String()),
  origin: Type.String(),
  message: Nullable(Type.String()),
});
export type LakeEvent = Static<typeof LakeEvent>;
export const LakeEventDetail = Type.Object({
  event: LakeEvent,
  fields: Type.Record(Type.String(), Type.Unknown()),
  legacy: Nullable(Type.Unknown()),
  /** The event as it was received, as text. */
  original: Type.String(),
});

export const Job = Type.Object({
  id: Id,
  kind: Type.String(),
  title: Type.String(),
  state: Type.Union([
    Type.Literal('waiting'),
    Type.Literal('running'),
    Type.Literal('done'),
    Type.Literal('failed'),
    Type.Literal('cancelled'),
  ]),
  done: Type.Integer(),
  of: Nullable(Type.Integer()),
  unit: Type.String(),
  created: Time,
  finished: Nullable(Time),
  by: Nullable(Type.String()),
  error: Nullable(Type.String()),
  result: Type.Record(Type.String(), Type.Unknown()),
});
export type Job = Static<typeof Job>;

export const eventRoutes = {
  events: route({
    method: 'POST',
    path: '/events/search',
    needs: 'events.read',
    summary: 'Search events, newest first',
    body: Type.Object({
      filter: EventFilter,
      cursor: Type.Optional(Type.String({ maxLength: 500 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    }),
    response: Type.Object({
      rows: Type.Array(LakeEvent),
      cursor: Nullable(Type.String()),
      scanned: Type.Object({ segments: Type.Integer(), rows: Type.Integer() }),
      tookMs: Type.Integer(),
    }),
  }),
  eventHistogram: route({
    method: 'POST',
    path: '/events/histogram',
    needs: 'events.read',
    summary: 'Events over time for a filter',
    body: Type.Object({
      filter: EventFilter,
      buckets: Type.Optional(Type.Integer({ minimum: 10, maximum: 400 })),
    }),
    response: Type.Object({
      from: Time,
      bucketSeconds: Type.Integer(),
      counts: Type.Array(Type.Integer()),
      total: Type.Integer(),
    }),
  }),
  event: route({
    method: 'GET',
    path: '/events/:id',
    needs: 'events.read',
    summary: 'One event with its original',
    params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
    query: Type.Object({ happened: Type.Optional(Time) }),
    response: LakeEventDetail,
  }),
  eventAround: route({
    method: 'GET',
    path: '/events/:id/around',
    needs: 'events.read',
    summary: 'Events around one on the same device',
    params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
    query: Type.Object({
      happened: Type.Optional(Time),
      minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 1440 })),
    }),
    response: Page(LakeEvent),
  }),
  eventExport: route({
    method: 'POST',
    path: '/events/export',
    needs: 'events.export',
    summary: 'Export a search as NDJSON or CSV, streamed',
    body: Type.Object({
      filter: EventFilter,
      format: Type.Union([Type.Literal('ndjson'), Type.Literal('csv')]),
    }),
    responseType: 'application/octet-stream',
  }),
  eventDownload: route({
    method: 'GET',
    path: '/events/export',
    needs: 'events.export',
    summary: 'The same export as a plain link, which a browser writes to disk as it comes',
    query: Type.Object({
      /** An EventFilter as JSON. */
      filter: Type.String({ maxLength: 8000 }),
      format: Type.Union([Type.Literal('ndjson'), Type.Literal('csv')]),
      /** Why the caller looks: a link carries no `X-Purpose`. */
      purpose: Type.Optional(Type.String({ maxLength: 200 })),
    }),
    responseType: 'application/octet-stream',
  }),
  upload: route({
    method: 'POST',
    path: '/uploads',
    needs: 'uploads.write',
    summary: 'Upload a log file (EVTX, EVT, NDJSON; gzip, zip): the body is the file; answers its job',
    query: Type.Object({ sourceId: Id, name: Type.String({ minLength: 1, maxLength: 255 }) }),
    bodyType: 'application/octet-stream',
    response: Job,
  }),
  jobs: route({
    method: 'GET',
    path: '/jobs',
    needs: 'signed-in',
    summary: 'Jobs in my scope, newest first',
    query: Type.Object({ ...PageQuery, kind: Type.Optional(Type.String({ maxLength: 50 })) }),
    response: Page(Job),
  }),
  job: route({
    method: 'GET',
    path: '/jobs/:id',
    needs: 'signed-in',
    summary: 'One job',
    params: Type.Object({ id: Id }),
    response: Job,
  }),
  jobCancel: route({
    method: 'DELETE',
    path: '/jobs/:id',
    needs: 'signed-in',
    summary: 'Cancel a job',
    params: Type.Object({ id: Id }),
  }),
};
