import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import pg from 'pg';

/** Roles that the server logs in with. They own nothing, so row-level security cannot be switched off by them. */
export const loginRoles = ['app', 'auth', 'pipeline', 'keeper'] as const;
export type LoginRole = (typeof loginRoles)[number];
export type RolePasswords = Readonly<Record<LoginRole, string>>;

/** Passwords of the login roles: made once, kept in the data directory, readable by us alone. */
export function rolePasswords(file: string): RolePasswords {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const made = Object.fromEntries(loginRoles.map((role) => [role, randomBytes(24).toString('base64url')]));
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as RolePasswords;
}

/** Makes the owner and the login roles, or brings their passwords up to date. Roles belong to the whole cluster. */
export async function ensureRoles(admin: pg.Client, passwords: RolePasswords): Promise<void> {
  await admin.query('SELECT pg_advisory_lock(7300001)');
  try {
    await ensureRole(admin, 'cordon_owner', 'NOLOGIN');
    for (const role of loginRoles) {
      const password = admin.escapeLiteral(passwords[role]);
      await ensureRole(admin, `cordon_${role}`, `LOGIN NOINHERIT PASSWORD ${password}`);
    }
    await admin.query('GRANT cordon_owner TO CURRENT_USER');
  } finally {
    await admin.query('SELECT pg_advisory_unlock(7300001)');
  }
}

async function ensureRole(admin: pg.Client, name: string, attributes: string): Promise<void> {
  const { rowCount } = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  await admin.query(`${rowCount ? 'ALTER' : 'CREATE'} ROLE ${pg.escapeIdentifier(name)} ${attributes}`);
}
