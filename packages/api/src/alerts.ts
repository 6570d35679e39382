import Type, { type Static } from 'typebox';
import { route } from './route.ts';
import { Id, Name, Nullable, Page, PageQuery, Prose, Severity, Time } from './schema.ts';

const ById = Type.Object({ id: Id });

export const AlertState = Type.Union([
  Type.Literal('new'),
  Type.Literal('acknowledged'),
  Type.Literal('investigating'),
  Type.Literal('closed'),
]);
export const CloseReason = Type.Union([
  Type.Literal('true-positive'),
  Type.Literal('benign'),
  Type.Literal('false-positive'),
  Type.Literal('duplicate'),
]);
export type AlertState = Static<typeof AlertState>;

/**
 * One row of triage: everything one rule found across devices in one episode. It has one head and one part per
 * organisation; what a viewer sees is the sum of the parts within scope, and of the rest only that there is some.
 */
export const Alert = Type.Object({
  id: Id,
  /** The worst rule; of a cluster there may be several, all in `rules`. */
  ruleId: Type.String(),
  title: Type.String(),
  /** Name that the rules of an alert share, when it is more than one rule's. */
  cluster: Nullable(Type.String()),
  /** Rules that raised it, worst first. */
  rules: Type.Array(
    Type.Object({ id: Type.String(), title: Type.String(), level: Severity, count: Type.Integer() }),
  ),
  /** The episode before this one, closed by people before these hits came. */
  previousId: Nullable(Id),
  level: Severity,
  kind: Type.Union([Type.Literal('detection'), Type.Literal('silence')]),
  tags: Type.Array(Type.String()),
  techniques: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  state: AlertState,
  closeReason: Nullable(CloseReason),
  assignee: Nullable(Type.Object({ id: Id, name: Type.String() })),
  /** When somebody last decided on it: its state, its assignee or why it is closed, in any part of my scope. */
  decided: Nullable(Time),
  first: Time,
  last: Time,
  count: Type.Integer(),
  devices: Type.Integer(),
  organisations: Type.Array(
    Type.Object({
      id: Id,
      code: Type.String(),
      name: Type.String(),
      devices: Type.Integer(),
      count: Type.Integer(),
      state: AlertState,
      handedOff: Type.Boolean(),
    }),
  ),
  /** Organisations outside the viewer's scope that have a part in this alert; their number only. */
  otherOrganisations: Type.Integer(),
  firstDevice: Nullable(Type.String()),
  /** Signals per bucket from `first` to `last`, oldest first. */
  curve: Type.Object({
    from: Time,
    bucketSeconds: Type.Integer(),
    counts: Type.Array(Type.Integer()),
    devices: Type.Array(Type.Integer()),
  }),
  origin: Type.Union([Type.Literal('live'), Type.Literal('demo'), Type.Literal('exercise')]),
  mutedUntil: Nullable(Time),
  snoozedUntil: Nullable(Time),
});
export type Alert = Static<typeof Alert>;

export const AlertDevice = Type.Object({
  /** Keys of the sightings under this name: organisation, source and name as reported. */
  sightings: Type.Array(Type.String()),
  deviceId: Nullable(Id),
  host: Type.String(),
  organisationId: Id,
  organisationName: Type.String(),
  site: Nullable(Type.String()),
  owner: Nullable(Type.String()),
  addresses: Type.Array(Type.String()),
  os: Nullable(Type.String()),
  /** What the rule told hits apart by (a service, a file, an address): how many of them, and the first. */
  keys: Type.Integer(),
  key: Type.String(),
  first: Time,
  last: Time,
  count: Type.Integer(),
});
export type AlertDevice = Static<typeof AlertDevice>;

