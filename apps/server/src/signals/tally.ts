import { createHash } from 'node:crypto';
import type { SignalRecord } from '../events/envelope.ts';
import { storable } from '../kernel/text.ts';

/** Width of a stored bucket of the curve: ten minutes. Wider ones are summed from these when shown. */
export const bucketMs = 600_000;
const earliest = Date.UTC(1970, 0, 1);
const latest = Date.UTC(9999, 11, 31);

/** A device's clock can say anything: times outside of 1970 to 9999 are put at the edge. */
export function saneTime(ms: number): number {
  return Number.isFinite(ms) ? Math.min(latest, Math.max(earliest, Math.trunc(ms))) : earliest;
}

/** Longest host name kept on alerts, longest key shown; the digest of a key covers all of it. */
const longestHost = 255;
const longestKey = 1000;

/** What of a signal the figures of an alert are made of. */
export interface TalliedSignal
  extends Pick<SignalRecord, 'ruleId' | 'organisationId' | 'sourceId' | 'happened' | 'key'> {
  readonly sighting: Pick<SignalRecord['sighting'], 'key' | 'host'>;
}

export interface Span {
  first: number;
  last: number;
  count: number;
}
export interface PartTally extends Span {
  readonly partId: string;
  readonly organisationId: string;
  /** Host of the earliest signal; of several at that time the first by name. */
  firstDevice: string;
  readonly ruleIds: Set<string>;
}
export interface RuleTally extends Span {
  readonly partId: string;
  readonly organisationId: string;
  readonly ruleId: string;
}
export interface HostTally {
  readonly partId: string;
  readonly organisationId: string;
  readonly host: string;
  first: number;
}
export interface DeviceTally extends Span {
  readonly partId: string;
  readonly organisationId: string;
  readonly ruleId: string;
  readonly sightingKey: string;
  readonly keyDigest: Buffer;
  readonly key: string;
  /** As reported; where it differs in case, the first by name. */
  host: string;
  readonly sourceId: string;
}
export interface BucketTally {
  readonly partId: string;
  readonly organisationId: string;
  readonly bucket: number;
  count: number;
}
export interface HitTally {
  readonly ruleId: string;
  readonly organisationId: string;
  readonly origin: string;
  readonly hour: number;
  count: number;
  last: number;
}

/** What a set of signals adds to alerts. Sums, minima and maxima only: their order does not matter. */
export interface Tally {
  readonly parts: readonly PartTally[];
  readonly rules: readonly RuleTally[];
  readonly hosts: readonly HostTally[];
  readonly devices: readonly DeviceTally[];
  readonly buckets: readonly BucketTally[];
}

/** Sums up signals that are new, each with the part it belongs to. */
export function tally(
  signals: readonly { readonly signal: TalliedSignal; readonly partId: string }[],
): Tally {
  const parts = new Map<string, PartTally>();
  const rules = new Map<string, RuleTally>();
  const hosts = new Map<string, HostTally>();
  const devices = new Map<string, DeviceTally>();
  const buckets = new Map<string, BucketTally>();
  for (const { signal, partId } of signals) {
    const { organisationId, ruleId } = signal;
    const at = saneTime(signal.happened);
    const host = hostName(signal.sighting.host);
    const span = { first: at, last: at, count: 1 };

    const part = parts.get(partId);
    if (part) {
      if (at < part.first || (at === part.first && precedes(host, part.firstDevice))) part.firstDevice = host;
      widen(part, at);
      part.ruleIds.add(ruleId);
    } else
      parts.set(partId, { partId, organisationId, ...span, firstDevice: host, ruleIds: new Set([ruleId]) });

    const rule = rules.get(`${partId} ${ruleId}`);
    if (rule) widen(rule, at);
    else rules.set(`${partId} ${ruleId}`, { partId, organisationId, ruleId, ...span });

    const folded = host.toLowerCase();
    const hostKey = `${partId} ${folded}`;
    const known = hosts.get(hostKey);
    if (known) known.first = Math.min(known.first, at);
    else hosts.set(hostKey, { partId, organisationId, host: folded, first: at });

    const keyDigest = digestOfKey(signal.key);
    const deviceKey = `${partId} ${ruleId} ${signal.sighting.key} ${keyDigest.toString('hex')}`;
    const device = devices.get(deviceKey);
    if (device) {
      widen(device, at);
      if (precedes(host, device.host)) device.host = host;
    } else
      devices.set(deviceKey, {
        partId,
        organisationId,
        ruleId,
        sightingKey: signal.sighting.key,
        keyDigest,
        key: storable(signal.key, longestKey),
        host,
        sourceId: signal.sourceId,
        ...span,
      });

    const bucket = Math.floor(at / bucketMs) * bucketMs;
    const counted = buckets.get(`${partId} ${bucket}`);
    if (counted) counted.count += 1;
    else buckets.set(`${partId} ${bucket}`, { partId, organisationId, bucket, count: 1 });
  }
  return {
    parts: [...parts.values()],
    rules: [...rules.values()],
    hosts: [...hosts.values()],
    devices: [...devices.values()],
    buckets: [...buckets.values()],
  };
}

/** How often rules hit, by organisation, origin and hour of receipt; those that raise no alert among them. */
export function hitsOf(
  signals: readonly Pick<SignalRecord, 'ruleId' | 'organisationId' | 'origin' | 'received'>[],
): readonly HitTally[] {
  const hits = new Map<string, HitTally>();
  for (const { ruleId, organisationId, origin, received: at } of signals) {
    const received = saneTime(at);
    const hour = Math.floor(received / 3_600_000) * 3_600_000;
    const key = `${ruleId} ${organisationId} ${origin} ${hour}`;
    const hit = hits.get(key);
    if (hit) {
      hit.count += 1;
      hit.last = Math.max(hit.last, received);
    } else hits.set(key, { ruleId, organisationId, origin, hour, count: 1, last: received });
  }
  return [...hits.values()];
}

/** Byte order, which is what the database compares by (COLLATE "C"). */
const precedes = (a: string, b: string): boolean => Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;

export const hostName = (host: string): string => storable(host, longestHost);

/** 16 bytes that stand for a key of any length. */
export function digestOfKey(key: string): Buffer {
  return createHash('sha256').update(key).digest().subarray(0, 16);
}

function widen(span: Span, at: number): void {
  span.first = Math.min(span.first, at);
  span.last = Math.max(span.last, at);
  span.count += 1;
}
