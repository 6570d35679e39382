import Type, { type Static } from 'typebox';

/** Roles of the federation; each is held at a node (centre, region, organisation) from a day to a day. */
export const Role = Type.Union([
  Type.Literal('centre-analyst'),
  Type.Literal('centre-lead'),
  Type.Literal('regional-lead'),
  Type.Literal('organisation-lead'),
  Type.Literal('site-engineer'),
  Type.Literal('viewer'),
  Type.Literal('board-member'),
  Type.Literal('auditor'),
  Type.Literal('administrator'),
]);
export type Role = Static<typeof Role>;

export const permissions = [
  'overview.read',
  'alerts.read',
  'alerts.triage',
  'alerts.hand-off',
  'events.read',
  'events.export',
  'devices.read',
  'devices.write',
  'federation.read',
  'federation.write',
  'sources.read',
  'sources.write',
  'source-maps.approve',
  'rules.read',
  'rules.write',
  'indicators.read',
  'indicators.write',
  'mutes.write',
  'uploads.write',
  'retention.write',
  'users.read',
  'users.write',
  'service-tokens.write',
  'webhooks.write',
  'audit.read',
] as const;
export type Permission = (typeof permissions)[number];

const read = [
  'overview.read',
  'alerts.read',
  'devices.read',
  'federation.read',
  'rules.read',
  'indicators.read',
] as const;
const engineer = [...read, 'events.read', 'sources.read', 'sources.write', 'uploads.write'] as const;
const analyst = [
  ...read,
  'events.read',
  'events.export',
  'alerts.triage',
  'mutes.write',
  'indicators.write',
] as const;
const lead = [
  ...analyst,
  'sources.read',
  'sources.write',
  'uploads.write',
  'devices.write',
  'users.read',
  'webhooks.write',
  'audit.read',
] as const;

/** What each role may do at its node and below it. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  'centre-analyst': [...analyst, 'alerts.hand-off', 'sources.read', 'devices.write', 'uploads.write'],
  'centre-lead': [...lead, 'alerts.hand-off', 'source-maps.approve', 'rules.write', 'retention.write'],
  'regional-lead': [...lead, 'alerts.hand-off'],
  'organisation-lead': [...lead, 'users.write', 'service-tokens.write'],
  'site-engineer': engineer,
  viewer: read,
  'board-member': ['overview.read', 'alerts.read', 'devices.read', 'federation.read'],
  auditor: [...read, 'users.read', 'sources.read', 'audit.read'],
  administrator: [
    'overview.read',
    'federation.read',
    'federation.write',
    'sources.read',
    'sources.write',
    'source-maps.approve',
    'rules.read',
    'rules.write',
    'retention.write',
    'users.read',
    'users.write',
    'service-tokens.write',
    'webhooks.write',
    'audit.read',
  ],
};
