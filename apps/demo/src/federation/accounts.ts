import type { Role } from '@cordon/api';

/** Somebody who can sign in to the demonstration. `node` is the code of where they hold their role. */
export interface Account {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly node: string;
}

/** The same for everybody, and printed: nothing real is behind it. */
export const demonstrationPassword = 'twelve-quiet-hospitals';

export const centre = 'CENTRE';
export const administrator: Account = {
  name: 'Robin Ashdown',
  email: 'admin@centre.example',
  role: 'administrator',
  node: centre,
};

export const accounts: readonly Account[] = [
  { name: 'Imani Forsyth', email: 'lead@centre.example', role: 'centre-lead', node: centre },
  { name: 'Tomasz Wren', email: 'analyst@centre.example', role: 'centre-analyst', node: centre },
  { name: 'Odile Barrow', email: 'auditor@centre.example', role: 'auditor', node: centre },
  { name: 'Priya Sandford', email: 'lead@dales.example', role: 'regional-lead', node: 'DALES' },
  { name: 'Callum Idris', email: 'lead@ash.example', role: 'organisation-lead', node: 'ASH' },
  { name: 'Noor Eastwood', email: 'engineer@ash.example', role: 'site-engineer', node: 'ASH' },
  { name: 'Jean Ripley', email: 'viewer@ash.example', role: 'viewer', node: 'ASH' },
  { name: 'Dame Hester Vaughan', email: 'board@ash.example', role: 'board-member', node: 'ASH' },
  { name: 'Mateo Lark', email: 'lead@wyb.example', role: 'organisation-lead', node: 'WYB' },
];
