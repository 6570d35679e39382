import Type, { type Static } from 'typebox';
import { route } from './route.ts';
import { Id, Name, Nullable, Page, PageQuery, Prose, Time } from './schema.ts';

const Code = Type.String({ pattern: '^[A-Z0-9]{2,12}$' });
const ById = Type.Object({ id: Id });

export const NodeKind = Type.Union([
  Type.Literal('centre'),
  Type.Literal('region'),
  Type.Literal('organisation'),
  Type.Literal('group'),
]);
/** A node of the federation. Nodes relate to each other in time; an organisation may stand under several. */
export const FederationNode = Type.Object({
  id: Id,
  kind: NodeKind,
  code: Type.String(),
  name: Type.String(),
  parents: Type.Array(Id),
});

export const Organisation = Type.Object({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  regionId: Nullable(Id),
  regionName: Nullable(Type.String()),
  parents: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  devices: Type.Integer(),
  sources: Type.Integer(),
  openAlerts: Type.Integer(),
  lastEvent: Nullable(Time),
  retentionDays: Type.Integer(),
});
export type Organisation = Static<typeof Organisation>;
export const Site = Type.Object({
  id: Id,
  organisationId: Id,
  code: Nullable(Type.String()),
  name: Type.String(),
});

export const SourceKind = Type.Union([
  Type.Literal('winlogbeat'),
  Type.Literal('elastic-agent'),
  Type.Literal('rsyslog'),
  Type.Literal('syslog-ng'),
  Type.Literal('nxlog'),
  Type.Literal('fluent-bit'),
  Type.Literal('wazuh'),
  Type.Literal('logstash'),
  Type.Literal('vector'),
  Type.Literal('upload'),
  Type.Literal('other'),
]);
export const Source = Type.Object({
  id: Id,
  organisationId: Nullable(Id),
  organisationName: Nullable(Type.String()),
  /** True for a source that serves several organisations by an approved map. */
  shared: Type.Boolean(),
  name: Type.String(),
  kind: SourceKind,
  state: Type.Union([
    Type.Literal('waiting'),
    Type.Literal('receiving'),
    Type.Literal('silent'),
    Type.Literal('disabled'),
  ]),
  silentAfterMinutes: Type.Integer(),
  lastEvent: Nullable(Time),
  events24h: Type.Integer(),
  deadLetters24h: Type.Integer(),
  devices: Type.Integer(),
  timeZone: Type.String(),
  tokens: Type.Array(
    Type.Object({
      id: Id,
      hint: Type.String(),
      created: Time,
      expires: Nullable(Time),
      lastUsed: Nullable(Time),
    }),
  ),
});
export type Source = Static<typeof Source>;

/** A line of a shared source's map: events that match belong to the organisation. */
export const MapRule = Type.Object({
  by: Type.Union([Type.Literal('network'), Type.Literal('domain'), Type.Literal('directory-branch')]),
  /** CIDR, DNS or NetBIOS domain, or distinguished-name suffix. */
  value: Type.String({ minLength: 1, maxLength: 300 }),
  organisationId: Id,
});
export const SourceMap = Type.Object({
  version: Type.Integer(),
  state: Type.Union([Type.Literal('draft'), Type.Literal('approved'), Type.Literal('replaced')]),
  rules: Type.Array(MapRule),
  proposed: Time,
  proposedBy: Type.String(),
  approved: Nullable(Time),
  approvedBy: Nullable(Type.String()),
});

export const Tile = Type.Object({
  organisationId: Id,
  code: Type.String(),
  name: Type.String(),
  regionId: Nullable(Id),
  regionName: Nullable(Type.String()),
  openAlerts: Type.Integer(),
  worst: Nullable(Type.String()),
  devices: Type.Integer(),
  sources: Type.Integer(),
  silentSources: Type.Integer(),
  lastEvent: Nullable(Time),
});

