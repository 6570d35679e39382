import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { digestId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/log.ts';
import { postgresBinaries } from './binaries.ts';
import { type AdminConnection, launchPostgres, type User } from './postgres-process.ts';
import { supervise } from './supervise.ts';

export interface ServerProcess {
  readonly admin: AdminConnection;
  stop(): Promise<void>;
}

/**
 * Starts (after creating it at first) the PostgreSQL cluster below `folder`, and starts it again whenever it ends by
 * itself: killed for want of memory, say, or told to stop by somebody who is not us.
 */
export async function startPostgres(folder: string, log: Logger): Promise<ServerProcess> {
  const user = unprivilegedUser();
  mkdirSync(folder, { recursive: true });
  const data = join(folder, 'data');
  const binaries = postgresBinaries(join(folder, 'runtime'), user?.uid);
  const password = adminPassword(join(folder, 'admin-password'));
  if (user) makeTraversable(folder);
  if (!existsSync(join(data, 'PG_VERSION'))) createCluster(binaries, data, password, user);
  await stopLeftover(data, log);

  // A socket path may have 107 bytes at most, and data directories can lie deep: the socket gets a short one.
  const socket = socketFolder(data);
  mkdirSync(socket, { recursive: true, mode: 0o700 });
  if (user) chownSync(socket, user.uid, user.gid);
  const admin = { host: socket, port: 5432, user: 'cordon_admin', password };
  const plan = { binaries, data, socket, user, admin };
  const first = await launchPostgres(plan);
  const stopping = new AbortController();
  const supervised = supervise(first, () => launchPostgres(plan), admin, log, stopping.signal);
  return {
    admin,
    async stop() {
      stopping.abort();
      await supervised;
      rmSync(socket, { recursive: true, force: true });
    },
  };
}

const socketFolder = (data: string): string => join(tmpdir(), `cordon-${digestId(data).slice(0, 12)}`);

/** How to reach the PostgreSQL that another process of ours runs below `folder`; undefined when none does. */
export function reachPostgres(folder: string): AdminConnection | undefined {
  const data = join(folder, 'data');
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file) || !isPostgresOf(Number(readFileSync(file, 'utf8').split('\n')[0]), data))
    return undefined;
  const password = readFileSync(join(folder, 'admin-password'), 'utf8');
  return { host: socketFolder(data), port: 5432, user: 'cordon_admin', password };
}

/** PostgreSQL refuses to run as root and wants a user that exists: ours if there is one, else a common one. */
function unprivilegedUser(): User | undefined {
  if (process.platform === 'win32' || userInfo().uid !== 0) return undefined;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['cordon', 'postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Error('running as root, PostgreSQL needs another user: create the system user "cordon"');
}

/** The other user must be able to walk to its own folder; nothing else of the parents is opened. */
function makeTraversable(folder: string): void {
  for (let at = folder; dirname(at) !== at; at = dirname(at)) {
    const { mode, uid } = statSync(at);
    if (!(mode & 0o001)) {
      if (uid !== 0) throw new Error(`${at} is not traversable for the database's user and is not root's`);
      chmodSync(at, (mode & 0o7777) | 0o001);
    }
  }
}

function adminPassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

function createCluster(binaries: string, data: string, password: string, user: User | undefined): void {
  // A folder without PG_VERSION is a creation that was cut off: nothing in it was ever used.
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const passwordFile = `${data}.initial-password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) {
    chownSync(data, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  try {
    execFileSync(
      join(binaries, 'bin', 'initdb'),
      [
        '-D',
        data,
        '-U',
        'cordon_admin',
        '--pwfile',
        passwordFile,
        '-A',
        'scram-sha-256',
        '-E',
        'UTF8',
        '--locale=C',
        '--data-checksums',
      ],
      {
        stdio: 'pipe',
        cwd: '/',
        env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' },
        ...(user ?? {}),
      },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** After a crash of ours the watchdog stops the old server; wait for that, and help if it does not happen. */
async function stopLeftover(data: string, log: Logger): Promise<void> {
  const file = join(data, 'postmaster.pid');
  for (let tries = 0; existsSync(file); tries += 1) {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    if (!isPostgresOf(pid, data)) return;
    if (tries === 20) {
      log.warn({ pid }, 'a database server from before is still running: stopping it');
      process.kill(pid, 'SIGINT');
    }
    if (tries === 200) process.kill(pid, 'SIGQUIT');
    if (tries > 300) throw new Error(`PostgreSQL ${pid} holds ${data} and does not stop`);
    await sleep(100);
  }
}

function isPostgresOf(pid: number, data: string): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data);
  } catch {
    return false;
  }
}
