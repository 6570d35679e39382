import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, describe, it } from 'node:test';
import type { Engine } from '@cordon/sigma';
import { backgroundSecond, startOfDay } from '../activity/index.ts';
import { createEstate } from '../estate/index.ts';
import { asReceived, hitsOf, ownRules } from '../testing.ts';
import { createGenerator, type GeneratorOptions, outbreakEnds, type Truth } from './index.ts';

const options: GeneratorOptions = {
  seed: 1,
  start: Date.UTC(2026, 2, 2, 12),
  pace: 20,
  rate: 60,
  outbreak: true,
};

/** All that a generator says, and a digest of every byte of it. */
function tell(more: Partial<GeneratorOptions> = {}) {
  const generator = createGenerator({ ...options, ...more });
  const hash = createHash('sha256');
  const lines: string[] = [];
  const truth: Truth[] = [];
  const add = (parcel: ReturnType<typeof generator.second>): void => {
    for (const [key, list] of parcel.lines) {
      hash.update(`${key}\n${list.join('\n')}\n`);
      lines.push(...list);
    }
    hash.update(JSON.stringify(parcel.truth));
    truth.push(...parcel.truth);
  };
  for (const parcel of generator.history()) add(parcel);
  const history = lines.length;
  for (let second = 0; second < outbreakEnds / options.pace; second++) add(generator.second(second));
  return { digest: hash.digest('hex'), lines, truth, history };
}

describe('generator', () => {
  const told = tell();

  it('says the same bytes for the same seed, and others for another', () => {
    assert.equal(tell().digest, told.digest);
    assert.notEqual(tell({ seed: 2 }).digest, told.digest);
  });

  it('sends some ten thousands of events of the day before, and dozens a second after', () => {
    assert.ok(told.history > 15_000 && told.history < 40_000, `${told.history}`);
    const perSecond = (tell({ outbreak: false }).lines.length - told.history) / (outbreakEnds / options.pace);
    assert.ok(perSecond > 40 && perSecond < 110, `${perSecond}`);
  });

  it('sends nothing from the future, and the signs of the outbreak in time', () => {
    const generator = createGenerator({ ...options, pace: 1 });
    for (const _ of generator.history());
    for (let second = 0; second < 200; second++)
      for (const list of generator.second(second).lines.values())
        for (const line of list) {
          const time = Date.parse((JSON.parse(line) as { '@timestamp'?: string })['@timestamp'] ?? '');
          if (Number.isNaN(time)) continue;
          assert.ok(time < options.start + (second + 1) * 1000, line);
        }
  });

  it('numbers the records of a log without gap or repetition', () => {
    const seen = new Map<string, number>();
    for (const line of told.lines) {
      const { winlog } = JSON.parse(line) as {
        winlog?: { channel: string; computer_name: string; record_id: number };
      };
      if (!winlog) continue;
      const log = `${winlog.computer_name} ${winlog.channel}`;
      const last = seen.get(log);
      if (last !== undefined) assert.equal(winlog.record_id, last + 1, log);
      seen.set(log, winlog.record_id);
    }
    assert.ok(seen.size > 2000);
  });

  it('tells the truth of each infected device once', () => {
    const infected = told.truth.filter(({ kind }) => kind === 'infected').map(({ host }) => host);
    assert.ok(infected.length >= 120);
    assert.equal(new Set(infected).size, infected.length);
    const without = tell({ outbreak: false }).truth;
    assert.ok(without.length > 0 && without.every(({ kind }) => kind === 'incident'));
  });
});

describe('ordinary work', () => {
  let engine: Engine;
  before(async () => {
    engine = await ownRules();
  });
  const estate = createEstate(1);
  const events = Array.from({ length: 400 }, (_, index) =>
    backgroundSecond(estate, 1, options.start + index * 97_000, 30),
  ).flat();

  it('raises no alert', () => {
    const starts = estate.devices.flatMap((device) => startOfDay(device, 1, options.start));
    assert.ok(events.length > 5000, `${events.length}`);
    for (const event of [...events, ...starts]) {
      const hits = hitsOf(engine, event);
      assert.deepEqual(hits, [], JSON.stringify(event.kind === 'windows' ? event.data : event.message));
    }
  });

  it('is read by the platform as Windows events, apart from the lines of Linux', () => {
    const kinds = new Set<string>();
    for (const event of events) {
      const record = asReceived(event);
      if (event.kind === 'syslog') assert.equal(record, undefined);
      else {
        assert.ok(record && Number.isFinite(record.timeMs) && record.channel !== '' && record.eventId > 0);
        kinds.add(`${record.channel} ${record.legacy?.eventId ?? record.eventId}`);
      }
    }
    for (const kind of [
      'Security 4624',
      'Security 4688',
      'Security 592',
      'Security 540',
      'System 7036',
      'Microsoft-Windows-Sysmon/Operational 1',
      'Microsoft-Windows-Sysmon/Operational 22',
    ])
      assert.ok(kinds.has(kind), kind);
  });
});
