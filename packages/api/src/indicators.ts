import Type, { type Static } from 'typebox';
import { route } from './route.ts';
import { Id, Name, Nullable, Page, PageQuery, Severity, Time } from './schema.ts';

/** FIRST's Traffic Light Protocol 2.0. */
export const Marking = Type.Union([
  Type.Literal('TLP:CLEAR'),
  Type.Literal('TLP:GREEN'),
  Type.Literal('TLP:AMBER'),
  Type.Literal('TLP:AMBER+STRICT'),
  Type.Literal('TLP:RED'),
]);
export type Marking = Static<typeof Marking>;

export const IndicatorList = Type.Object({
  id: Id,
  nodeId: Id,
  nodeName: Type.String(),
  name: Type.String(),
  source: Type.String(),
  marking: Marking,
  level: Severity,
  indicators: Type.Integer(),
  /** How many entries were refused when it was added. */
  refused: Type.Integer(),
  state: Type.Union([Type.Literal('active'), Type.Literal('expired'), Type.Literal('withdrawn')]),
  created: Time,
  by: Type.String(),
  expires: Time,
  withdrawn: Nullable(Type.Object({ at: Time, by: Type.String(), reason: Type.String() })),
  /** The rule id of its hits. */
  ruleId: Type.String(),
  /** Events that named one of its indicators, by organisation within scope, most first. */
  hits: Type.Array(
    Type.Object({ organisationId: Id, organisationName: Type.String(), events: Type.Integer(), last: Time }),
  ),
  /** The one pass over the lake; null where the caller may not see the work. */
  sweep: Nullable(
    Type.Object({
      jobId: Id,
      state: Type.String(),
      done: Type.Integer(),
      of: Nullable(Type.Integer()),
      unit: Type.String(),
      error: Nullable(Type.String()),
      result: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
  /** Whether the caller may withdraw it. */
  mayWithdraw: Type.Boolean(),
});
export type IndicatorList = Static<typeof IndicatorList>;

const ListRefusal = Type.Object({
  line: Type.Integer(),
  text: Type.String(),
  code: Type.String(),
  reason: Type.String(),
});
const ListCaution = Type.Object({ line: Type.Integer(), value: Type.String(), reason: Type.String() });

export const indicatorRoutes = {
  indicatorLists: route({
    method: 'GET',
    path: '/indicator-lists',
    needs: 'indicators.read',
    summary: 'Lists of indicators that I may see, newest first, with their hits in my scope',
    query: Type.Object(PageQuery),
    response: Page(IndicatorList),
  }),
  indicatorList: route({
    method: 'GET',
    path: '/indicator-lists/:id',
    needs: 'indicators.read',
    summary: 'One list of indicators',
    params: Type.Object({ id: Id }),
    response: IndicatorList,
  }),
  indicators: route({
    method: 'GET',
    path: '/indicator-lists/:id/indicators',
    needs: 'indicators.read',
    summary: 'The indicators of a list',
    params: Type.Object({ id: Id }),
    query: Type.Object({ ...PageQuery, q: Type.Optional(Type.String({ maxLength: 200 })) }),
    response: Page(Type.Object({ kind: Type.String(), value: Type.String(), expires: Nullable(Time) })),
  }),
  indicatorListAdd: route({
    method: 'POST',
    path: '/indicator-lists',
    needs: 'indicators.write',
    summary:
      'Add a list: the body is the text (words, CSV or a STIX bundle); matched from now on, and swept for once',
    query: Type.Object({
      nodeId: Id,
      name: Name,
      source: Name,
      marking: Marking,
      level: Severity,
      expires: Time,
    }),
    bodyType: 'application/octet-stream',
    response: Type.Object({
      list: IndicatorList,
      /** The first of what was refused, and of what deserves caution. */
      refused: Type.Array(ListRefusal),
      refusedInAll: Type.Integer(),
      cautions: Type.Array(ListCaution),
      cautionsInAll: Type.Integer(),
      repeated: Type.Integer(),
    }),
  }),
  indicatorListWithdraw: route({
    method: 'POST',
    path: '/indicator-lists/:id/withdraw',
    needs: 'indicators.write',
    summary: 'Stop matching a list; its alerts stay',
    params: Type.Object({ id: Id }),
    body: Type.Object({ reason: Name }),
    response: IndicatorList,
  }),
};
