import type { Db } from '../control/index.ts';
import { levelOf } from '../rules/index.ts';
import * as store from './store.ts';
import { bucketMs, type HostTally, type TalliedSignal, type Tally, tally } from './tally.ts';

/** A signal and the part of an alert that it belongs to. */
export interface PlacedSignal<Signal extends TalliedSignal = TalliedSignal> {
  readonly signal: Signal;
  readonly partId: string;
  readonly headId: string;
}

const levelOfUnknownRule = levelOf('medium');

/** Adds signals to the figures of the parts that they belong to. Role pipeline, behind the lock of alerts. */
export async function addToAlerts(
  db: Db,
  placed: readonly PlacedSignal[],
  facts: ReadonlyMap<string, store.RuleFacts>,
): Promise<void> {
  const headOf = new Map(placed.map((each) => [each.partId, each.headId]));
  const summed = tally(placed);
  const knownHosts = await store.knownHosts(db, summed.hosts);
  await store.addToParts(db, partChanges(summed, headOf, facts, knownHosts));
  await store.addToRules(db, summed.rules);
  await store.addHosts(db, summed.hosts);
  await store.addToDevices(db, summed.devices);
  await store.addToBuckets(db, bucketChanges(summed, knownHosts));
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
