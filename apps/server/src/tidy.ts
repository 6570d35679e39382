import { sql } from 'kysely';
import type { Control, Db } from './control/index.ts';
import type { Area } from './kernel/area.ts';
import type { Clock } from './kernel/clock.ts';
import type { Logger } from './kernel/log.ts';
import { foldHits } from './rules/index.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Charts reach back 30 days; hits older than this are summed up. */
const hitsKeptMs = 40 * dayMs;
const hoursKeptMs = 2 * dayMs;

/**
 * Removes from the control store what nobody asks for any more. Signals go by the day, once no organisation keeps
 * events that long; while anybody's events are on legal hold, all signals stay. Role keeper.
 */
export async function tidy(db: Db, now: Date): Promise<{ readonly signalDays: number }> {
  const before = (ms: number) => new Date(now.getTime() - ms);
  await foldHits(db, before(hitsKeptMs));
  await sql`DELETE FROM sighting_hour WHERE hour < ${before(hoursKeptMs)}`.execute(db);
  await sql`DELETE FROM alert_undo WHERE expires < ${now}`.execute(db);
  const kept = await sql<{ days: number | null; held: boolean }>`
    SELECT (SELECT max(retention_days) FROM organisation) AS days, EXISTS (SELECT 1 FROM legal_hold WHERE lifted IS NULL) AS held`.execute(
    db,
  );
  const { days, held } = kept.rows[0] ?? { days: null, held: true };
  if (days === null || held) return { signalDays: 0 };
  const oldest = before(days * dayMs)
    .toISOString()
    .slice(0, 10);
  await sql`DELETE FROM finding_part WHERE created < ${oldest}::date AT TIME ZONE 'UTC'`.execute(db);
  const { rows } = await sql<{ n: number }>`SELECT signal_partition_drop(${oldest}::date) AS n`.execute(db);
  return { signalDays: rows[0]?.n ?? 0 };
}

/** Tidies at start and every hour. */
export function startTidying(control: Control, clock: Clock, log: Logger): Area {
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    running = running.then(() =>
      control
        .as('keeper', (db) => tidy(db, clock.now()))
        .then(
          ({ signalDays }) => {
            if (signalDays > 0) log.info({ days: signalDays }, 'signals beyond retention were removed');
          },
          (error: unknown) => log.error({ err: error }, 'the control store could not be tidied'),
        ),
    );
  };
  run();
  const timer = setInterval(run, hourMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
