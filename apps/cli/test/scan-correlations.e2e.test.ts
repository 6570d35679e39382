import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Detection } from '../src/scan/detection.ts';
import type { Summary } from '../src/scan/summary.ts';
import { runCordon } from './run-cordon.ts';

const failedLogon = (second: number, computer: string, address: string) =>
  JSON.stringify({
    '@timestamp': `2026-03-02T08:14:${String(second).padStart(2, '0')}.000Z`,
    agent: { type: 'winlogbeat', version: '8.17.0' },
    winlog: {
      channel: 'Security',
      provider_name: 'Microsoft-Windows-Security-Auditing',
      event_id: '4625',
      record_id: second + 1,
      computer_name: computer,
      event_data: { TargetUserName: `user${second}`, IpAddress: address },
    },
  });

const failed = `title: Failed sign-in
id: 1f7e0a3c-1c1b-4c35-9a55-4b9a5c1f0d01
name: failed_sign_in
level: low
logsource: {product: windows, service: security}
detection:
  s:
    EventID: 4625
  condition: s
`;
const spray = `title: One address tries many accounts on several devices
id: 1f7e0a3c-1c1b-4c35-9a55-4b9a5c1f0d02
level: high
correlation:
  type: value_count
  rules: [failed_sign_in]
  group-by: [IpAddress]
  timespan: 1m
  condition:
    field: cordon.device
    gte: 4
`;

describe('cordon scan with correlations', () => {
  let folder: string;
  let logs: string;
  let environment: Record<string, string>;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'cordon-scan-correlations-'));
    logs = join(folder, 'logs');
    environment = { CORDON_CACHE: join(folder, 'cache') };
    mkdirSync(logs);
    // One file a device, all needed: no worker sees enough of them.
    for (let device = 0; device < 5; device++) {
      const lines = Array.from({ length: 8 }, (_, number) =>
        failedLogon((device * 11 + number) % 60, `WARD-${device}`, device < 4 ? '192.0.2.1' : '192.0.2.2'),
      );
      writeFileSync(join(logs, `ward-${device}.ndjson`), `${lines.join('\n')}\n`);
    }
    rules('', spray);
    rules('generate', `${spray}generate: true\n`);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function rules(name: string, correlation: string): void {
    mkdirSync(join(folder, `rules-${name}`));
    writeFileSync(join(folder, `rules-${name}`, 'failed.yml'), failed);
    writeFileSync(join(folder, `rules-${name}`, 'spray.yml'), correlation);
  }

  async function scan(name: string, ...words: string[]): Promise<{ rows: Detection[]; text: string }> {
    const outcome = await runCordon(
      ['scan', logs, '--rules', join(folder, `rules-${name}`), ...words],
      folder,
      environment,
    );
    assert.equal(outcome.code, 0, outcome.stderr);
    const rows = outcome.stdout.split('\n').filter((line) => line.startsWith('{'));
    return {
      rows: rows.map((line) => JSON.parse(line) as Detection),
      text: outcome.stdout + outcome.stderr.replace(/^[\d.]+ s, .*$/m, ''),
    };
  }

  it('finds what is in no file alone, the same with 1 and 4 workers, from texts and from the cache', async () => {
    const one = await scan('', '--workers', '1');
    assert.equal(one.rows.length, 1, one.text);
    const [row] = one.rows;
    assert.deepEqual(
      [row?.ruleTitle, row?.level, row?.time, row?.fields, row?.computer],
      [
        'One address tries many accounts on several devices',
        'high',
        '2026-03-02T08:14:33.000000Z',
        { IpAddress: '192.0.2.1' },
        'WARD-3',
      ],
    );
    assert.equal(row?.correlation?.measure, 4);
    assert.equal(row?.correlation?.count, row?.correlation?.records.length);
    const four = await scan('', '--workers', '4');
    assert.equal(four.text, one.text);
  });

  it('tells in the summary what correlations did, and beside it the numbers as ever', async () => {
    const file = join(folder, 'summary.json');
    const { text } = await scan('', '--summary', file, '--workers', '1');
    assert.match(text, /1 correlations? over 40 matches: 1 found\n/);
    const summary = JSON.parse(readFileSync(file, 'utf8')) as Summary;
    assert.deepEqual(
      [summary.rulesLoaded, summary.rulesRejected, summary.detections, summary.byLevel.high],
      [1, 0, 1, 1],
    );
    assert.deepEqual(
      [summary.correlations.loaded, summary.correlations.signals, summary.correlations.found],
      [1, 40, 1],
    );
  });

  it('shows the rules that a correlation counts where it says so, and counts those below the level', async () => {
    const all = await scan('generate', '--workers', '4');
    assert.equal(all.rows.filter((row) => row.correlation === undefined).length, 40);
    assert.equal(all.rows.length, 41);
    const high = await scan('generate', '--min-level', 'high', '--workers', '1');
    assert.deepEqual(
      high.rows.map((row) => row.level),
      ['high'],
    );
  });

  it('writes findings to CSV and to the table', async () => {
    const csv = await scan('', '--format', 'csv', '--workers', '1');
    assert.match(csv.text.split('\r\n')[0] ?? '', /,fields,correlation$/);
    assert.match(csv.text, /""measure"":4/);
    const table = await scan('', '--format', 'summary', '--workers', '1');
    assert.match(table.text, /^high +1 +1 .*One address tries many accounts on several devices$/m);
  });
});
