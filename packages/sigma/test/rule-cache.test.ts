import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { EventView } from '../src/event-view.ts';
import { cacheFolder, loadCachedRules, readImage } from '../src/image/index.ts';
import { createEngine, loadRules, type RuleSet, type RuleText } from '../src/index.ts';
import { filesBelow, needsData, recordsOf, sigmaHqTexts } from './corpus.ts';

const folder = mkdtempSync(join(tmpdir(), 'cordon-cache-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const yaml = (body: string): RuleText => ({ name: 'a.yml', text: body });
const texts: readonly RuleText[] = [
  yaml(`title: Several kinds of tests
id: 6a2f1c2e-0001-4a8e-9a3a-5b1c3f6d7e01
logsource:
  product: windows
  service: security
detection:
  text:
    EventID: 4688
    CommandLine|contains|windash: ' -enc '
    NewProcessName|endswith: ['\\powershell.exe', '\\pw?h.exe', "\\xE9.exe"]
  other:
    SourceIp|cidr: '10.0.0.0/8'
    Port|gte: 1024
    Name|re|i: 'a+b\\d'
    SubjectUserName|fieldref: TargetUserName
    Empty: null
    There|exists: true
  words:
    - mimikatz
  condition: text or (other and not words)
falsepositives: [none]
custom: {list: [1, two]}
---
title: Broken
logsource: {product: windows}
detection: {selection: {A|nonsense: b}, condition: selection}
`),
  { name: 'empty.yml', text: '' },
];

const event = (fields: Record<string, string | null>): EventView => ({
  channel: 'Security',
  provider: 'Microsoft-Windows-Security-Auditing',
  eventId: 4688,
  get: (name) => fields[name],
  texts: () => Object.values(fields).filter((value) => value !== null),
});

const events: readonly EventView[] = [
  event({ CommandLine: 'x /enc y', NewProcessName: 'C:\\PWSH.exe' }),
  event({ CommandLine: 'x \u2013enc y', NewProcessName: 'C:\\É.exe' }),
  event({ CommandLine: 'x', NewProcessName: 'C:\\pwsh.exe' }),
  event({
    SourceIp: '10.1.2.3',
    Port: '1024',
    Name: 'xAAB7',
    SubjectUserName: 'a',
    TargetUserName: 'A',
    There: '',
  }),
  event({
    SourceIp: '10.1.2.3',
    Port: '1024',
    Name: 'ab7',
    SubjectUserName: 'a',
    TargetUserName: 'A',
    There: 'MIMIKATZ',
  }),
];

/** Everything that a set says, its conditions without the ids of their nodes. */
function plain(set: RuleSet): unknown {
  const text = JSON.stringify(set, (key, value) => {
    if (key === 'id' && typeof value === 'number') return undefined;
    if (typeof value === 'bigint') return `${value}n`;
    if (value instanceof Map) return [...value];
    return value instanceof Set ? [...value] : (value ?? null);
  });
  return JSON.parse(text);
}

function hitsOf(cached: ReturnType<typeof loadCachedRules>, of: Iterable<EventView>): string[][] {
  const engine = createEngine(cached.set.rules, cached.tables ? { tables: cached.tables } : {});
  const hits = [...of].map((view) => engine.match(view).map(({ rule }) => rule.id));
  cached.keep(engine.built());
  return hits;
}

const imageIn = (place: string): string =>
  join(place, readdirSync(place).find((name) => name.endsWith('.image')) ?? 'none');

describe('the cache of rules', () => {
  it('gives the rules, the report and the hits that the texts give', () => {
    const place = join(folder, 'same');
    const cold = loadCachedRules(texts, {}, place);
    assert.equal(cold.tables, undefined);
    const expected = hitsOf(cold, events);
    assert.deepEqual(
      expected.map(({ length }) => length),
      [1, 1, 0, 1, 0],
    );
    const warm = loadCachedRules(texts, {}, place);
    assert.ok(warm.tables && warm.tables.keys.length > 0);
    assert.deepEqual(plain(warm.set), plain(loadRules(texts)));
    assert.equal(warm.set.report.rejected.length, 2);
    assert.deepEqual(hitsOf(warm, events), expected);
  });

  it('carries correlations and filters', () => {
    const id = '6a2f1c2e-0001-4a8e-9a3a-5b1c3f6d7e01';
    const more = [
      ...texts,
      {
        name: 'more.yml',
        text: `title: Many
id: 6a2f1c2e-0002-4a8e-9a3a-5b1c3f6d7e01
correlation:
  type: event_count
  rules: [${id}]
  group-by: [Computer]
  timespan: 5m
  condition: {gte: 10, lt: 20}
---
title: Not this one
logsource: {product: windows}
filter:
  rules: [${id}]
  selection: {NewProcessName|endswith: pwsh.exe}
  condition: not selection
`,
      },
    ];
    const place = join(folder, 'more');
    const options = { correlate: true };
    const cold = loadCachedRules(more, options, place);
    assert.deepEqual([cold.set.correlations.length, cold.set.filters.length], [1, 1]);
    const expected = hitsOf(cold, events);
    const warm = loadCachedRules(more, options, place);
    assert.ok(warm.tables);
    assert.deepEqual(plain(warm.set), plain(cold.set));
    assert.deepEqual(hitsOf(warm, events), expected);
    assert.deepEqual(
      expected.map(({ length }) => length),
      [0, 1, 0, 1, 0],
    );
  });

  it('is shared with other threads, filled or not', () => {
    const place = join(folder, 'shared');
    for (const filled of [false, true]) {
      const cached = loadCachedRules(texts, {}, place);
      assert.equal(cached.tables !== undefined, filled);
      const { set, tables } = readImage(new Uint8Array(cached.share()));
      assert.equal(tables.keys.length > 0, filled);
      const engine = createEngine(set.rules, { tables });
      assert.deepEqual(
        events.map((view) => engine.match(view).map(({ rule }) => rule.id)),
        hitsOf(cached, events),
      );
    }
  });

  it('is another for other texts, names and options', () => {
    const place = join(folder, 'keys');
    hitsOf(loadCachedRules(texts, {}, place), events);
    const [first, ...others] = texts;
    assert.ok(first);
    const isCached = (of: readonly RuleText[], options = {}): boolean =>
      loadCachedRules(of, options, place).tables !== undefined;
    assert.equal(isCached(texts), true);
    assert.equal(isCached([{ ...first, text: `${first.text} ` }, ...others]), false);
    assert.equal(isCached([{ ...first, name: 'b.yml' }, ...others]), false);
    assert.equal(isCached([first]), false);
    assert.equal(isCached(texts, { placeholders: { a: ['b'] } }), false);
  });

  it('is passed over wherever it is damaged, cut short or lengthened, and made again', () => {
    const place = join(folder, 'damage');
    const expected = hitsOf(loadCachedRules(texts, {}, place), events);
    const file = imageIn(place);
    const good = readFileSync(file);
    const passedOver = (bytes: Uint8Array, what: string): void => {
      writeFileSync(file, bytes);
      const cached = loadCachedRules(texts, {}, place);
      assert.equal(cached.tables, undefined, what);
      assert.deepEqual(plain(cached.set), plain(loadRules(texts)), what);
    };
    const step = Math.max(1, Math.floor(good.length / 150));
    for (let at = 0; at < good.length; at += at < 100 ? 1 : step) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ (1 << (at % 8));
      passedOver(bad, `bit turned at ${at}`);
    }
    for (const length of [0, 1, 95, 96, 97, good.length >> 1, good.length - 1])
      passedOver(good.subarray(0, length), `cut to ${length}`);
    passedOver(Buffer.concat([good, Buffer.alloc(8)]), 'lengthened');
    passedOver(Buffer.from('not an image at all'), 'foreign');
    const again = loadCachedRules(texts, {}, place);
    assert.deepEqual(hitsOf(again, events), expected);
    assert.ok(loadCachedRules(texts, {}, place).tables, 'made again');
    assert.deepEqual(
      readdirSync(place).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });

  it('adds tables of events that come later to those it has', () => {
    const place = join(folder, 'grows');
    hitsOf(loadCachedRules(texts, {}, place), events.slice(0, 1));
    const one = loadCachedRules(texts, {}, place).tables?.keys ?? [];
    const other: EventView = { ...event({ A: 'mimikatz' }), eventId: 1, channel: 'Application' };
    hitsOf(loadCachedRules(texts, {}, place), [other]);
    const two = loadCachedRules(texts, {}, place).tables?.keys ?? [];
    assert.equal(one.length, 1);
    assert.equal(two.length, 2);
    assert.ok(two.includes(one[0] ?? ''));
  });

  it('keeps few images, and does without where it cannot write', () => {
    const place = join(folder, 'few');
    for (let number = 0; number < 7; number++)
      hitsOf(loadCachedRules([{ name: `${number}.yml`, text: texts[0]?.text ?? '' }], {}, place), events);
    assert.equal(readdirSync(place).length, 4);
    writeFileSync(join(folder, 'file'), '');
    const cached = loadCachedRules(texts, {}, join(folder, 'file', 'below'));
    assert.equal(hitsOf(cached, events).flat().length, 3);
  });

  it('lies where the user says', () => {
    assert.equal(cacheFolder({ CORDON_CACHE: '/some/where' }), '/some/where');
    assert.match(cacheFolder({}), /cordon/i);
  });
});

describe('the cache of all SigmaHQ rules', needsData, () => {
  it('gives the hits, rules and report of the texts', () => {
    const place = join(folder, 'sigmahq');
    const records = filesBelow('10-evtx/attack-samples', /\.evtx$/i).flatMap((file) => [...recordsOf(file)]);
    const cold = loadCachedRules(sigmaHqTexts(), {}, place);
    const expected = hitsOf(cold, records);
    const warm = loadCachedRules(sigmaHqTexts(), {}, place);
    assert.ok(warm.tables);
    assert.deepEqual(hitsOf(warm, records), expected);
    assert.ok(expected.flat().length > 1000);
    assert.deepEqual(plain(warm.set), plain(cold.set));
  });
});