export const federationRoutes = {
  nodes: route({
    method: 'GET',
    path: '/nodes',
    needs: 'federation.read',
    summary: 'Nodes of the federation in my scope',
    response: Page(FederationNode),
  }),
  nodeCreate: route({
    method: 'POST',
    path: '/nodes',
    needs: 'federation.write',
    summary: 'Add a region or group',
    body: Type.Object({ kind: NodeKind, code: Code, name: Name, parentId: Id }),
    response: FederationNode,
  }),
  relationSet: route({
    method: 'PUT',
    path: '/nodes/:id/parents',
    needs: 'federation.write',
    summary: 'Set the parents of a node from now on; earlier relations stay on record',
    params: ById,
    body: Type.Object({ parentIds: Type.Array(Id, { minItems: 1, maxItems: 50 }) }),
    response: FederationNode,
  }),
  tiles: route({
    method: 'GET',
    path: '/federation/tiles',
    needs: 'overview.read',
    summary: 'One tile an organisation',
    response: Type.Object({ tiles: Type.Array(Tile) }),
  }),
  organisations: route({
    method: 'GET',
    path: '/organisations',
    needs: 'federation.read',
    summary: 'Organisations in my scope',
    query: Type.Object({
      ...PageQuery,
      q: Type.Optional(Type.String({ maxLength: 200 })),
      regionId: Type.Optional(Id),
    }),
    response: Page(Organisation),
  }),
  organisation: route({
    method: 'GET',
    path: '/organisations/:id',
    needs: 'federation.read',
    summary: 'One organisation',
    params: ById,
    response: Organisation,
  }),
  organisationCreate: route({
    method: 'POST',
    path: '/organisations',
    needs: 'federation.write',
    summary: 'Add an organisation',
    body: Type.Object({
      code: Code,
      name: Name,
      kind: Name,
      parentIds: Type.Array(Id, { minItems: 1, maxItems: 20 }),
    }),
    response: Organisation,
  }),
  organisationUpdate: route({
    method: 'PATCH',
    path: '/organisations/:id',
    needs: 'federation.write',
    summary: 'Rename an organisation or change its kind',
    params: ById,
    body: Type.Object({ name: Type.Optional(Name), kind: Type.Optional(Name) }),
    response: Organisation,
  }),
  retentionSet: route({
    method: 'PUT',
    path: '/organisations/:id/retention',
    needs: 'retention.write',
    summary: 'How long events are kept',
    params: ById,
    body: Type.Object({ days: Type.Integer({ minimum: 1, maximum: 3650 }) }),
    response: Organisation,
  }),
  legalHolds: route({
    method: 'GET',
    path: '/legal-holds',
    needs: 'federation.read',
    summary: 'Legal holds in my scope',
    response: Page(
      Type.Object({
        id: Id,
        organisationId: Id,
        reason: Type.String(),
        from: Time,
        by: Type.String(),
        lifted: Nullable(Time),
      }),
    ),
  }),
  legalHoldAdd: route({
    method: 'POST',
    path: '/legal-holds',
    needs: 'retention.write',
    summary: "Hold an organisation's events: retention is suspended",
    body: Type.Object({ organisationId: Id, reason: Prose }),
    response: Type.Object({ id: Id }),
  }),
  legalHoldLift: route({
    method: 'DELETE',
    path: '/legal-holds/:id',
    needs: 'retention.write',
    summary: 'Lift a legal hold',
    params: ById,
  }),
  sites: route({
    method: 'GET',
    path: '/organisations/:id/sites',
    needs: 'federation.read',
    summary: 'Sites of an organisation',
    params: ById,
    response: Page(Site),
  }),
  siteCreate: route({
    method: 'POST',
    path: '/organisations/:id/sites',
    needs: 'sources.write',
    summary: 'Add a site',
    params: ById,
    body: Type.Object({ name: Name, code: Type.Optional(Type.String({ maxLength: 20 })) }),
    response: Site,
  }),
  sources: route({
    method: 'GET',
    path: '/sources',
    needs: 'sources.read',
    summary: 'Sources in my scope',
    query: Type.Object({
      ...PageQuery,
      organisationId: Type.Optional(Id),
      state: Type.Optional(Type.String({ maxLength: 20 })),
      /** Part of its name, or of its organisation's name or code. */
      q: Type.Optional(Type.String({ maxLength: 200 })),
    }),
    response: Page(Source),
  }),
  source: route({
    method: 'GET',
    path: '/sources/:id',
    needs: 'sources.read',
    summary: 'One source',
    params: ById,
    response: Source,
  }),
  sourceCreate: route({
    method: 'POST',
    path: '/sources',
    needs: 'sources.write',
    summary: 'Add a source; its token is shown once',
    body: Type.Object({
      organisationId: Type.Optional(Id),
      name: Name,
      kind: SourceKind,
      shared: Type.Optional(Type.Object({ nodeId: Id })),
      silentAfterMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 43_200 })),
      timeZone: Type.Optional(Type.String({ maxLength: 60 })),
    }),
    response: Type.Object({ source: Source, token: Type.String() }),
  }),
  sourceUpdate: route({
    method: 'PATCH',
    path: '/sources/:id',
    needs: 'sources.write',
    summary: 'Rename a source, set its silence threshold or zone, disable or enable it',
    params: ById,
    body: Type.Object({
      name: Type.Optional(Name),
      silentAfterMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 43_200 })),
      timeZone: Type.Optional(Type.String({ maxLength: 60 })),
      disabled: Type.Optional(Type.Boolean()),
    }),
    response: Source,
  }),
  sourceTokenAdd: route({
    method: 'POST',
    path: '/sources/:id/tokens',
    needs: 'sources.write',
    summary: 'Add a token beside the present ones: rotation without a gap',
    params: ById,
    body: Type.Object({ oldExpiresInHours: Type.Optional(Type.Integer({ minimum: 0, maximum: 720 })) }),
    response: Type.Object({ source: Source, token: Type.String() }),
  }),
  sourceTokenRevoke: route({
    method: 'DELETE',
    path: '/sources/:id/tokens/:tokenId',
    needs: 'sources.write',
    summary: 'Revoke a token now',
    params: Type.Object({ id: Id, tokenId: Id }),
  }),
  sourceConfiguration: route({
    method: 'GET',
    path: '/sources/:id/configuration',
    needs: 'sources.read',
    summary: 'The exact shipper configuration to paste',
    params: ById,
    query: Type.Object({ shipper: Type.Optional(SourceKind) }),
    response: Type.Object({
      files: Type.Array(Type.Object({ name: Type.String(), language: Type.String(), text: Type.String() })),
      notes: Type.Array(Type.String()),
    }),
  }),
  sourceMaps: route({
    method: 'GET',
    path: '/sources/:id/maps',
    needs: 'sources.read',
    summary: 'The map of a shared source, all versions',
    params: ById,
    response: Page(SourceMap),
  }),
  sourceMapPropose: route({
    method: 'POST',
    path: '/sources/:id/maps',
    needs: 'sources.write',
    summary: 'Propose a new map',
    params: ById,
    body: Type.Object({ rules: Type.Array(MapRule, { maxItems: 5000 }) }),
    response: SourceMap,
  }),
  sourceMapApprove: route({
    method: 'POST',
    path: '/sources/:id/maps/:version/approve',
    needs: 'source-maps.approve',
    summary: 'Approve a proposed map (the centre, never its proposer alone)',
    params: Type.Object({ id: Id, version: Type.Integer() }),
    response: SourceMap,
  }),
  quarantine: route({
    method: 'GET',
    path: '/quarantine',
    needs: 'sources.read',
    summary: 'Events of shared sources that match no line of the map',
    query: Type.Object({ ...PageQuery, sourceId: Type.Optional(Id) }),
    response: Page(
      Type.Object({
        sourceId: Id,
        sourceName: Type.String(),
        host: Type.String(),
        address: Nullable(Type.String()),
        events: Type.Integer(),
        first: Time,
        last: Time,
        sample: Type.String(),
      }),
    ),
  }),
  deadLetters: route({
    method: 'GET',
    path: '/dead-letters',
    needs: 'sources.read',
    summary: 'Records that could not be read, as raw text',
    query: Type.Object({ ...PageQuery, sourceId: Type.Optional(Id) }),
    response: Page(
      Type.Object({
        id: Type.String(),
        sourceId: Id,
        received: Time,
        code: Type.String(),
        reason: Type.String(),
        raw: Type.String(),
      }),
    ),
  }),
};
