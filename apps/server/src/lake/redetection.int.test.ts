import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { isEvt, readEvt, readEvtx } from '@cordon/eventlog';
import { createEngine, type Engine, loadRules } from '@cordon/sigma';
import { readRuleFiles } from '@cordon/sigma/files';
import { sharedData } from '../../../../tools/shared-data.ts';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import { EnvelopeView, type EventEnvelope, envelopeOf } from '../events/index.ts';
import { createLog } from '../kernel/log.ts';
import { all, type Lake, openLake } from './index.ts';
import { SetClock, store } from './testing/contract.ts';

const data = sharedData();
const skip = data === undefined ? 'no shared data' : false;
const samples = [
  '10-evtx/attack-samples/Defense Evasion/DE_Fake_ComputerAccount_4720.evtx',
  '10-evtx/attack-samples/Credential Access/CA_DCSync_4662.evtx',
  '10-evtx/attack-samples/Credential Access/sysmon_10_1_memdump_comsvcs_minidump.evtx',
  '10-evtx/attack-samples/Persistence/sysmon_20_21_1_CommandLineEventConsumer.evtx',
  '10-evtx/attack-samples/Persistence/Network_Service_Guest_added_to_admins_4732.evtx',
  '05-endpoint/evt/win2003-Security.evt',
  '05-endpoint/evt/SysEvent.Evt.gz',
];

describe('an event read back from the lake', { skip }, () => {
  let test: TestControl;
  let federation: SeededFederation;
  let lake: Lake;
  const dataDir = mkdtempSync(join(tmpdir(), 'cordon-lake-'));
  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
    lake = await openLake({
      control: test.control,
      dataDir,
      clock: new SetClock(),
      log: createLog('silent'),
      writeMiB: 256,
      searchMiB: 128,
      threads: 1,
    });
  });
  after(async () => {
    await lake.stop();
    await test.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const read = (path: string): EventEnvelope[] => {
    const stored = readFileSync(join(data ?? '', path));
    const bytes = path.endsWith('.gz') ? gunzipSync(stored) : stored;
    const events: EventEnvelope[] = [];
    for (const item of isEvt(bytes) ? readEvt(bytes) : readEvtx(bytes)) {
      if (item.kind === 'fault') continue;
      const ordinal = events.length;
      events.push(
        envelopeOf(item.record, {
          sourceId: federation.sources[0],
          organisationId: federation.organisations[0],
          origin: 'live',
          timeZone: 'Europe/London',
          received: Date.UTC(2026, 4, 12, 12),
          givenId: `${path} ${ordinal}`,
          batch: path,
          ordinal,
          original: JSON.stringify(item.record.fields()),
        }),
      );
    }
    return events;
  };
  const hitsOf = (engine: Engine, event: EventEnvelope): string[] =>
    engine.match(new EnvelopeView(event)).map((hit) => hit.rule.id);

  it('is the event that was stored, and gives the same hits', async () => {
    const ours = await readRuleFiles(fileURLToPath(new URL('../../../../rules', import.meta.url)));
    const sigma = await readRuleFiles(join(data ?? '', '09-sigma/rules'));
    const engine = createEngine(loadRules([...ours, ...sigma]).rules);
    const live = new Map<string, EventEnvelope>();
    for (const path of samples) {
      const events = read(path);
      assert.ok(events.length > 0, path);
      for (const event of events) live.set(event.id, event);
      await store(lake, test.control, events);
    }
    const caller = await federation.caller('centre-analyst', federation.centre);
    const scope = await test.control.scoped(caller, 'events.read', (db) => lake.scope(db, {}));
    const page = await lake.page(scope, { where: all([]), limit: 20_000 });
    assert.equal(page.rows.length, live.size);
    let hits = 0;
    for (const { envelope } of page.rows) {
      const before = live.get(envelope.id) ?? assert.fail(envelope.id);
      // Windows counts in tenths of a microsecond, the lake in microseconds.
      assert.ok(Math.abs(envelope.happened - before.happened) < 0.001);
      assert.deepEqual({ ...envelope, happened: 0 }, { ...before, happened: 0 });
      const expected = hitsOf(engine, before);
      assert.deepEqual(hitsOf(engine, envelope), expected);
      hits += expected.length;
    }
    assert.ok(hits > 20, `${hits} hits`);
  });
});
