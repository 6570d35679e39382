import type { RouteName } from '@cordon/api';

/** What of organisation B a caller of organisation A tries to reach. */
export interface Targets {
  readonly organisation: string;
  readonly region: string;
  readonly source: string;
  readonly token: string;
  readonly site: string;
  readonly alert: string;
  readonly event: string;
  readonly sighting: string;
  readonly device: string;
  readonly user: string;
  readonly grant: string;
  readonly hold: string;
  readonly job: string;
  readonly mute: string;
  readonly view: string;
  readonly webhook: string;
  readonly contact: string;
  readonly apiToken: string;
  readonly indicatorList: string;
}
export interface Attempt {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
/** How to try a route with ids of another organisation; or why there is nothing to try. */
export type Probe =
  | ((b: Targets) => Attempt)
  | 'no ids: only what is listed can leak'
  | 'own account only'
  | 'public';
const plain = 'no ids: only what is listed can leak' as const;

export const from = '2020-01-01T00:00:00.000Z';
export const to = '2099-01-01T00:00:00.000Z';
export const future = new Date(Date.now() + 30 * 24 * 3600_000).toISOString();
const over = (b: Targets) => ({ from, to, organisationIds: [b.organisation] });

/** Typed by route name: a new route does not compile until somebody has thought about it here. */
export const probes: Readonly<Record<RouteName, Probe>> = {
  setupState: 'public',
  setup: 'public',
  signIn: 'public',
  signInCode: 'public',
  session: plain,
  signOut: 'own account only',
  changePassword: 'own account only',
  totpBegin: 'own account only',
  totpConfirm: 'own account only',
  totpRemove: 'own account only',
  tokens: plain,
  tokenCreate: (b) => ({
    body: {
      name: 'x',
      kind: 'service',
      permissions: [],
      nodeId: b.organisation,
      expires: new Date(Date.now() + 3600_000).toISOString(),
    },
  }),
  tokenRevoke: (b) => ({ params: { id: b.apiToken } }),
  invitation: 'public',
  invitationAccept: 'public',
  users: plain,
  userInvite: (b) => ({
    body: { name: 'x', email: 'probe@example.org', role: 'viewer', nodeId: b.organisation },
  }),
  userUpdate: (b) => ({ params: { id: b.user }, body: { name: 'taken over' } }),
  userReset: (b) => ({ params: { id: b.user } }),
  grantAdd: (b) => ({ params: { id: b.user }, body: { role: 'viewer', nodeIds: [b.organisation] } }),
  grantEnd: (b) => ({ params: { id: b.user, grantId: b.grant } }),
  nodes: plain,
  nodeCreate: (b) => ({ body: { kind: 'group', code: 'PROBE', name: 'x', parentId: b.region } }),
  relationSet: (b) => ({ params: { id: b.organisation }, body: { parentIds: [b.region] } }),
  tiles: plain,
  organisations: (b) => ({ query: { regionId: b.region } }),
  organisation: (b) => ({ params: { id: b.organisation } }),
  organisationCreate: (b) => ({ body: { code: 'PROBE', name: 'x', kind: 'x', parentIds: [b.region] } }),
  organisationUpdate: (b) => ({ params: { id: b.organisation }, body: { name: 'taken over' } }),
  retentionSet: (b) => ({ params: { id: b.organisation }, body: { days: 1 } }),
  legalHolds: plain,
  legalHoldAdd: (b) => ({ body: { organisationId: b.organisation, reason: 'probe' } }),
  legalHoldLift: (b) => ({ params: { id: b.hold } }),
  sites: (b) => ({ params: { id: b.organisation } }),
  siteCreate: (b) => ({ params: { id: b.organisation }, body: { name: 'probe' } }),
  sources: (b) => ({ query: { organisationId: b.organisation } }),
  source: (b) => ({ params: { id: b.source } }),
  sourceCreate: (b) => ({ body: { organisationId: b.organisation, name: 'probe', kind: 'other' } }),
  sourceUpdate: (b) => ({ params: { id: b.source }, body: { disabled: true } }),
  sourceTokenAdd: (b) => ({ params: { id: b.source }, body: { oldExpiresInHours: 0 } }),
  sourceTokenRevoke: (b) => ({ params: { id: b.source, tokenId: b.token } }),
  sourceConfiguration: (b) => ({ params: { id: b.source } }),
  sourceMaps: (b) => ({ params: { id: b.source } }),
  sourceMapPropose: (b) => ({ params: { id: b.source }, body: { rules: [] } }),
  sourceMapApprove: (b) => ({ params: { id: b.source, version: '1' } }),
  quarantine: (b) => ({ query: { sourceId: b.source } }),
  deadLetters: (b) => ({ query: { sourceId: b.source } }),
  alerts: (b) => ({ query: { organisationId: b.organisation, regionId: b.region } }),
  alert: (b) => ({ params: { id: b.alert } }),
  alertDevices: (b) => ({ params: { id: b.alert } }),
  alertSignals: (b) => ({ params: { id: b.alert } }),
  alertTimeline: (b) => ({ params: { id: b.alert } }),
  alertContainment: (b) => ({ params: { id: b.alert } }),
  alertAct: (b) => ({ body: { alertIds: [b.alert], action: { do: 'close', reason: 'benign' } } }),
  alertUndo: (b) => ({ params: { id: b.view } }),
  handOff: (b) => ({ params: { id: b.alert }, body: { organisationIds: [b.organisation], advice: 'probe' } }),
  handOffState: 'public',
  handOffAcknowledge: 'public',
  mutes: plain,
  muteAdd: (b) => ({
    body: { kind: 'snooze', alertId: b.alert, nodeId: b.organisation, reason: 'probe', expires: future },
  }),
  muteEnd: (b) => ({ params: { id: b.mute } }),
  views: plain,
  viewSave: 'own account only',
  viewDelete: (b) => ({ params: { id: b.view } }),
  events: (b) => ({ body: { filter: over(b) } }),
  eventHistogram: (b) => ({ body: { filter: over(b) } }),
  event: (b) => ({ params: { id: b.event } }),
  eventAround: (b) => ({ params: { id: b.event } }),
  eventExport: (b) => ({ body: { filter: over(b), format: 'ndjson' } }),
  eventDownload: (b) => ({ query: { filter: JSON.stringify(over(b)), format: 'ndjson' } }),
  upload: (b) => ({ query: { sourceId: b.source, name: 'x.evtx' }, body: 'x' }),
  jobs: plain,
  job: (b) => ({ params: { id: b.job } }),
  jobCancel: (b) => ({ params: { id: b.job } }),
  devices: (b) => ({ query: { organisationId: b.organisation } }),
  device: (b) => ({ params: { id: b.device } }),
  deviceUpdate: (b) => ({ params: { id: b.device }, body: { owner: 'taken over' } }),
  deviceMerge: (b) => ({ params: { id: b.device }, body: { otherId: b.alert, reason: 'probe' } }),
  deviceUnmerge: (b) => ({ params: { id: b.device } }),
  rules: plain,
  ruleReport: plain,
  ruleCoverage: plain,
  rule: 'no ids: only what is listed can leak',
  ruleSet: 'own account only',
  indicatorLists: plain,
  indicatorList: (b) => ({ params: { id: b.indicatorList } }),
  indicators: (b) => ({ params: { id: b.indicatorList } }),
  indicatorListAdd: (b) => ({
    query: {
      nodeId: b.organisation,
      name: 'probe',
      source: 'probe',
      marking: 'TLP:GREEN',
      level: 'high',
      expires: future,
    },
    body: 'bad.example',
  }),
  indicatorListWithdraw: (b) => ({ params: { id: b.indicatorList }, body: { reason: 'probe' } }),
  audit: (b) => ({ query: { organisationId: b.organisation } }),
  auditVerify: plain,
  overview: (b) => ({ query: { organisationId: b.organisation } }),
  live: 'own account only',
  webhooks: plain,
  webhookAdd: (b) => ({ body: { nodeId: b.organisation, url: 'https://example.org/hook' } }),
  webhookDelete: (b) => ({ params: { id: b.webhook } }),
  contacts: (b) => ({ params: { id: b.organisation } }),
  contactAdd: (b) => ({ params: { id: b.organisation }, body: { name: 'x', email: 'x@example.org' } }),
  contactDelete: (b) => ({ params: { id: b.organisation, contactId: b.contact } }),
};
