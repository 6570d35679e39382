import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type SeededFederation, seedFederation, type TestControl, testControl } from './control/testing.ts';
import { createSourceDirectory, type SourceDirectory } from './federation/index.ts';
import { type Journal, openPostgresJournal } from './journal/index.ts';
import type { Clock } from './kernel/clock.ts';
import { digestId } from './kernel/ids.ts';
import { createLog } from './kernel/log.ts';
import { detectSilence, tidy } from './pipeline/index.ts';
import { applyStep } from './pipeline/step.ts';
import { addDeadLetters, addQuarantined } from './pipeline/store.ts';
import { pipelineEffects, silenceEffect } from './pipeline-effects.ts';

const minuteMs = 60_000;
const start = Date.parse('2026-03-02T08:00:00Z');
let now = start;
const clock: Clock = { now: () => new Date(now) };

let test: TestControl;
let federation: SeededFederation;
let directory: SourceDirectory;
let journal: Journal;
before(async () => {
  test = await testControl();
  federation = await seedFederation(test);
  directory = await createSourceDirectory(test.control, clock);
  journal = await openPostgresJournal(test.control);
});
after(async () => {
  await journal.stop();
  await directory.stop();
  await test.stop();
});

const options = () => ({
  control: test.control,
  journal,
  clock,
  log: createLog('silent'),
  sourceFacts: directory.facts,
  onSilent: silenceEffect(directory),
});
const look = (minutes: number): Promise<number> => {
  now = start + minutes * minuteMs;
  return detectSilence(options());
};

let seq = 0;
/** What the pipeline does when a source brings an event. */
async function hear(
  sourceId: string,
  minutes: number,
  organisationId: string | null,
  received = minutes,
): Promise<void> {
  now = start + minutes * minuteMs;
  seq += 1;
  const minute = start + received * minuteMs;
  const activity = [{ sourceId, organisationId, minute, events: 1, deadLetters: 0, bytes: 10 }];
  const result = {
    lake: new Uint8Array(),
    rowEnds: new Uint32Array(),
    ids: new Uint8Array(),
    signals: [],
    seen: [],
    observations: [],
    deadLetters: [],
    quarantined: [],
    activity,
  };
  const step = { results: [result], through: seq };
  await test.control.as('pipeline', (db) => applyStep(db, step, pipelineEffects(clock)));
}

const alerts = async () =>
  (
    await test.admin(
      `SELECT h.group_key, p.organisation_id, p.state, p.close_reason FROM alert_part p JOIN alert_head h ON h.id = p.head_id
       WHERE h.kind = 'silence' ORDER BY p.first, h.group_key, p.organisation_id`,
    )
  ).rows.map((row) => [row.group_key, row.organisation_id, row.state, row.close_reason]);

it('raises an alert for a source that is silent beyond its own threshold, and ends it when data comes back', async () => {
  const [a, b, c] = federation.organisations;
  const [quick, slow, off] = federation.sources;
  await test.admin(
    `UPDATE source SET silent_after_minutes = CASE WHEN id = $1 THEN 10 WHEN id = $2 THEN 60 ELSE 10 END`,
    [quick, slow],
  );
  assert.equal(await look(0), 0, 'what never sent is waited for, not missed');
  await hear(quick, 0, a);
  await hear(slow, 0, b);
  await hear(off, 0, c);
  await test.admin(`UPDATE source SET disabled_at = now() WHERE id = $1`, [off]);

  assert.equal(await look(10), 0, 'the threshold itself is not beyond it');
  assert.equal(await look(11), 1);
  const ofQuick = (state: string, reason: string | null) => [`silence:${quick}`, a, state, reason];
  assert.deepEqual(await alerts(), [ofQuick('new', null)]);
  assert.equal(await look(30), 0, 'one silence is one alert');
  assert.equal(await look(61), 1, 'the other source has a threshold of its own; a disabled one never alerts');
  assert.equal(await look(100_000), 0);
  assert.deepEqual(
    (await alerts()).map(([key]) => key),
    [`silence:${quick}`, `silence:${slow}`],
  );

  await hear(quick, 100_001, a);
  assert.deepEqual((await alerts())[0], ofQuick('closed', 'true-positive'));
  assert.equal((await alerts())[1]?.[2], 'new', 'the other one is silent still');
  assert.equal(await look(100_005), 0);
  assert.equal(await look(100_020), 1, 'the next silence is reported again');
  assert.deepEqual(
    (await alerts()).filter(([key, , state]) => key === `silence:${quick}` && state !== 'closed').length,
    1,
  );
});

