import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runCordon } from './run-cordon.ts';

const rule = `title: A tool
id: 0b5bd6bd-2b75-4dc5-9a27-8d2f4b0f2a11
status: test
level: high
logsource: {product: windows, category: process_creation}
detection:
  selection:
    Image|endswith: '\\tool.exe'
  condition: selection
`;

const process = (image: string) => ({
  channel: 'Microsoft-Windows-Sysmon/Operational',
  provider: 'Microsoft-Windows-Sysmon',
  event_id: 1,
  computer: 'pc',
  fields: { Image: image },
});

/** Cases are YAML, of which JSON is a part. */
const cases = (positive: string, negative: string) =>
  JSON.stringify({
    positive: [{ name: 'yes', event: process(positive) }],
    negative: [{ name: 'no', event: process(negative) }],
  });

describe('cordon rules', () => {
  let folder = '';
  const path = (name: string) => join(folder, name);
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'cordon-rules-'));
    for (const name of ['good', 'bad']) mkdirSync(path(name));
    writeFileSync(path('good/tool.yml'), rule);
    writeFileSync(path('good/tool.cases.yml'), cases('C:\\tool.exe', 'C:\\tool.exe.txt'));
    writeFileSync(path('bad/tool.yml'), rule.replace('level: high\n', '').replace('endswith', 'endwith'));
    writeFileSync(path('bad/same.yml'), rule);
    writeFileSync(path('bad/same.cases.yml'), cases('C:\\tol.exe', 'C:\\tool.exe'));
    writeFileSync(path('hit.json'), JSON.stringify(process('C:\\TOOL.EXE')));
    writeFileSync(path('miss.json'), JSON.stringify(process('C:\\stool.exe ')));
    const sent = (image: string) => ({
      '@timestamp': '2017-05-12T07:44:00Z',
      winlog: {
        channel: 'Microsoft-Windows-Sysmon/Operational',
        provider_name: 'Microsoft-Windows-Sysmon',
        event_id: '1',
        record_id: image.length,
        computer_name: 'pc',
        event_data: { Image: image },
      },
    });
    writeFileSync(
      path('two.ndjson'),
      `${JSON.stringify(sent('C:\\a.exe'))}\n${JSON.stringify(sent('C:\\tool.exe'))}\n`,
    );
  });
  after(() => rmSync(folder, { recursive: true }));

  it('check ends with 0 where it finds no error, with 3 and the places where it does', async () => {
    const good = await runCordon(['rules', 'check', path('good')]);
    assert.deepEqual([good.code, good.stdout], [0, '']);
    const bad = await runCordon(['rules', 'check', path('bad/tool.yml')]);
    assert.equal(bad.code, 3);
    assert.deepEqual(
      bad.stdout.split('\n').map((line) => line.replace(path('bad'), '').slice(0, 45)),
      ['/tool.yml:1:1: warning level-missing: rule: e', '/tool.yml:7:5: error modifier-unknown: modifi', ''],
    );
  });

  it('check --format json carries the same, and --severity what is left out', async () => {
    const { code, stdout } = await runCordon([
      'rules',
      'check',
      path('bad'),
      '--format',
      'json',
      '--severity',
      'error',
    ]);
    const report = JSON.parse(stdout) as {
      documents: number;
      counts: Record<string, number>;
      findings: { code: string; line: number }[];
    };
    assert.equal(code, 3);
    assert.equal(report.documents, 2);
    assert.deepEqual(report.counts, { error: 1, warning: 1, info: 0 });
    assert.deepEqual(
      report.findings.map((finding) => finding.code),
      ['modifier-unknown'],
    );
  });

  it('test passes what holds, and says which case failed and why', async () => {
    const good = await runCordon(['rules', 'test', path('good')]);
    assert.deepEqual([good.code, good.stdout], [0, '']);
    assert.match(good.stderr, /^1 rule files, 0 not tested .*; 2 cases, 0 failures$/m);
    const bad = await runCordon(['rules', 'test', path('bad/same.yml')]);
    assert.equal(bad.code, 3);
    assert.match(bad.stdout, /same\.cases\.yml:1: positive "yes": expected a hit, found none/);
    assert.match(bad.stdout, /because selection: expected Image is \*\\tool\.exe\n +found "C:\\\\tol\.exe"/);
    assert.match(bad.stdout, /negative "no": expected no hit, found one\n +matched/);
    const broken = await runCordon(['rules', 'test', path('bad/tool.yml'), '--format', 'json']);
    const { failed, untested } = JSON.parse(broken.stdout) as {
      failed: { message: string }[];
      untested: string[];
    };
    assert.deepEqual([broken.code, failed.length, untested], [3, 1, [path('bad/tool.yml')]]);
    assert.match(failed[0]?.message ?? '', /modifier-unknown/);
  });

  it('explain tells why, from an event by hand or one of a log', async () => {
    const file = path('good/tool.yml');
    const hit = await runCordon(['rules', 'explain', file, path('hit.json')]);
    assert.equal(hit.code, 0, hit.stderr);
    assert.match(
      hit.stdout,
      /^A tool \(.*\)\nmatched\n.*\n\+ selection: Image is \*\\tool\.exe \(found "C:\\\\TOOL\.EXE"\)\n$/,
    );
    const miss = await runCordon(['rules', 'explain', file, path('miss.json')]);
    assert.equal(miss.code, 3);
    assert.match(
      miss.stdout,
      /because selection: expected Image is \*\\tool\.exe\n +found "C:\\\\stool\.exe "/,
    );
    const byNumber = await runCordon(['rules', 'explain', file, path('two.ndjson'), '--number', '2']);
    assert.equal(byNumber.code, 0, byNumber.stdout + byNumber.stderr);
    const byRecord = await runCordon([
      'rules',
      'explain',
      'a TOOL',
      path('two.ndjson'),
      '--rules',
      path('good'),
      '--record',
      '8',
      '--format',
      'json',
    ]);
    const told = JSON.parse(byRecord.stdout) as { matched: boolean; failure: { found: string } };
    assert.deepEqual([byRecord.code, told.matched, told.failure.found], [3, false, '"C:\\\\a.exe"']);
  });

  it('coverage prints the matrix, as text by tactic and as JSON', async () => {
    const file = path('covering.yml');
    writeFileSync(file, rule.replace('level: high', 'level: high\ntags: [attack.t1003.001]'));
    const text = await runCordon(['rules', 'coverage', file, '--state', 'covered', '--state', 'below']);
    assert.equal(text.code, 0, text.stderr);
    const [head, parent, own] = text.stdout.split('\n');
    assert.equal(head, 'Credential Access: 1 of the 2 shown covered');
    assert.match(parent ?? '', /^ {2}T1003 +below +1 below +OS Credential Dumping \[/);
    assert.match(
      own ?? '',
      /^ {2}T1003\.001 covered +1 rule to high +LSASS Memory \[Security 4673; Sysmon 1,10,/,
    );
    assert.match(text.stderr, /1 rules: 1 covered, 1 below, \d+ visible, \d+ blind\n$/);
    const json = await runCordon(['rules', 'coverage', file, '--format', 'json']);
    const report = JSON.parse(json.stdout) as {
      attackVersion: string;
      counts: Record<string, number>;
      techniques: { id: string; rules: { title: string }[] }[];
    };
    assert.equal(report.attackVersion, '18.1');
    assert.equal(report.techniques.length, 691);
    assert.equal(
      Object.values(report.counts).reduce((sum, count) => sum + count, 0),
      691,
    );
    const named = report.techniques.filter((technique) => technique.rules.length > 0);
    assert.deepEqual(
      named.map(({ id, rules }) => [id, rules[0]?.title]),
      [['T1003.001', 'A tool']],
    );
    assert.equal((await runCordon(['rules', 'coverage', file, '--state', 'seen'])).code, 2);
  });

  it('explain refuses what it cannot choose', async () => {
    const file = path('good/tool.yml');
    for (const [words, says] of [
      [[file, path('two.ndjson')], /expected one event.*found 2 events/],
      [[file, path('two.ndjson'), '--record', '99'], /expected record 99, found 2 events/],
      [['no such rule', path('hit.json')], /expected a file, id or title of a rule/],
      [[path('bad/tool.yml'), path('hit.json')], /expected one rule in .*modifier-unknown/],
      [[file, path('nothing.json')], /found no file/],
      [[file], /expected RULE and EVENT/],
    ] as const) {
      const { code, stderr } = await runCordon(['rules', 'explain', ...words]);
      assert.equal(code, 2, stderr);
      assert.match(stderr, says);
    }
  });

  it('add keeps rules of the same name from elsewhere, unless told; list shows what was added', async () => {
    const data = ['--data', path('data')];
    mkdirSync(path('elsewhere/good'), { recursive: true });
    writeFileSync(
      path('elsewhere/good/other.yml'),
      rule.replace('0b5bd6bd', '1b5bd6bd').replace('A tool', 'Another tool'),
    );
    const listed = async () => {
      const { stdout } = await runCordon(['rules', 'list', ...data]);
      assert.match(stdout, /WannaCry file written/);
      return ['A tool', 'Another tool'].filter((title) => stdout.includes(`  ${title}\n`));
    };
    for (let time = 0; time < 2; time++) {
      const added = await runCordon(['rules', 'add', path('good'), ...data]);
      assert.deepEqual([added.code, added.stderr.slice(0, 33)], [0, 'good: 1 rules added, 0 rejected (']);
    }
    assert.deepEqual(await listed(), ['A tool']);
    const refused = await runCordon(['rules', 'add', path('elsewhere/good'), ...data]);
    assert.equal(refused.code, 2);
    assert.match(
      refused.stderr,
      /^cordon: rules add: good: rules of that name were added from \S+good: --name/,
    );
    assert.deepEqual(await listed(), ['A tool']);
    await runCordon(['rules', 'add', path('elsewhere/good'), ...data, '--name', 'others']);
    assert.deepEqual(await listed(), ['A tool', 'Another tool']);
    await runCordon(['rules', 'add', path('elsewhere/good'), ...data, '--name', 'good']);
    assert.deepEqual(await listed(), ['Another tool']);
    const absent = await runCordon(['rules', 'add', path('absent'), ...data]);
    assert.deepEqual(
      [absent.code, absent.stderr],
      [2, `cordon: rules: ${path('absent')}: no such file or folder\n`],
    );
  });
});
