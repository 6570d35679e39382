import type { Db } from '../control/index.ts';
import type { SignalRecord } from '../events/envelope.ts';
import { notifyLive } from '../live/index.ts';
import { levelOf } from '../rules/index.ts';
import { assignEpisodes, type Place, type Wanted, wantedKey } from './episodes.ts';
import { groupingOf } from './grouping.ts';
import * as store from './store.ts';
import { bucketMs, type HostTally, type Tally, tally } from './tally.ts';

/** An alert that signals made or grew. */
export interface AlertChange {
  readonly alertId: string;
  readonly change: 'new' | 'grown';
  /** Organisations whose parts changed. */
  readonly organisationIds: readonly string[];
  readonly signals: number;
}

const levelOfUnknownRule = levelOf('medium');

/**
 * Stores signals and groups them into alerts, within the caller's transaction (role pipeline). Ids that were applied
 * before are left out, and everything added is a sum, a minimum or a maximum: any order and any redelivery of the
 * same signals leaves the same alerts. Listeners hear of it when the transaction commits.
 */
export async function applySignals(db: Db, signals: readonly SignalRecord[]): Promise<AlertChange[]> {
  if (signals.length === 0) return [];
  await store.lockAlerts(db);
  const fresh = await store.rememberSignals(db, signals);
  const byId = new Map<string, SignalRecord>();
  for (const signal of signals) if (fresh.has(signal.id) && !byId.has(signal.id)) byId.set(signal.id, signal);
  const news = [...byId.values()];
  if (news.length === 0) return [];

  const facts = await store.ruleFacts(db, [...new Set(news.map((signal) => signal.ruleId))]);
  const wanted = news.map(
    (signal): Wanted => ({
      ...groupingOf(signal, facts.get(signal.ruleId)?.cluster),
      origin: signal.origin,
      organisationId: signal.organisationId,
    }),
  );
  const before = await store.episodesOf(db, [...new Set(wanted.map((want) => want.groupKey))]);
  const { heads, newParts, places } = assignEpisodes(wanted, before.heads, before.parts);
  await store.addHeads(db, heads);

  const placed = news.map((signal, index) => {
    const want = wanted[index];
    const place = want && places.get(wantedKey(want));
    if (!place) throw new Error(`signal ${signal.id} has no place in an alert`);
    return { signal, ...place };
  });
  const headOf = new Map(placed.map((each) => [each.partId, each.headId]));
  const summed = tally(placed);
  const knownHosts = await store.knownHosts(db, summed.hosts);
  await store.addToParts(db, partChanges(summed, headOf, facts, knownHosts));
  await store.countOrganisations(db, headsWithNewParts(places, newParts));
  await store.addToRules(db, summed.rules);
  await store.addHosts(db, summed.hosts);
  await store.addToDevices(db, summed.devices);
  await store.addToBuckets(db, bucketChanges(summed, knownHosts));
  await store.addToHits(db, summed.hits);
  await store.addSignals(db, placed);

  const changes = changesOf(placed, new Set(heads.map((head) => head.id)));
  await notifyLive(
    db,
    changes.map(({ alertId, change, organisationIds }) => ({
      message: { type: 'alert', alertId, change },
      to: { organisationIds },
    })),
  );
  return changes;
}

const hostKey = (host: HostTally): string => `${host.partId} ${host.host}`;

function partChanges(
  summed: Tally,
  headOf: ReadonlyMap<string, string>,
  facts: ReadonlyMap<string, store.RuleFacts>,
  knownHosts: ReadonlyMap<string, number>,
): store.PartChange[] {
  const newHosts = new Map<string, number>();
  for (const host of summed.hosts)
    if (!knownHosts.has(hostKey(host))) newHosts.set(host.partId, (newHosts.get(host.partId) ?? 0) + 1);
  // In the order of ids, as triage locks them: neither waits for the other crosswise.
  const inOrder = summed.parts.toSorted((a, b) => (a.partId < b.partId ? -1 : 1));
  return inOrder.map((part) => ({
    id: part.partId,
    headId: headOf.get(part.partId) ?? '',
    organisationId: part.organisationId,
    level: Math.max(...[...part.ruleIds].map((id) => facts.get(id)?.level ?? levelOfUnknownRule)),
    first: part.first,
    last: part.last,
    count: part.count,
    newHosts: newHosts.get(part.partId) ?? 0,
    firstDevice: part.firstDevice,
  }));
}

/** Counts of signals, and of hosts by the bucket of their first hit; an earlier hit moves a host to its bucket. */
function bucketChanges(summed: Tally, knownHosts: ReadonlyMap<string, number>): store.BucketChange[] {
  const changes = new Map<string, { -readonly [K in keyof store.BucketChange]: store.BucketChange[K] }>();
  const at = (partId: string, organisationId: string, bucket: number) => {
    const key = `${partId} ${bucket}`;
    const change = changes.get(key) ?? { partId, organisationId, bucket, count: 0, devices: 0 };
    changes.set(key, change);
    return change;
  };
  const bucketOf = (ms: number) => Math.floor(ms / bucketMs) * bucketMs;
  for (const { partId, organisationId, bucket, count } of summed.buckets)
    at(partId, organisationId, bucket).count += count;
  for (const host of summed.hosts) {
    const known = knownHosts.get(hostKey(host));
    if (known !== undefined && known <= host.first) continue;
    at(host.partId, host.organisationId, bucketOf(host.first)).devices += 1;
    if (known !== undefined) at(host.partId, host.organisationId, bucketOf(known)).devices -= 1;
  }
  return [...changes.values()];
}

function headsWithNewParts(places: ReadonlyMap<string, Place>, newParts: ReadonlySet<string>): string[] {
  return [
    ...new Set(
      [...places.values()].filter((place) => newParts.has(place.partId)).map((place) => place.headId),
    ),
  ];
}

function changesOf(
  placed: readonly { readonly signal: SignalRecord; readonly headId: string }[],
  made: ReadonlySet<string>,
): AlertChange[] {
  return [...Map.groupBy(placed, (each) => each.headId)].map(([alertId, those]) => ({
    alertId,
    change: made.has(alertId) ? 'new' : 'grown',
    organisationIds: [...new Set(those.map((each) => each.signal.organisationId))],
    signals: those.length,
  }));
}
