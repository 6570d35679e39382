import Type, { type Static } from 'typebox';
import { Advice } from './alerts.ts';
import { route } from './route.ts';
import { Id, Nullable, Page, PageQuery, Severity, Time } from './schema.ts';

export const Rule = Type.Object({
  id: Type.String(),
  title: Type.String(),
  level: Severity,
  status: Type.String(),
  origin: Type.String(),
  file: Type.String(),
  logsource: Type.String(),
  tags: Type.Array(Type.String()),
  enabled: Type.Boolean(),
  hits24h: Type.Integer(),
  hitsTotal: Type.Integer(),
  lastHit: Nullable(Time),
  /** What people made of the alerts that it raised, each organisation's part counted. */
  verdicts: Type.Object({
    alerts: Type.Integer(),
    truePositives: Type.Integer(),
    benign: Type.Integer(),
    falsePositives: Type.Integer(),
  }),
  /** False when no known log source feeds it: it is loaded but cannot fire. */
  hasLogsource: Type.Boolean(),
});
export type Rule = Static<typeof Rule>;
export const RuleRejection = Type.Object({
  file: Type.String(),
  origin: Type.String(),
  id: Nullable(Type.String()),
  title: Nullable(Type.String()),
  code: Type.String(),
  reason: Type.String(),
  line: Nullable(Type.Integer()),
});
/** A Sigma filter: it narrows rules, so that what it keeps out raises nothing. */
export const RuleFilter = Type.Object({
  id: Type.String(),
  title: Type.String(),
  description: Type.String(),
  origin: Type.String(),
  file: Type.String(),
  text: Type.String(),
  /** How many rules it changes. */
  rules: Type.Integer(),
  /** What it names and does not change. */
  unfiltered: Type.Array(
    Type.Object({
      reference: Type.String(),
      why: Type.Union([
        Type.Literal('not-loaded'),
        Type.Literal('ambiguous'),
        Type.Literal('correlation'),
        Type.Literal('other-log-source'),
      ]),
      line: Type.Integer(),
    }),
  ),
});
export type RuleFilter = Static<typeof RuleFilter>;

const CoverageState = Type.Union([
  Type.Literal('covered'),
  Type.Literal('below'),
  Type.Literal('visible'),
  Type.Literal('blind'),
]);
/** A technique of ATT&CK: which rules name it, and which logs its detection strategy looks at. */
export const TechniqueCoverage = Type.Object({
  id: Type.String(),
  name: Type.String(),
  /** Short names of its tactics. */
  tactics: Type.Array(Type.String()),
  /** Rules name it; only its sub-techniques; none, but logs that can be read would show it; nothing would. */
  state: CoverageState,
  rules: Type.Array(Type.Object({ id: Type.String(), title: Type.String(), level: Severity })),
  rulesBelow: Type.Integer(),
  strategy: Nullable(Type.String()),
  sources: Type.Array(
    Type.Object({ name: Type.String(), eventIds: Type.Array(Type.Integer()), readable: Type.Boolean() }),
  ),
});
export type TechniqueCoverage = Static<typeof TechniqueCoverage>;

export const ruleRoutes = {
  rules: route({
    method: 'GET',
    path: '/rules',
    needs: 'rules.read',
    summary: 'Loaded rules with their hits',
    query: Type.Object({
      ...PageQuery,
      q: Type.Optional(Type.String({ maxLength: 200 })),
      origin: Type.Optional(Type.String({ maxLength: 100 })),
      level: Type.Optional(Type.String({ maxLength: 100 })),
      sort: Type.Optional(
        Type.Union([Type.Literal('title'), Type.Literal('false-alarms')], {
          description: 'false-alarms: most alerts closed as false positive or benign first',
        }),
      ),
    }),
    response: Page(Rule),
  }),
  ruleReport: route({
    method: 'GET',
    path: '/rules/report',
    needs: 'rules.read',
    summary: 'What was loaded, rejected and why',
    response: Type.Object({
      loadedAt: Time,
      loaded: Type.Integer(),
      withoutLogsource: Type.Integer(),
      rejected: Type.Array(RuleRejection),
      filters: Type.Array(RuleFilter),
      origins: Type.Array(Type.Object({ name: Type.String(), path: Type.String(), rules: Type.Integer() })),
    }),
  }),
  ruleCoverage: route({
    method: 'GET',
    path: '/rules/coverage',
    needs: 'rules.read',
    summary: 'The ATT&CK matrix: what enabled rules detect, technique by technique',
    response: Type.Object({
      attackVersion: Type.String(),
      /** Rules that count: enabled, and fed by a known log source. */
      rules: Type.Integer(),
      tactics: Type.Array(Type.Object({ shortName: Type.String(), name: Type.String() })),
      techniques: Type.Array(TechniqueCoverage),
      /** Tags of rules that name no technique in use. */
      unknownTags: Type.Array(Type.Object({ tag: Type.String(), rules: Type.Integer() })),
    }),
  }),
  rule: route({
    method: 'GET',
    path: '/rules/:id',
    needs: 'rules.read',
    summary: 'One rule with its text and advice',
    params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
    response: Type.Object({
      rule: Rule,
      text: Type.String(),
      advice: Nullable(Advice),
      description: Type.String(),
      /** Filters that change it. */
      filters: Type.Array(RuleFilter),
    }),
  }),
  ruleSet: route({
    method: 'PATCH',
    path: '/rules/:id',
    needs: 'rules.write',
    summary: 'Enable or disable a rule for the federation',
    params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
    body: Type.Object({ enabled: Type.Boolean(), reason: Type.String({ minLength: 1, maxLength: 1000 }) }),
    response: Rule,
  }),
};