/** What a correlation found, as far as one organisation had part in it. */
export const Finding = Type.Object({
  /** Events of this organisation that were counted. */
  count: Type.Integer(),
  /** How many other organisations have part in it. */
  others: Type.Integer(),
  /** What the condition was held against; null where others have part in it. */
  measure: Type.Union([Type.Number(), Type.Null()]),
  /** When it became true. */
  instant: Time,
  first: Time,
  last: Time,
  /** Since when a late event has shown that it began otherwise. */
  withdrawn: Type.Union([Time, Type.Null()]),
  /** The latest of its events, at most 100, in order. What another correlation found is one too. */
  events: Type.Array(
    Type.Object({
      eventId: Type.String(),
      ruleId: Type.String(),
      ruleTitle: Type.String(),
      /** Null once retention has taken the event. */
      host: Type.Union([Type.String(), Type.Null()]),
      happened: Time,
      /** Whether it is itself what a correlation found. */
      found: Type.Boolean(),
    }),
  ),
});
export type Finding = Static<typeof Finding>;

/** One rule hit on one event, or what a correlation found. `matched` names the fields that matched and the values, for highlighting. */
export const Signal = Type.Object({
  id: Type.String(),
  eventId: Type.String(),
  ruleId: Type.String(),
  organisationId: Id,
  sourceId: Id,
  host: Type.String(),
  happened: Time,
  received: Time,
  key: Type.String(),
  matched: Type.Array(Type.Object({ field: Type.String(), value: Type.String() })),
  fields: Type.Record(Type.String(), Type.Unknown()),
  /** Set where a correlation found it: `eventId` then names the finding. */
  finding: Type.Union([Finding, Type.Null()]),
});
export type Signal = Static<typeof Signal>;

export const Advice = Type.Object({
  meaning: Type.String(),
  do: Type.Array(Type.String()),
  doNot: Type.Array(Type.String()),
  confidence: Type.Union([Type.Literal('high'), Type.Literal('medium'), Type.Literal('low')]),
  confidenceReason: Type.String(),
});

export const TimelineEntry = Type.Object({
  id: Id,
  at: Time,
  by: Nullable(Type.Object({ id: Nullable(Id), name: Type.String() })),
  organisationId: Nullable(Id),
  kind: Type.String(),
  text: Nullable(Type.String()),
  detail: Type.Record(Type.String(), Type.Unknown()),
});
export type TimelineEntry = Static<typeof TimelineEntry>;

export const HandOff = Type.Object({
  id: Id,
  alertId: Id,
  organisationId: Id,
  organisationName: Type.String(),
  advice: Type.String(),
  sent: Time,
  by: Type.String(),
  deliveries: Type.Array(
    Type.Object({
      id: Id,
      channel: Type.Union([Type.Literal('smtp'), Type.Literal('webhook')]),
      to: Type.String(),
      state: Type.Union([
        Type.Literal('waiting'),
        Type.Literal('delivered'),
        Type.Literal('failed'),
        Type.Literal('given-up'),
      ]),
      attempts: Type.Integer(),
      lastError: Nullable(Type.String()),
      delivered: Nullable(Time),
    }),
  ),
  acknowledged: Nullable(Time),
  acknowledgedBy: Nullable(Type.String()),
});
export type HandOff = Static<typeof HandOff>;

export const AlertQuery = Type.Object({
  ...PageQuery,
  state: Type.Optional(
    Type.String({ maxLength: 100, description: 'states, comma separated; default all but closed' }),
  ),
  level: Type.Optional(Type.String({ maxLength: 100, description: 'levels, comma separated' })),
  organisationId: Type.Optional(Type.String({ maxLength: 2000, description: 'ids, comma separated' })),
  regionId: Type.Optional(Id),
  ruleId: Type.Optional(Type.String({ maxLength: 100 })),
  technique: Type.Optional(Type.String({ maxLength: 20 })),
  assignee: Type.Optional(Type.String({ maxLength: 40, description: 'a user id, "me" or "none"' })),
  host: Type.Optional(Type.String({ maxLength: 255 })),
  q: Type.Optional(Type.String({ maxLength: 200 })),
  from: Type.Optional(Time),
  to: Type.Optional(Time),
  includeMuted: Type.Optional(Type.Boolean()),
  sort: Type.Optional(
    Type.Union([
      Type.Literal('urgency'),
      Type.Literal('last'),
      Type.Literal('first'),
      Type.Literal('devices'),
    ]),
  ),
});
const Facet = Type.Array(Type.Object({ value: Type.String(), label: Type.String(), count: Type.Integer() }));

