import type { Role } from '@cordon/api';

/** Roles in plain words, in the order in which they are offered. */
export const roles: Readonly<Record<Role, { readonly label: string; readonly may: string }>> = {
  'centre-analyst': { label: 'Centre analyst', may: 'triages and hands off alerts, searches events' },
  'centre-lead': {
    label: 'Centre lead',
    may: 'everything an analyst may, approves shared sources, changes rules',
  },
  'regional-lead': { label: 'Regional lead', may: 'triages and hands off alerts of a region' },
  'organisation-lead': {
    label: 'Organisation lead',
    may: 'triages, manages sources and users of an organisation',
  },
  'site-engineer': { label: 'Site engineer', may: 'connects sources and uploads logs' },
  viewer: { label: 'Viewer', may: 'reads alerts, devices and rules' },
  'board-member': { label: 'Board member', may: 'reads the overview, alerts and devices' },
  auditor: { label: 'Auditor', may: 'reads, and checks the audit log' },
  administrator: { label: 'Administrator', may: 'manages organisations, sources and users; sees no events' },
};
