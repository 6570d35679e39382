import assert from 'node:assert/strict';
import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { sharedData } from '../../../tools/shared-data.ts';
import type { Detection } from '../src/scan/detection.ts';
import type { Summary } from '../src/scan/summary.ts';
import { type Outcome, runCordon } from './run-cordon.ts';

/** A process creation as Winlogbeat 8 sends it. */
const processEvent = (recordId: number, time: string, image: string, commandLine: string) => ({
  '@timestamp': time,
  agent: { type: 'winlogbeat', version: '8.17.0' },
  event: { code: '4688', provider: 'Microsoft-Windows-Security-Auditing' },
  winlog: {
    channel: 'Security',
    provider_name: 'Microsoft-Windows-Security-Auditing',
    event_id: '4688',
    record_id: recordId,
    computer_name: 'WARD-PC-1.alder.example',
    event_data: {
      NewProcessName: image,
      CommandLine: commandLine,
      ParentProcessName: 'C:\\Windows\\System32\\cmd.exe',
    },
  },
});
const wiper = processEvent(
  7,
  '2026-03-02T08:14:22.184Z',
  'C:\\Windows\\System32\\vssadmin.exe',
  'vssadmin delete shadows /all /quiet',
);
const harmless = processEvent(
  8,
  '2026-03-02T08:15:00.000Z',
  'C:\\Windows\\System32\\notepad.exe',
  'notepad.exe',
);
const later = processEvent(
  10,
  '2026-03-02T09:00:00.000Z',
  'C:\\Windows\\System32\\vssadmin.exe',
  'vssadmin delete shadows /all /quiet',
);

const detectionsOf = (outcome: Outcome): Detection[] =>
  outcome.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Detection);

/** Keeps the tests out of the user's own cache. */
const ownCache = mkdtempSync(join(tmpdir(), 'cordon-scan-cache-'));
process.env.CORDON_CACHE = ownCache;
after(() => rmSync(ownCache, { recursive: true, force: true }));