export const Mute = Type.Object({
  id: Id,
  kind: Type.Union([Type.Literal('mute'), Type.Literal('snooze')]),
  ruleId: Nullable(Type.String()),
  alertId: Nullable(Id),
  nodeId: Id,
  nodeName: Type.String(),
  host: Nullable(Type.String()),
  reason: Type.String(),
  created: Time,
  by: Type.String(),
  expires: Time,
});
export const SavedView = Type.Object({
  id: Id,
  page: Type.String(),
  name: Type.String(),
  query: Type.String(),
  shared: Type.Boolean(),
});

export const alertRoutes = {
  alerts: route({
    method: 'GET',
    path: '/alerts',
    needs: 'alerts.read',
    summary: 'Alerts in my scope',
    query: AlertQuery,
    response: Type.Object({
      rows: Type.Array(Alert),
      cursor: Nullable(Type.String()),
      total: Type.Integer(),
      facets: Type.Object({
        state: Facet,
        level: Facet,
        organisation: Facet,
        rule: Facet,
        technique: Facet,
        assignee: Facet,
      }),
    }),
  }),
  alert: route({
    method: 'GET',
    path: '/alerts/:id',
    needs: 'alerts.read',
    summary: 'One alert with its rule and advice',
    params: ById,
    response: Type.Object({
      alert: Alert,
      advice: Nullable(Advice),
      rule: Nullable(
        Type.Object({
          id: Type.String(),
          title: Type.String(),
          description: Type.String(),
          text: Type.String(),
          origin: Type.String(),
          references: Type.Array(Type.String()),
          falsePositives: Type.Array(Type.String()),
        }),
      ),
      handOffs: Type.Array(HandOff),
    }),
  }),
  alertDevices: route({
    method: 'GET',
    path: '/alerts/:id/devices',
    needs: 'alerts.read',
    summary: 'Devices of an alert',
    params: ById,
    query: Type.Object(PageQuery),
    response: Page(AlertDevice),
  }),
  alertSignals: route({
    method: 'GET',
    path: '/alerts/:id/signals',
    needs: 'alerts.read',
    summary: 'Hits of an alert, newest first',
    params: ById,
    query: Type.Object({ ...PageQuery, sighting: Type.Optional(Type.String({ maxLength: 500 })) }),
    response: Page(Signal),
  }),
  alertTimeline: route({
    method: 'GET',
    path: '/alerts/:id/timeline',
    needs: 'alerts.read',
    summary: 'Comments and changes, oldest first',
    params: ById,
    response: Page(TimelineEntry),
  }),
  alertContainment: route({
    method: 'GET',
    path: '/alerts/:id/containment',
    needs: 'alerts.read',
    summary: 'Containment list: device, address, site, owner, what to review',
    params: ById,
    query: Type.Object({ format: Type.Optional(Type.Union([Type.Literal('json'), Type.Literal('csv')])) }),
    response: Type.Object({
      alertId: Id,
      title: Type.String(),
      made: Time,
      rows: Type.Array(
        Type.Object({
          host: Type.String(),
          addresses: Type.Array(Type.String()),
          organisation: Type.String(),
          site: Nullable(Type.String()),
          owner: Nullable(Type.String()),
          review: Type.Array(Type.String()),
        }),
      ),
    }),
  }),
  alertAct: route({
    method: 'POST',
    path: '/alerts/actions',
    needs: 'alerts.triage',
    summary:
      'Acknowledge, investigate, assign, comment, close or reopen one alert or many, for the parts in my scope',
    body: Type.Object({
      alertIds: Type.Array(Id, { minItems: 1, maxItems: 500 }),
      /** Only these organisations' parts; absent means every part in my scope. */
      organisationIds: Type.Optional(Type.Array(Id, { maxItems: 500 })),
      /**
       * What I decide on is what I saw: alerts with `decided` as it was shown to me. Where somebody else has decided
       * on one since, nothing at all is done and the answer is 409.
       */
      asSeen: Type.Optional(
        Type.Array(Type.Object({ alertId: Id, decided: Nullable(Time) }), { maxItems: 500 }),
      ),
      action: Type.Union([
        Type.Object({
          do: Type.Literal('set-state'),
          state: Type.Union([
            Type.Literal('new'),
            Type.Literal('acknowledged'),
            Type.Literal('investigating'),
          ]),
        }),
        Type.Object({ do: Type.Literal('close'), reason: CloseReason, comment: Type.Optional(Prose) }),
        Type.Object({ do: Type.Literal('assign'), userId: Nullable(Id) }),
        Type.Object({ do: Type.Literal('comment'), text: Prose }),
      ]),
    }),
    /** `undo` restores what was there before, for as long as nobody changed it again; null when it cannot be undone. */
    response: Type.Object({ changed: Type.Integer(), undo: Nullable(Id) }),
  }),
  alertUndo: route({
    method: 'POST',
    path: '/alerts/undo/:id',
    needs: 'alerts.triage',
    summary: 'Undo one of my actions',
    params: ById,
    response: Type.Object({ changed: Type.Integer() }),
  }),
  handOff: route({
    method: 'POST',
    path: '/alerts/:id/hand-offs',
    needs: 'alerts.hand-off',
    summary: 'Hand an alert to organisations with advice, by e-mail and webhook',
    params: ById,
    body: Type.Object({ organisationIds: Type.Array(Id, { minItems: 1, maxItems: 500 }), advice: Prose }),
    response: Page(HandOff),
  }),
  handOffState: route({
    method: 'GET',
    path: '/acknowledgements/:token',
    needs: 'public',
    summary: 'What a one-time acknowledgement link is for',
    params: Type.Object({ token: Type.String({ maxLength: 200 }) }),
    response: Type.Object({
      organisation: Type.String(),
      title: Type.String(),
      advice: Type.String(),
      sent: Time,
      acknowledged: Nullable(Time),
    }),
  }),
  handOffAcknowledge: route({
    method: 'POST',
    path: '/acknowledgements/:token',
    needs: 'public',
    summary: 'Acknowledge without an account, once',
    params: Type.Object({ token: Type.String({ maxLength: 200 }) }),
    body: Type.Object({ name: Name }),
    response: Type.Object({ acknowledged: Time }),
  }),
  mutes: route({
    method: 'GET',
    path: '/mutes',
    needs: 'alerts.read',
    summary: 'Mutes and snoozes in my scope',
    response: Page(Mute),
  }),
  muteAdd: route({
    method: 'POST',
    path: '/mutes',
    needs: 'mutes.write',
    summary: 'Mute a rule, or snooze an alert, for a scope until a time, with a reason',
    body: Type.Object({
      kind: Type.Union([Type.Literal('mute'), Type.Literal('snooze')]),
      ruleId: Type.Optional(Type.String({ maxLength: 100 })),
      alertId: Type.Optional(Id),
      nodeId: Id,
      host: Type.Optional(Type.String({ maxLength: 255 })),
      reason: Prose,
      expires: Time,
    }),
    response: Mute,
  }),
  muteEnd: route({
    method: 'DELETE',
    path: '/mutes/:id',
    needs: 'mutes.write',
    summary: 'End a mute or snooze now',
    params: ById,
  }),
  views: route({
    method: 'GET',
    path: '/views',
    needs: 'signed-in',
    summary: 'Saved views',
    query: Type.Object({ page: Type.Optional(Type.String({ maxLength: 50 })) }),
    response: Page(SavedView),
  }),
  viewSave: route({
    method: 'POST',
    path: '/views',
    needs: 'signed-in',
    summary: 'Save a view',
    body: Type.Object({
      page: Name,
      name: Name,
      query: Type.String({ maxLength: 4000 }),
      shared: Type.Boolean(),
    }),
    response: SavedView,
  }),
  viewDelete: route({
    method: 'DELETE',
    path: '/views/:id',
    needs: 'signed-in',
    summary: 'Delete a saved view',
    params: ById,
  }),
};
