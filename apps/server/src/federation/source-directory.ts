import { createHash } from 'node:crypto';
import type { Control, Db } from '../control/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { MapLine } from './tables.ts';

/** What the pipeline needs to know of a source. */
export interface SourceFacts {
  readonly sourceId: string;
  /** Null for a shared source: `map` decides then. */
  readonly organisationId: string | null;
  /** The approved map of a shared source; empty while there is none. */
  readonly map: readonly MapLine[];
  readonly origin: 'live' | 'demo' | 'exercise';
  readonly timeZone: string;
}

export interface SourceDirectory {
  /** The source that a token belongs to; undefined when the token does not hold, or its source is disabled. */
  authenticate(token: string): Promise<string | undefined>;
  /** Throws nothing for a source that is gone: undefined. */
  facts(sourceId: string): Promise<SourceFacts | undefined>;
  stop(): Promise<void>;
}

interface HeldToken {
  readonly sourceId: string;
  readonly expires: Date | null;
}

/** Changes are heard of at once; this bounds how long a missed notification goes unseen. */
const rememberMs = 20_000;
const mostTokens = 5000;

interface Remembered<T> {
  readonly value: T;
  readonly until: number;
}

/** Sources and their tokens as ingest and pipeline ask for them many times a second. */
export async function createSourceDirectory(control: Control, clock: Clock): Promise<SourceDirectory> {
  const tokens = new Map<string, Remembered<HeldToken | undefined>>();
  const facts = new Map<string, Remembered<SourceFacts | undefined>>();
  // A change may come while a question about it is under way: its answer must not be remembered then.
  let changes = 0;
  const unlisten = await control.listen('source', () => {
    changes += 1;
    tokens.clear();
    facts.clear();
  });
  const remember = async <T>(
    memory: Map<string, Remembered<T>>,
    key: string,
    ask: () => Promise<T>,
    endOf: (value: T) => Date | null = () => null,
  ): Promise<T> => {
    const now = clock.now().getTime();
    const known = memory.get(key);
    if (known && known.until > now) return known.value;
    const before = changes;
    const value = await ask();
    if (memory.size >= mostTokens) memory.clear();
    const end = endOf(value)?.getTime() ?? Number.POSITIVE_INFINITY;
    if (before === changes) memory.set(key, { value, until: Math.min(now + rememberMs, end) });
    return value;
  };
  return {
    async authenticate(token) {
      const hash = createHash('sha256').update(token).digest();
      const found = await remember(
        tokens,
        hash.toString('hex'),
        () => control.as('pipeline', (db) => findByToken(db, hash, clock.now())),
        (held) => held?.expires ?? null,
      );
      return found?.sourceId;
    },
    facts: (sourceId) =>
      remember(facts, sourceId, () => control.as('pipeline', (db) => readFacts(db, sourceId))),
    stop: unlisten,
  };
}

/** Relies on the unique index on source_token.secret_hash. Asked once per token and span, so each asking notes use. */
async function findByToken(db: Db, hash: Buffer, now: Date): Promise<HeldToken | undefined> {
  const found = await db
    .selectFrom('source_token as t')
    .innerJoin('source as s', 's.id', 't.source_id')
    .select(['t.id', 't.source_id', 't.expires'])
    .where('t.secret_hash', '=', hash)
    .where('t.revoked', 'is', null)
    .where((at) => at.or([at('t.expires', 'is', null), at('t.expires', '>', now)]))
    .where('s.disabled_at', 'is', null)
    .executeTakeFirst();
  if (found)
    await db.updateTable('source_token').set({ last_used: now }).where('id', '=', found.id).execute();
  return found && { sourceId: found.source_id, expires: found.expires };
}

async function readFacts(db: Db, sourceId: string): Promise<SourceFacts | undefined> {
  const found = await db
    .selectFrom('source as s')
    .leftJoin('source_map as m', (join) =>
      join.onRef('m.source_id', '=', 's.id').on('m.state', '=', 'approved'),
    )
    .select(['s.id', 's.organisation_id', 's.origin', 's.time_zone', 'm.rules'])
    .where('s.id', '=', sourceId)
    .executeTakeFirst();
  return found
    ? {
        sourceId: found.id,
        organisationId: found.organisation_id,
        map: found.rules ?? [],
        origin: found.origin,
        timeZone: found.time_zone,
      }
    : undefined;
}
