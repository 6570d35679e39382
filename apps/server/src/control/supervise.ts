import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../kernel/log.ts';
import type { AdminConnection, PostgresProcess } from './postgres-process.ts';

/** How long to wait before it is started again, ms: at first, and at most. */
const restartMs = { first: 250, most: 30_000 };
/** How often a look is taken at whether it lets anybody in, ms. */
const lookMs = 5000;

/** Keeps one process running until `stopping`; resolves when the last has ended. */
export async function supervise(
  first: PostgresProcess,
  launch: () => Promise<PostgresProcess>,
  admin: AdminConnection,
  log: Logger,
  stopping: AbortSignal,
): Promise<void> {
  let running: PostgresProcess | undefined = first;
  while (running !== undefined) {
    await watchOver(running, admin, log, stopping);
    if (stopping.aborted) return;
    log.error({ said: running.said() }, 'the database ended, and not by us: starting it again');
    running = await launchAgain(launch, log, stopping);
  }
}

async function launchAgain(
  launch: () => Promise<PostgresProcess>,
  log: Logger,
  stopping: AbortSignal,
): Promise<PostgresProcess | undefined> {
  for (let wait = restartMs.first; ; wait = Math.min(2 * wait, restartMs.most)) {
    await sleep(wait, undefined, { signal: stopping }).catch(() => undefined);
    if (stopping.aborted) return undefined;
    try {
      const running = await launch();
      log.warn('the database runs again');
      return running;
    } catch (error) {
      log.error({ err: error }, 'the database does not start');
    }
  }
}

/**
 * Until it has ended: by itself, because we stop, or because somebody told it to stop and it waits for our
 * connections to close, which they never do. Nobody is let in any more then, so that is ended.
 */
async function watchOver(
  running: PostgresProcess,
  admin: AdminConnection,
  log: Logger,
  stopping: AbortSignal,
): Promise<void> {
  const end = () => running.end();
  stopping.addEventListener('abort', end);
  if (stopping.aborted) end();
  const look = setInterval(async () => {
    if (!(await refusesEverybody(admin)) || stopping.aborted) return;
    log.warn('somebody told the database to stop while it is in use');
    end();
  }, lookMs);
  look.unref();
  await running.ended;
  clearInterval(look);
  stopping.removeEventListener('abort', end);
}

/** Whether it is shutting down, as it says to whoever connects. */
async function refusesEverybody(admin: AdminConnection): Promise<boolean> {
  const client = new pg.Client({ ...admin, database: 'postgres' });
  try {
    await client.connect();
    return false;
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    return code === '57P03' && message === 'the database system is shutting down';
  } finally {
    await client.end().catch(() => undefined);
  }
}