it('keeps a silence that only events from before it are processed in, and reports each later one', async () => {
  const [, , source] = federation.sources;
  const organisation = federation.organisations[2];
  await test.admin(`UPDATE source SET silent_after_minutes = 10, disabled_at = NULL WHERE id = $1`, [source]);
  const mine = async () =>
    (await alerts()).filter(([key]) => key === `silence:${source}`).map(([, , state]) => state);
  await look(110_000);
  assert.deepEqual(await mine(), ['new'], 'it was silent since the test before');
  await hear(source, 110_001, organisation);
  assert.equal(await look(110_020), 1);
  assert.deepEqual(await mine(), ['closed', 'new']);
  // Released from quarantine, or left in the journal: received before the silence began.
  for (const received of [110_001, 109_000]) await hear(source, 110_030, organisation, received);
  assert.deepEqual(await mine(), ['closed', 'new'], 'nothing has come from the source');
  assert.equal(await look(110_031), 0);
  for (const minutes of [110_040, 110_060]) {
    await hear(source, minutes, organisation);
    assert.equal((await mine()).at(-1), 'closed');
    assert.equal(await look(minutes + 11), 1);
    assert.equal((await mine()).at(-1), 'new');
  }
  assert.deepEqual(await mine(), ['closed', 'closed', 'closed', 'new']);
});

it('reports a silent shared source to every organisation of its map', async () => {
  const [a, b] = federation.organisations;
  const shared = '00000000-0000-7000-8000-00000000beef';
  await test.admin(
    `INSERT INTO source (id, node_id, name, kind, shared, silent_after_minutes) VALUES ($1, $2, 'Shared', 'winlogbeat', true, 5)`,
    [shared, federation.centre],
  );
  const [one, two] = [
    await federation.caller('centre-lead', federation.centre),
    await federation.caller('administrator', federation.centre),
  ];
  const lines = [a, b].map((organisationId, n) => ({
    by: 'network',
    value: `10.${n}.0.0/16`,
    organisationId,
  }));
  await test.admin(
    `INSERT INTO source_map (source_id, version, state, rules, proposed, proposed_by, proposed_by_name, approved, approved_by, approved_by_name)
     VALUES ($1, 1, 'approved', $2, now(), $3, 'P', now(), $4, 'Q')`,
    [shared, JSON.stringify(lines), one.userId, two.userId],
  );
  await look(200_000);
  await hear(shared, 200_000, null);
  assert.equal(await look(200_006), 1);
  const found = (await alerts()).filter(([key]) => key === `silence:${shared}`);
  assert.deepEqual(found.map(([, organisation]) => organisation).sort(), [a, b].sort());
});

it('lets go of old dead letters, quarantined events and batches, and of no young ones', async () => {
  const [source] = federation.sources;
  const organisationId = federation.organisations[0];
  const day = 24 * 60 * minuteMs;
  now = Date.parse('2026-12-30T12:00:00Z');
  for (const age of [1, 8, 29, 31]) {
    const received = now - age * day;
    const id = (kind: string) => digestId(kind, String(age));
    const raw = Buffer.from('{}');
    await test.control.as('pipeline', async (db) => {
      const base = { sourceId: source, received, raw };
      await addDeadLetters(db, [
        { ...base, id: id('dead'), organisationId, code: 'x', reason: String(age), rawBytes: 2 },
      ]);
      await addQuarantined(db, [
        {
          ...base,
          id: id('quarantined'),
          host: String(age),
          address: null,
          eventId: id('event'),
          verb: 'index',
        },
      ]);
    });
    await journal.append({
      sourceId: source,
      batch: id('batch'),
      format: 'bulk',
      received: new Date(received),
      parts: [],
    });
  }
  await tidy(options());
  const ages = async (query: string) =>
    (await test.admin(query)).rows.map((row) => Number(row.age)).sort((left, right) => left - right);
  assert.deepEqual(await ages('SELECT reason AS age FROM dead_letter'), [1, 8, 29]);
  assert.deepEqual(await ages('SELECT host AS age FROM quarantined_event'), [1, 8, 29]);
  assert.deepEqual(
    (await test.admin('SELECT received FROM journal_batch')).rows.map((row) => now - row.received.getTime()),
    [day],
  );
  assert.equal((await test.admin('SELECT 1 FROM source_activity')).rowCount, 0, 'they are older');
});