describe('cordon scan', () => {
  let folder: string;
  let logs: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'cordon-scan-'));
    logs = join(folder, 'logs');
    mkdirSync(join(logs, 'deeper'), { recursive: true });
    writeFileSync(
      join(logs, 'lines.log'),
      `${[later, harmless, wiper].map((event) => JSON.stringify(event)).join('\n')}\n`,
    );
    writeFileSync(join(logs, 'array.txt'), JSON.stringify([wiper, harmless]));
    writeFileSync(join(logs, 'deeper', 'one-document'), JSON.stringify(wiper, null, 2));
    writeFileSync(join(logs, 'deeper', 'packed.bin'), gzipSync(`${JSON.stringify(wiper)}\n`));
    writeFileSync(join(logs, 'notes.md'), '# Nothing that we read\n');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('finds the attack in lines, an array, an indented document and gzip, in a stable order', async () => {
    const outcome = await runCordon(['scan', logs]);
    assert.equal(outcome.code, 0, outcome.stderr);
    const found = detectionsOf(outcome);
    const files = found.map((each) => each.file.slice(logs.length + 1));
    assert.deepEqual(files, [
      'array.txt',
      'deeper/one-document',
      'deeper/packed.bin',
      'lines.log',
      'lines.log',
    ]);
    assert.deepEqual(
      found.map((each) => each.recordId),
      ['7', '7', '7', '7', '10'],
    );
    const first = found[0];
    assert.ok(first);
    assert.equal(first.time, '2026-03-02T08:14:22.184000Z');
    assert.equal(first.channel, 'Security');
    assert.equal(first.eventId, 4688);
    assert.equal(first.computer, 'WARD-PC-1.alder.example');
    assert.equal(first.fields.CommandLine, 'vssadmin delete shadows /all /quiet');
    for (const key of ['ruleId', 'ruleTitle', 'level', 'tags', 'provider']) assert.ok(key in first, key);
    assert.equal((await runCordon(['scan', '--workers', '3', logs])).stdout, outcome.stdout);
  });

  it('says the same with its cache of rules cold, filled and damaged', async () => {
    const cache = join(folder, 'cache');
    const run = (workers: string): Promise<Outcome> =>
      runCordon(['scan', '--workers', workers, logs], undefined, { CORDON_CACHE: cache });
    const cold = await run('1');
    assert.equal(detectionsOf(cold).length, 5, cold.stderr);
    const [name, ...others] = readdirSync(cache);
    assert.ok(name);
    assert.deepEqual(others, []);
    const image = readFileSync(join(cache, name));
    for (const workers of ['1', '3']) assert.equal((await run(workers)).stdout, cold.stdout);
    assert.ok(readFileSync(join(cache, name)).equals(image), 'nothing new was to be kept');
    image[image.length >> 1] = (image[image.length >> 1] ?? 0) ^ 1;
    writeFileSync(join(cache, name), image);
    assert.equal((await run('3')).stdout, cold.stdout);
    assert.ok(!readFileSync(join(cache, name)).equals(image), 'the damaged one was replaced');
  });

  it('writes output and summary, and does not read its own output', async () => {
    const output = join(logs, 'out.jsonl');
    const summaryFile = join(logs, 'summary.json');
    const outcome = await runCordon(['scan', logs, '--output', output, '--summary', summaryFile]);
    assert.equal(outcome.code, 0, outcome.stderr);
    assert.equal(outcome.stdout, '');
    const summary = JSON.parse(readFileSync(summaryFile, 'utf8')) as Summary;
    assert.equal(readFileSync(output, 'utf8').trim().split('\n').length, 5);
    assert.deepEqual([summary.files, summary.records, summary.detections], [5, 7, 5]);
    assert.equal(summary.perFile.find((file) => file.file.endsWith('notes.md'))?.format, 'unknown');
    assert.ok(summary.rulesLoaded >= 40 && summary.rulesRejected === 0);
    rmSync(output);
    rmSync(summaryFile);
  });

  it('leaves out what an earlier scan wrote, and never writes over what it is asked to read', async () => {
    const output = join(logs, 'again.jsonl');
    for (let run = 0; run < 2; run++) {
      const outcome = await runCordon(['scan', logs, '--output', output]);
      assert.equal(outcome.code, 0, outcome.stderr);
      assert.match(outcome.stderr, /^5 files \(1 not recognised\), 7 records/);
      assert.match(outcome.stderr, /notes\.md: input at 0: expected EVTX/);
    }
    rmSync(output);
    const evidence = join(logs, 'deeper', 'packed.bin');
    const before = readFileSync(evidence);
    const link = join(folder, 'link.jsonl');
    linkSync(evidence, link);
    for (const words of [
      ['scan', logs, '--output', link],
      ['scan', logs, '--output', evidence],
      ['scan', evidence, '--summary', evidence],
      ['scan', join(logs, 'lines.log'), '--output', join(logs, 'deeper', '..', 'lines.log')],
    ]) {
      const outcome = await runCordon(words);
      assert.equal(outcome.code, 2, outcome.stderr);
      assert.match(outcome.stderr, /expected another file, found one of those to scan/);
    }
    assert.deepEqual(readFileSync(evidence), before);
    assert.notEqual(readFileSync(join(logs, 'lines.log'), 'utf8'), '');
  });

  it('writes both even where nothing is found', async () => {
    const quiet = join(folder, 'quiet');
    mkdirSync(quiet);
    writeFileSync(join(quiet, 'a.json'), JSON.stringify(harmless));
    const [output, summary] = [join(folder, 'none.jsonl'), join(folder, 'none.json')];
    const outcome = await runCordon([
      'scan',
      '--output',
      output,
      quiet,
      '--summary',
      summary,
      '--fail-on',
      'low',
    ]);
    assert.equal(outcome.code, 0, outcome.stderr);
    assert.equal(readFileSync(output, 'utf8'), '');
    assert.equal((JSON.parse(readFileSync(summary, 'utf8')) as Summary).detections, 0);
  });

  it('leaves out what lies before, after or below', async () => {
    const times = async (...options: string[]) =>
      detectionsOf(await runCordon(['scan', join(logs, 'lines.log'), ...options])).map(
        (each) => each.recordId,
      );
    assert.deepEqual(await times('--from', '2026-03-02T08:30:00Z'), ['10']);
    assert.deepEqual(await times('--to', '2026-03-02T08:30:00'), ['7']);
    assert.deepEqual(await times('--min-level', 'critical'), []);
  });

  it('ends with 3 when --fail-on is met, and with 2 when it is not understood', async () => {
    assert.equal((await runCordon(['scan', '--fail-on', 'high', logs])).code, 3);
    for (const words of [
      ['scan'],
      ['scan', '--nonsense', logs],
      ['scan', join(folder, 'absent')],
      ['scan', logs, '--format', 'xml'],
      ['scan', logs, '--from', 'tomorrow'],
      ['scan', logs, '--from', '2026-03-03', '--to', '2026-03-02'],
      ['scan', logs, '--output', join(folder, 'absent', 'out.jsonl')],
      ['scan', logs, '--summary', join(folder, 'absent', 'out.json')],
      ['scan', logs, '--output', join(folder, 'one'), '--summary', join(folder, 'one')],
      ...(process.platform === 'win32' ? [] : [['scan', '/dev/null']]),
      ['scan', logs, '--workers', '0'],
      ['scan', logs, '--rules', join(folder, 'absent')],
      ['frobnicate'],
      [],
    ]) {
      const outcome = await runCordon(words);
      assert.equal(outcome.code, 2, `${words.join(' ')}: ${outcome.stderr}`);
      assert.notEqual(outcome.stderr, '');
    }
  });

  it('tells which Cordon and which runtime this is', async () => {
    const { code, stdout } = await runCordon(['--version']);
    assert.deepEqual([code, stdout], [0, `cordon 0.1.0, Node ${process.version}\n`]);
  });

  it('takes rules from elsewhere instead of ours, several times, and reports what it rejects', async () => {
    const rules = join(folder, 'rules');
    mkdirSync(rules);
    writeFileSync(
      join(rules, 'good.yml'),
      'title: Notepad\nid: 6b1d4b1e-7a0b-4a51-9f39-0d4f3e7a1c01\nlevel: low\nlogsource: {product: windows, category: process_creation}\ndetection:\n  s:\n    Image|endswith: \\notepad.exe\n  condition: s\n',
    );
    writeFileSync(
      join(rules, 'bad.yml'),
      'title: Bad\nlogsource: {product: windows}\ndetection:\n  s:\n    A: 1\n  condition: s and absent\n',
    );
    const summary = join(folder, 'rules.json');
    const outcome = await runCordon([
      'scan',
      '--rules',
      join(rules, 'good.yml'),
      '--rules',
      rules,
      logs,
      '--summary',
      summary,
    ]);
    assert.deepEqual([...new Set(detectionsOf(outcome).map((each) => each.ruleTitle))], ['Notepad']);
    const { rulesLoaded, rulesRejected } = JSON.parse(readFileSync(summary, 'utf8')) as Summary;
    assert.deepEqual([rulesLoaded, rulesRejected], [1, 2]);
  });

  it('writes CSV that no spreadsheet takes for formulas', async () => {
    const file = join(folder, 'formula.json');
    writeFileSync(file, JSON.stringify({ ...wiper, winlog: { ...wiper.winlog, computer_name: '=cmd|x' } }));
    const outcome = await runCordon(['scan', file, '--format', 'csv']);
    const [head, row] = outcome.stdout.split('\r\n');
    assert.match(head ?? '', /^time,level,ruleTitle,ruleId,computer,/);
    assert.match(row ?? '', /,'=cmd\|x,/);
  });

  it('reads the shared corpora whole', { skip: sharedData() ? false : 'no shared data' }, async () => {
    const data = sharedData() ?? '';
    const summary = join(folder, 'corpus.json');
    const paths = ['05-endpoint/evt', '05-endpoint/evtx/plaso-System.evtx.gz'].map((path) =>
      join(data, path),
    );
    const outcome = await runCordon([
      'scan',
      ...paths,
      '--summary',
      summary,
      '--output',
      join(folder, 'corpus.jsonl'),
    ]);
    assert.equal(outcome.code, 0, outcome.stderr);
    const { perFile } = JSON.parse(readFileSync(summary, 'utf8')) as Summary;
    const records = (name: string) =>
      perFile.find((file) => file.file.includes(name) && file.format !== 'json')?.records;
    assert.equal(records('plaso-System'), 5009);
    assert.equal(records('win2003-Security.evt'), 49);
    assert.ok([6500, 6501].includes(records('SysEvent.Evt') ?? 0), `SysEvent: ${records('SysEvent.Evt')}`);
  });

  it('leaves nothing behind but what it was asked to write', () => {
    assert.deepEqual(readdirSync(logs).sort(), ['array.txt', 'deeper', 'lines.log', 'notes.md']);
  });
});
