import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { clearedLog, hostileStand, type Stand } from './stand.ts';

const cordon = fileURLToPath(new URL('../../apps/cli/bin/cordon.js', import.meta.url));
const id = '3b0f5f0a-6c1e-4c55-8a6f-5b1f1a0c7d21';
/** Each of the three takes a backtracking engine more steps than there are atoms, for a text of some hundred letters. */
const catastrophic = `title: Catastrophic pattern
id: ${id}
status: test
description: Brings an engine that backtracks to a standstill.
level: high
logsource: { product: windows, category: process_creation }
detection:
  nested:
    CommandLine|re: '^(a+)+$'
  overlapping:
    CommandLine|re: '^(a|aa|a?a)+$'
  counted:
    CommandLine|re: '^(.*a){25}z$'
  condition: nested or overlapping or counted
`;
const letters = 20_000;
const baits = 200;

describe('a rule with a catastrophic pattern, added to a running server', () => {
  let stand: Stand;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cordon-added-rules-'));
    writeFileSync(join(folder, 'catastrophic.yml'), catastrophic);
    stand = await hostileStand();
  });
  after(async () => {
    await stand.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const started = (host: string, record: number, CommandLine: string) =>
    `{"create":{}}\n${JSON.stringify({
      '@timestamp': new Date().toISOString(),
      winlog: {
        channel: 'Security',
        provider_name: 'Microsoft-Windows-Security-Auditing',
        event_id: '4688',
        record_id: String(record),
        computer_name: host,
        event_data: { NewProcessName: 'C:\\Windows\\x.exe', CommandLine },
      },
    })}\n`;
  const alertsOf = async (rule: string) =>
    (await stand.api(stand.alder.lead, 'GET', `/alerts?ruleId=${rule}`)).json.rows;

  it('is taken up without a restart', async () => {
    const { stderr } = await promisify(execFile)(process.execPath, [
      cordon,
      'rules',
      'add',
      folder,
      '--data',
      stand.folder,
    ]);
    assert.match(stderr, /1 rules added, 0 rejected/);
    const known = async () => (await stand.api(stand.administrator, 'GET', `/rules/${id}`)).status;
    while ((await known()) !== 200) await sleep(50);
    assert.deepEqual((await stand.api(stand.administrator, 'GET', '/rules/report')).json.rejected, []);
  });

  // Backtracking would need 2^20,000 steps for each event: that all of them are through is the evidence.
  it('holds up neither detection nor anybody who asks meanwhile', async () => {
    const lines = Array.from({ length: baits }, (_, n) =>
      started(`bait-${n}`, n, `${'a'.repeat(letters)}${n % 2 === 0 ? '!' : 'b'}`),
    );
    lines.push(`{"create":{}}\n${clearedLog('behind-the-baits', 1)}\n`);
    lines.push(started('hit', 1, 'a'.repeat(letters)));
    const sent = await stand.bulk(stand.alder.token, lines.join(''));
    assert.equal(sent.status, 200, sent.text.slice(0, 300));
    let settled = false;
    const through = stand.server.settled().then(() => {
      settled = true;
    });
    let answers = 0;
    do {
      for (const path of ['/alerts', '/overview?hours=1', '/rules'])
        assert.equal((await stand.api(stand.alder.lead, 'GET', path)).status, 200, path);
      answers += 1;
    } while (!settled);
    await through;
    assert.ok(answers > 0);
    const range = { from: '2020-01-01T00:00:00.000Z', to: '2099-01-01T00:00:00.000Z' };
    const found = await stand.api(stand.alder.lead, 'POST', '/events/histogram', { filter: range });
    assert.equal(found.json.total, baits + 2, found.text.slice(0, 300));
    const [alert, ...others] = await alertsOf(id);
    assert.deepEqual([alert?.devices, alert?.count, others.length], [1, 1, 0], 'it hits what it describes');
    const all = (await stand.api(stand.alder.lead, 'GET', '/alerts')).json.rows as { ruleId: string }[];
    assert.ok(
      all.some(({ ruleId }) => ruleId !== id),
      'our own rules found the cleared log behind it',
    );
  });

  it('raises an alert that says that nobody has written advice for it, and where it comes from', async () => {
    const [alert] = await alertsOf(id);
    const { json } = await stand.api(stand.alder.lead, 'GET', `/alerts/${alert.id}`);
    assert.equal(json.advice, null);
    assert.equal(json.rule.text, catastrophic);
    assert.notEqual(json.rule.origin, 'cordon');
    const all = (await stand.api(stand.alder.lead, 'GET', '/alerts')).json.rows as {
      id: string;
      ruleId: string;
    }[];
    const own = all.find(({ ruleId }) => ruleId !== id);
    const ours = (await stand.api(stand.alder.lead, 'GET', `/alerts/${own?.id}`)).json;
    assert.ok(ours.advice.meaning.length > 0, 'a rule of ours has it');
  });
});
