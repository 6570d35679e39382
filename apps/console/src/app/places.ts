import type { Permission } from '@cordon/api';

export interface Place {
  readonly path: string;
  readonly label: string;
  /** Letter after `g`. */
  readonly letter: string;
  readonly needs: Permission;
  /** Other words people look for it by. */
  readonly also: string;
}

/** The places of the console. Only what exists is here; a part that is added brings its own lines. */
export const places: readonly { readonly name: string; readonly pages: readonly Place[] }[] = [
  {
    name: 'Now',
    pages: [
      {
        path: '/',
        label: 'Overview',
        letter: 'n',
        needs: 'overview.read',
        also: 'now home start federation map',
      },
    ],
  },
  {
    name: 'Detect',
    pages: [
      { path: '/alerts', label: 'Alerts', letter: 'a', needs: 'alerts.read', also: 'triage detections' },
      { path: '/events', label: 'Event search', letter: 'e', needs: 'events.read', also: 'logs hunt lake' },
      { path: '/rules', label: 'Rules', letter: 'r', needs: 'rules.read', also: 'sigma detection' },
      {
        path: '/coverage',
        label: 'Coverage',
        letter: 'c',
        needs: 'rules.read',
        also: 'attack mitre matrix techniques tactics gaps',
      },
      {
        path: '/indicators',
        label: 'Indicators',
        letter: 'i',
        needs: 'indicators.read',
        also: 'ioc threat intelligence addresses domains hashes stix',
      },
      { path: '/mutes', label: 'Mutes', letter: 'm', needs: 'alerts.read', also: 'snooze suppress' },
    ],
  },
  {
    name: 'Estate',
    pages: [
      { path: '/devices', label: 'Devices', letter: 'd', needs: 'devices.read', also: 'hosts computers' },
    ],
  },
  {
    name: 'Federation',
    pages: [
      {
        path: '/organisations',
        label: 'Organisations',
        letter: 'o',
        needs: 'federation.read',
        also: 'trusts regions',
      },
      {
        path: '/sources',
        label: 'Sources',
        letter: 's',
        needs: 'sources.read',
        also: 'shippers collectors tokens upload',
      },
      {
        path: '/users',
        label: 'Users',
        letter: 'u',
        needs: 'users.read',
        also: 'people roles grants invite',
      },
      { path: '/audit', label: 'Audit', letter: 'l', needs: 'audit.read', also: 'log who did' },
    ],
  },
];