const Entry = Type.Object({
  seq: Type.Integer(),
  at: Time,
  actor: Nullable(Type.Object({ id: Nullable(Id), name: Type.String() })),
  action: Type.String(),
  organisationId: Nullable(Id),
  organisationName: Nullable(Type.String()),
  target: Nullable(Type.String()),
  purpose: Nullable(Type.String()),
  outcome: Type.String(),
  address: Nullable(Type.String()),
  detail: Type.Record(Type.String(), Type.Unknown()),
  hash: Type.String(),
});
export const auditRoutes = {
  audit: route({
    method: 'GET',
    path: '/audit',
    needs: 'audit.read',
    summary: 'Audit log in my scope, newest first',
    query: Type.Object({
      ...PageQuery,
      action: Type.Optional(Type.String({ maxLength: 100 })),
      actorId: Type.Optional(Id),
      organisationId: Type.Optional(Id),
      from: Type.Optional(Time),
      to: Type.Optional(Time),
    }),
    response: Page(Entry),
  }),
  auditVerify: route({
    method: 'GET',
    path: '/audit/verify',
    needs: 'audit.read',
    summary: 'Check the hash chain',
    response: Type.Object({
      entries: Type.Integer(),
      intact: Type.Boolean(),
      brokenAt: Nullable(Type.Integer()),
      head: Type.String(),
    }),
  }),
};

export const overviewRoutes = {
  overview: route({
    method: 'GET',
    path: '/overview',
    needs: 'overview.read',
    summary: 'What needs someone now',
    query: Type.Object({
      hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 720 })),
      organisationId: Type.Optional(Id),
    }),
    response: Type.Object({
      asOf: Time,
      needSomeone: Type.Integer(),
      oldestWaiting: Nullable(Time),
      unacknowledgedHandOffs: Type.Integer(),
      bySeverity: Type.Array(Type.Object({ level: Severity, open: Type.Integer() })),
      series: Type.Object({
        from: Time,
        bucketSeconds: Type.Integer(),
        levels: Type.Record(Type.String(), Type.Array(Type.Integer())),
      }),
      byOrganisation: Type.Array(
        Type.Object({
          organisationId: Id,
          name: Type.String(),
          open: Type.Integer(),
          worst: Nullable(Severity),
        }),
      ),
      silentSources: Type.Array(
        Type.Object({
          sourceId: Id,
          name: Type.String(),
          organisationName: Nullable(Type.String()),
          lastEvent: Nullable(Time),
        }),
      ),
      eventsPerMinute: Type.Object({ from: Time, counts: Type.Array(Type.Integer()) }),
      devices: Type.Integer(),
      organisations: Type.Integer(),
      sources: Type.Integer(),
    }),
  }),
  /** Server-sent events, one JSON object each, see `LiveMessage`. */
  live: route({
    method: 'GET',
    path: '/live',
    needs: 'signed-in',
    summary: 'Live changes as server-sent events',
    responseType: 'text/event-stream',
  }),
};

const Webhook = Type.Object({
  id: Id,
  nodeId: Id,
  nodeName: Type.String(),
  url: Type.String(),
  created: Time,
  lastDelivery: Nullable(Time),
  failing: Type.Boolean(),
});
const Contact = Type.Object({ id: Id, organisationId: Id, name: Type.String(), email: Type.String() });
export const outboxRoutes = {
  webhooks: route({
    method: 'GET',
    path: '/webhooks',
    needs: 'webhooks.write',
    summary: 'Webhooks in my scope',
    response: Page(Webhook),
  }),
  webhookAdd: route({
    method: 'POST',
    path: '/webhooks',
    needs: 'webhooks.write',
    summary: 'Add a signed webhook; its secret is shown once',
    body: Type.Object({ nodeId: Id, url: Type.String({ maxLength: 2000 }) }),
    response: Type.Object({ webhook: Webhook, secret: Type.String() }),
  }),
  webhookDelete: route({
    method: 'DELETE',
    path: '/webhooks/:id',
    needs: 'webhooks.write',
    summary: 'Remove a webhook',
    params: Type.Object({ id: Id }),
  }),
  contacts: route({
    method: 'GET',
    path: '/organisations/:id/contacts',
    needs: 'federation.read',
    summary: 'Who receives hand-offs for an organisation',
    params: Type.Object({ id: Id }),
    response: Page(Contact),
  }),
  contactAdd: route({
    method: 'POST',
    path: '/organisations/:id/contacts',
    needs: 'users.write',
    summary: 'Add a contact that needs no account',
    params: Type.Object({ id: Id }),
    body: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 200 }),
      email: Type.String({ format: 'email' }),
    }),
    response: Contact,
  }),
  contactDelete: route({
    method: 'DELETE',
    path: '/organisations/:id/contacts/:contactId',
    needs: 'users.write',
    summary: 'Remove a contact',
    params: Type.Object({ id: Id, contactId: Id }),
  }),
};
