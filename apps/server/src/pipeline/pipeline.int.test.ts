import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type TestControl, testControl } from '../control/testing.ts';
import { evilRule, processStart, type TestPipeline, testPipeline } from './testing/pipeline.ts';

const evil = 'C:\\Temp\\evil.exe';

const laboratoryFilter = {
  name: 'test/laboratory.yml',
  text: `title: Not in the laboratory
logsource: {product: windows, category: process_creation}
filter:
  rules: [11111111-2222-4333-8444-555555555555]
  selection: {Image|startswith: 'C:\\Lab\\'}
  condition: not selection
`,
};

describe('pipeline', () => {
  // Held open for the whole file, so that the database server starts once.
  let held: TestControl;
  before(async () => {
    held = await testControl();
  });
  after(() => held.stop());

  const withPipeline =
    (work: (pipeline: TestPipeline) => Promise<void>, ...options: Parameters<typeof testPipeline>) =>
    async () => {
      const pipeline = await testPipeline(...options);
      try {
        await work(pipeline);
      } finally {
        await pipeline.stop();
      }
    };

  it(
    'leads events to signals, sightings, activity and the lake, and empties the journal',
    withPipeline(async (t) => {
      const [source] = t.federation.sources;
      await t.send(source, [
        processStart('WARD-1.example', 1, evil),
        processStart('WARD-1.example', 2, 'C:\\ok.exe'),
      ]);
      await t.pipeline.settled();
      assert.equal(await t.rows(), 2);
      assert.equal(t.signals.length, 1);
      const [signal] = t.signals;
      assert.equal(signal?.organisationId, t.federation.organisations[0]);
      assert.equal(signal?.key, 'TRUST\\nurse');
      assert.deepEqual(signal?.matched, [{ field: 'Image', value: evil }]);
      assert.equal(signal?.happened, Date.parse('2026-03-02T08:14:22.184Z'));
      assert.deepEqual(
        t.seen.map(({ sighting, count, addresses }) => [sighting.host, count, addresses]),
        [['WARD-1.example', 2, ['10.1.2.3']]],
      );
      const { rows } = await t.test.admin('select events::int, dead_letters::int from source_activity');
      assert.deepEqual(rows, [{ events: 2, dead_letters: 0 }]);
      assert.equal(t.journal.backlog().entries, 0);
    }),
  );

  it(
    'keeps from signals what a filter of the rules keeps out, and the event in the lake',
    withPipeline(
      async (t) => {
        const [source] = t.federation.sources;
        await t.send(source, [
          processStart('WARD-1', 1, evil),
          processStart('WARD-2', 2, 'C:\\Lab\\evil.exe'),
        ]);
        await t.pipeline.settled();
        assert.equal(await t.rows(), 2);
        assert.deepEqual(
          t.signals.map(({ sighting }) => sighting.host),
          ['WARD-1'],
        );
      },
      {
        rules: { version: 1, sources: [evilRule, laboratoryFilter], disabled: [], groupBy: {}, asked: {} },
      },
    ),
  );

  it(
    'sums the connections of a device up to one observation a day for each peer and port',
    withPipeline(async (t) => {
      const [source] = t.federation.sources;
      const connection = (record: number, day: string, peer: string) => ({
        '@timestamp': `${day}T0${record}:14:22.184Z`,
        agent: { type: 'winlogbeat', version: '8.17.0' },
        winlog: {
          channel: 'Microsoft-Windows-Sysmon/Operational',
          provider_name: 'Microsoft-Windows-Sysmon',
          computer_name: 'MRI-1.example',
          event_id: '3',
          record_id: record,
          event_data: {
            Initiated: 'true',
            Protocol: 'tcp',
            SourceIp: '10.1.2.3',
            SourcePort: String(50_000 + record),
            DestinationIp: peer,
            DestinationPort: '445',
          },
        },
      });
      await t.send(source, [
        connection(1, '2026-03-01', '10.9.9.9'),
        connection(2, '2026-03-01', '10.9.9.9'),
        connection(3, '2026-03-01', '10.9.9.8'),
        connection(4, '2026-03-02', '10.9.9.9'),
      ]);
      await t.pipeline.settled();
      const told = t.observations.map((each) =>
        [each.kind, each.value, new Date(each.happened).toISOString(), each.eventId].join(' '),
      );
      assert.deepEqual([...new Set(told)].map((each) => each.split(' ').slice(0, -1).join(' ')).sort(), [
        'connection out 10.9.9.8:445/tcp 2026-03-01T00:00:00.000Z',
        'connection out 10.9.9.9:445/tcp 2026-03-01T00:00:00.000Z',
        'connection out 10.9.9.9:445/tcp 2026-03-02T00:00:00.000Z',
      ]);
    }),
  );

  it(
    'keeps what is no event as dead letters, and goes on',
    withPipeline(async (t) => {
      const [source] = t.federation.sources;
      const deep = `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`;
      await t.send(source, ['not json', '[1]', deep, 'null', '', processStart('H', 1, evil)]);
      await t.pipeline.settled();
      const { rows } = await t.test.admin(
        "select code, convert_from(raw, 'UTF8') as raw from dead_letter order by code, raw",
      );
      assert.deepEqual(
        rows.map((row) => [row.code, String(row.raw).slice(0, 8)]),
        [
          ['invalid-json', ''],
          ['invalid-json', 'not json'],
          ['json-too-deep', deep.slice(0, 8)],
          ['not-an-object', '[1]'],
          ['not-an-object', 'null'],
        ],
      );
      assert.equal(await t.rows(), 1);
      assert.equal(t.signals.length, 1);
    }),
  );

  it(
    'leaves out of the lake what a shipper sent again in another request',
    withPipeline(async (t) => {
      const [source, other] = t.federation.sources;
      await t.send(source, [processStart('H', 1, evil), processStart('H', 2, evil)]);
      await t.send(source, [processStart('H', 2, evil), processStart('H', 3, evil)]);
      await t.send(other, [processStart('H', 2, evil)]);
      await t.send(source, [{ msg: 'same' }, { msg: 'same' }]);
      await t.pipeline.settled();
      assert.equal(await t.rows(), 3 + 1 + 2);
      assert.equal(new Set(t.signals.map((signal) => signal.id)).size, 4);
      assert.equal(t.pipeline.status().duplicates, 1);
    }),
  );

  it(
    'goes on where it was after a stop, and takes new rules without one',
    withPipeline(async (t) => {
      const [source] = t.federation.sources;
      t.pipeline.setRules({
        version: 2,
        sources: [evilRule],
        disabled: ['11111111-2222-4333-8444-555555555555'],
        groupBy: {},
        asked: {},
      });
      await t.send(source, [processStart('H', 1, evil)]);
      await t.pipeline.settled();
      assert.equal(t.signals.length, 0);
      t.pipeline.setRules({
        version: 3,
        sources: [evilRule, laboratoryFilter],
        disabled: [],
        groupBy: {},
        asked: {},
      });
      await t.send(source, [processStart('H', 2, evil)]);
      await t.pipeline.settled();
      assert.equal(t.signals.length, 1);
      assert.equal(t.signals[0]?.key, '');
    }),
  );

  it(
    'asks the approved map whose an event of a shared source is, and quarantines the rest',
    withPipeline(
      async (t) => {
        const [, b] = t.federation.organisations;
        const shared = '00000000-0000-7000-8000-00000000abcd';
        await t.test.admin(
          `insert into source (id, node_id, name, kind, shared) values ($1, $2, 'Shared', 'winlogbeat', true)`,
          [shared, t.federation.centre],
        );
        mapped.organisationId = b;
        await t.send(shared, [
          processStart('pc.birch.example', 1, evil),
          processStart('pc.elsewhere.example', 2, evil),
        ]);
        await t.pipeline.settled();
        assert.deepEqual(
          t.signals.map((signal) => signal.organisationId),
          [b],
        );
        assert.equal(await t.rows(), 1);
        const { rows } = await t.test.admin('select host, address from quarantined_event');
        assert.deepEqual(rows, [{ host: 'pc.elsewhere.example', address: '10.1.2.3' }]);
      },
      {},
      [
        {
          by: 'domain',
          value: 'birch.example',
          get organisationId() {
            return mapped.organisationId;
          },
        },
      ],
    ),
  );
  const mapped = { organisationId: '' };

  it(
    'puts the very line that kills workers aside, and processes all others',
    withPipeline(
      async (t) => {
        const [source] = t.federation.sources;
        const events = Array.from({ length: 20 }, (_, n) => processStart('H', n, n === 13 ? 'KILL' : evil));
        await t.send(source, events.slice(0, 5));
        await t.send(source, events.slice(5));
        await t.pipeline.settled();
        assert.equal(await t.rows(), 19);
        assert.equal(t.signals.length, 19);
        const { rows } = await t.test.admin("select code, convert_from(raw, 'UTF8') as raw from dead_letter");
        assert.deepEqual(
          rows.map((row) => row.code),
          ['worker-died'],
        );
        assert.match(String(rows[0]?.raw), /KILL/);
      },
      { workerScript: new URL('./testing/worker.ts', import.meta.url) },
    ),
  );

  it(
    'tries again after a failed transaction and applies nothing twice',
    withPipeline(
      async (t) => {
        const [source] = t.federation.sources;
        failing.times = 2;
        await t.send(source, [processStart('H', 1, evil)]);
        await t.pipeline.settled();
        assert.equal(await t.rows(), 1);
        const { rows } = await t.test.admin('select events::int from source_activity');
        assert.deepEqual(rows, [{ events: 1 }]);
        assert.equal(failing.times, 0);
      },
      {
        effects: {
          signals: async () => {
            if (failing.times > 0) {
              failing.times -= 1;
              throw new Error('the database is away');
            }
          },
          sightings: async () => undefined,
          observations: async () => undefined,
          heard: async () => undefined,
        },
      },
    ),
  );
  const failing = { times: 0 };
});
