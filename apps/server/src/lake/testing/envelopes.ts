import { createHash } from 'node:crypto';
import type { EventEnvelope } from '../../events/envelope.ts';
import { digestId } from '../../kernel/ids.ts';

/** Small seeded source of numbers (mulberry32), so that a failing test can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** An event with sensible values; `changes` replace what a test cares about. */
export function envelope(changes: Partial<EventEnvelope> & { readonly host?: string } = {}): EventEnvelope {
  const { host = 'PC-1', ...rest } = changes;
  const organisationId = rest.organisationId ?? '00000000-0000-7000-8000-00000000000a';
  const sourceId = rest.sourceId ?? '00000000-0000-7000-8000-0000000000aa';
  return {
    id: digestId('event', organisationId, host, String(rest.happened ?? 0), String(rest.recordId ?? 0)),
    happened: Date.UTC(2026, 4, 12, 8),
    zone: 'utc',
    received: Date.UTC(2026, 4, 12, 8, 0, 1),
    organisationId,
    sourceId,
    sighting: { key: digestId(organisationId, sourceId, host.toLowerCase()), host, sid: null, mac: null },
    origin: 'live',
    channel: 'Security',
    provider: 'Microsoft-Windows-Security-Auditing',
    eventId: 4688,
    level: 0,
    recordId: '1',
    logsource: null,
    user: null,
    userSid: null,
    process: null,
    commandLine: null,
    parentProcess: null,
    hashes: [],
    addresses: [],
    domains: [],
    fields: {},
    legacy: null,
    message: null,
    original: '{}',
    ...rest,
  };
}

const pick = <T>(random: () => number, from: readonly T[]): T =>
  from[Math.floor(random() * from.length)] as T;
const hosts = ['PC-1', 'pc-2.alder.example', 'MRI-07', 'LAB_%_1', '10.1.2.3', "O'BRIEN"];
const users = ['ALDER\\jane', 'alder\\JANE', 'SYSTEM', 'Ünal', null];
const programs = ['C:\\Windows\\System32\\cmd.exe', 'c:\\temp\\50%_off.exe', '/usr/bin/sh', null];
const texts = [
  'mssecsvc.exe',
  'İstanbul',
  '100% sure_thing',
  '"quoted" \\ back',
  '<b>&amp;</b>',
  'line\nbreak',
  '💉',
];
const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');

/** Random events over few values, so that random filters hit something. Times fall within `spanMs` of 12 May 2026. */
export function randomEnvelopes(
  count: number,
  seed: number,
  organisations: readonly string[],
  spanMs = 3_600_000,
): EventEnvelope[] {
  const random = seeded(seed);
  const some = (from: readonly string[], most: number): string[] =>
    from.filter(() => random() < 0.3).slice(0, most);
  return Array.from({ length: count }, (_, index) => {
    const organisationId = pick(random, organisations);
    const host = pick(random, hosts);
    const text = pick(random, texts);
    // Whole seconds make equal times frequent.
    const happened = Date.UTC(2026, 4, 12) + Math.floor((random() * spanMs) / 1000) * 1000;
    return envelope({
      id: digestId('random', String(seed), String(index)),
      organisationId,
      host,
      happened,
      received: Date.UTC(2026, 4, 12, 12) + index,
      eventId: pick(random, [4688, 4624, 7045, 1]),
      channel: pick(random, ['Security', 'System', 'Microsoft-Windows-Sysmon/Operational']),
      provider: pick(random, ['Service Control Manager', 'Microsoft-Windows-Sysmon']),
      origin: pick(random, ['live', 'demo'] as const),
      user: pick(random, users),
      userSid: pick(random, ['S-1-5-18', null]),
      process: pick(random, programs),
      commandLine: pick(random, [...texts, null]),
      hashes: some(['a', 'b', 'c', 'd', 'e'].map(sha1), 5),
      addresses: some(['10.0.0.1', '10.0.0.2', '2001:db8::1', '192.0.2.7'], 4),
      domains: some(['www.example.org', 'iuqerfsodp9ifjaposdfj.example', 'a.b'], 3),
      fields: { CommandLine: text, Data: [text, null, String(index)] },
      message: pick(random, [text, null]),
      original: JSON.stringify({ text, index, host }),
    });
  });
}
