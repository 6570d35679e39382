import type { Db } from '../control/index.ts';
import type { SignalRecord } from '../events/envelope.ts';
import { notifyLive } from '../live/index.ts';
import { addToAlerts, type PlacedSignal } from './add-to-alerts.ts';
import { assignEpisodes, type Place, type Wanted, wantedKey } from './episodes.ts';
import { groupingOf } from './grouping.ts';
import * as store from './store.ts';
import { hitsOf } from './tally.ts';
import { rebuildParts } from './withdraw.ts';

/** An alert that signals made or grew. */
export interface AlertChange {
  readonly alertId: string;
  readonly change: 'new' | 'grown';
  /** Organisations whose parts changed. */
  readonly organisationIds: readonly string[];
  readonly signals: number;
}

/** What correlating found: signals to raise, and findings that no longer stand or stand again. */
export interface Correlated {
  readonly raised: readonly SignalRecord[];
  /** Ids of findings whose signals have to leave the figures of alerts, or to come back into them. */
  readonly changedFindings: readonly string[];
  /** When it was found. */
  readonly at: Date;
}

/** Correlates signals where they are stored; see ADR 015. */
export interface Correlation {
  /** Rules whose signals raise no alert. */
  readonly silent: ReadonlySet<string>;
  /** Counts signals that are new; what was refused by which correlator, by id of the signal. */
  count(db: Db, fresh: readonly SignalRecord[]): Promise<Counted>;
}

export interface Counted {
  readonly refusedBy: ReadonlyMap<string, readonly string[]>;
  /** Asked for once the signals that were counted are stored. */
  found(): Promise<Correlated>;
}

/**
 * Stores signals and groups them into alerts, within the caller's transaction (role pipeline). Ids that were applied
 * before are left out, and everything added is a sum, a minimum or a maximum: any order and any redelivery of the
 * same signals leaves the same alerts. What correlations find in them is applied with them. Listeners hear of it when
 * the transaction commits.
 */
export async function applySignals(
  db: Db,
  signals: readonly SignalRecord[],
  correlation?: Correlation,
): Promise<AlertChange[]> {
  if (signals.length === 0) return [];
  await store.lockAlerts(db);
  const fresh = await freshOf(db, signals);
  if (fresh.length === 0) return [];
  const counted = await correlation?.count(db, fresh);
  const silent = correlation?.silent ?? new Set();
  const changes = await addFresh(db, fresh, silent, counted?.refusedBy ?? new Map());
  return counted ? [...changes, ...(await applyCorrelated(db, await counted.found(), silent))] : changes;
}

/** Applies what correlating found; the caller holds the lock of alerts. Role pipeline. */
export async function applyCorrelated(
  db: Db,
  { raised, changedFindings, at }: Correlated,
  silent: ReadonlySet<string>,
): Promise<AlertChange[]> {
  const changes = raised.length === 0 ? [] : await addFresh(db, await freshOf(db, raised), silent, new Map());
  if (changedFindings.length > 0) await rebuildParts(db, changedFindings, at);
  return changes;
}

async function freshOf(db: Db, signals: readonly SignalRecord[]): Promise<SignalRecord[]> {
  const fresh = await store.rememberSignals(db, signals);
  const byId = new Map<string, SignalRecord>();
  for (const signal of signals) if (fresh.has(signal.id) && !byId.has(signal.id)) byId.set(signal.id, signal);
  return [...byId.values()];
}

async function addFresh(
  db: Db,
  fresh: readonly SignalRecord[],
  silent: ReadonlySet<string>,
  refusedBy: ReadonlyMap<string, readonly string[]>,
): Promise<AlertChange[]> {
  const loud = fresh.filter((signal) => !silent.has(signal.ruleId));
  const { placed, made } = await place(db, loud);
  const partOf = new Map(placed.map(({ signal, partId }) => [signal.id, partId]));
  await store.addToHits(db, hitsOf(fresh));
  await store.addSignals(
    db,
    fresh.map((signal) => ({
      signal,
      partId: partOf.get(signal.id) ?? null,
      refusedBy: refusedBy.get(signal.id) ?? [],
    })),
  );
  const changes = changesOf(placed, made);
  await notifyLive(
    db,
    changes.map(({ alertId, change, organisationIds }) => ({
      message: { type: 'alert', alertId, change },
      to: { organisationIds },
    })),
  );
  return changes;
}

type Placed = PlacedSignal<SignalRecord>;

/** Groups signals into alerts; answers where each went and which heads are new. */
async function place(
  db: Db,
  signals: readonly SignalRecord[],
): Promise<{ readonly placed: readonly Placed[]; readonly made: ReadonlySet<string> }> {
  if (signals.length === 0) return { placed: [], made: new Set() };
  const facts = await store.ruleFacts(db, [...new Set(signals.map((signal) => signal.ruleId))]);
  const wanted = signals.map(
    (signal): Wanted => ({
      ...groupingOf(signal, facts.get(signal.ruleId)?.cluster),
      origin: signal.origin,
      organisationId: signal.organisationId,
    }),
  );
  const before = await store.episodesOf(db, [...new Set(wanted.map((want) => want.groupKey))]);
  const { heads, newParts, places } = assignEpisodes(wanted, before.heads, before.parts);
  await store.addHeads(db, heads);
  const placed = signals.map((signal, index) => {
    const want = wanted[index];
    const found = want && places.get(wantedKey(want));
    if (!found) throw new Error(`signal ${signal.id} has no place in an alert`);
    return { signal, ...found };
  });
  await addToAlerts(db, placed, facts);
  await store.countOrganisations(db, headsWithNewParts(places, newParts));
  return { placed, made: new Set(heads.map((head) => head.id)) };
}

function headsWithNewParts(places: ReadonlyMap<string, Place>, newParts: ReadonlySet<string>): string[] {
  return [
    ...new Set(
      [...places.values()].filter((found) => newParts.has(found.partId)).map((found) => found.headId),
    ),
  ];
}

function changesOf(placed: readonly Placed[], made: ReadonlySet<string>): AlertChange[] {
  return [...Map.groupBy(placed, (each) => each.headId)].map(([alertId, those]) => ({
    alertId,
    change: made.has(alertId) ? 'new' : 'grown',
    organisationIds: [...new Set(those.map((each) => each.signal.organisationId))],
    signals: those.length,
  }));
}
