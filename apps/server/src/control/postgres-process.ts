import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** How to reach a database as its administrator. */
export interface AdminConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

export interface User {
  readonly uid: number;
  readonly gid: number;
}

/** What to run, as whom, on which data. */
export interface PostgresPlan {
  /** The installation; `bin/postgres` lies in it. */
  readonly binaries: string;
  readonly data: string;
  /** Folder of the socket. */
  readonly socket: string;
  readonly user: User | undefined;
  readonly admin: AdminConnection;
}

export interface PostgresProcess {
  /** Resolves when it has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /** The last that it said on standard error. */
  said(): string;
  /** Ends it in good order, connections or not. */
  end(): void;
}

/**
 * Runs PostgreSQL as a child in a session of its own: Ctrl-C in the terminal reaches us alone, and we stop the
 * database last. A small shell waits on a pipe that only we hold: when we die, however, the pipe closes and it
 * stops the database, so nothing is orphaned. (`sh` rather than a Node process: it takes 1 MB instead of 40.) Once the
 * database has ended nobody waits on the pipe any more: its number may be another process's by then.
 */
const watchdog = `
exec 3<&0
"$@" </dev/null 3<&- &
pg=$!
( read -r _ <&3; kill -INT $pg 2>/dev/null ) &
reader=$!
exec 3<&-
wait $pg
kill $reader 2>/dev/null
`;

/** Starts it and waits until it answers. Throws with what it said when it does not. */
export async function launchPostgres(plan: PostgresPlan): Promise<PostgresProcess> {
  const { binaries, data, socket, user, admin } = plan;
  const child = spawn(
    'sh',
    [
      '-c',
      watchdog,
      'postgres-watchdog',
      join(binaries, 'bin', 'postgres'),
      '-D',
      data,
      '-k',
      socket,
      ...settings,
    ],
    {
      detached: true,
      stdio: ['pipe', 'ignore', 'pipe'],
      cwd: '/',
      env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' },
      ...(user ? { uid: user.uid, gid: user.gid } : {}),
    },
  );
  const said = collectTail(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // The shell may be gone when it is told to end the database.
  child.stdin?.on('error', () => undefined);
  const end = () => void child.stdin?.end('\n');
  try {
    await waitUntilReady(admin, child, said);
  } catch (error) {
    end();
    throw error;
  }
  return { ended, said, end };
}

const settings = [
  ['listen_addresses', ''],
  ['max_connections', '80'],
  ['shared_buffers', '128MB'],
  ['wal_compression', 'on'],
  ['max_wal_size', '512MB'],
  ['checkpoint_completion_target', '0.9'],
  ['log_min_messages', 'warning'],
  ['log_statement', 'none'],
  ['log_parameter_max_length_on_error', '0'],
  ['timezone', 'UTC'],
  ['jit', 'off'],
].flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/** The last lines on standard error: they say why a start failed. Read on, so that the pipe never fills. */
function collectTail(child: ChildProcess): () => string {
  let tail = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-4000);
  });
  return () => tail.trim();
}

async function waitUntilReady(
  admin: AdminConnection,
  child: ChildProcess,
  said: () => string,
): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended while starting: ${said()}`);
    const client = new pg.Client({ ...admin, database: 'postgres' });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await client.end().catch(() => undefined);
      await sleep(tries < 50 ? 20 : 100);
    }
  }
  throw new Error(`PostgreSQL does not answer: ${said()}`);
}
