import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { findingCodes, type LintCode, lintCodes, lintRules } from './index.ts';

/** A rule with nothing to say about. */
const sound = `title: A program that nobody starts
id: 0b5bd6bd-2b75-4dc5-9a27-8d2f4b0f2a11
status: test
related:
  - id: 0b5bd6bd-2b75-4dc5-9a27-8d2f4b0f2a12
    type: derived
description: Found on one machine.
references:
  - https://example.org/report
date: 2026-01-31
tags:
  - attack.execution
  - attack.t1059.001
  - cve.2017-0144
logsource:
  product: windows
  category: process_creation
detection:
  selection:
    Image|endswith: '\\tool.exe'
    CommandLine|contains:
      - ' -a '
      - ' -b '
  filter:
    ParentImage: 'C:\\good.exe'
  condition: selection and not filter
falsepositives:
  - None known
level: high
`;

interface Mutation {
  readonly from: string;
  readonly to: string;
  /** Line and column at which the finding is expected. */
  readonly at: readonly [line: number, column: number];
  readonly says: RegExp;
}

const image = "    Image|endswith: '\\tool.exe'\n";

const mutations: Readonly<Record<LintCode, Mutation>> = {
  'attack-unknown': { from: 't1059.001', to: 't1059.099', at: [13, 5], says: /18\.1.*t1059\.099/ },
  'attack-revoked': { from: 't1059.001', to: 't1086', at: [13, 5], says: /attack\.t1059\.001.*t1086/ },
  'attack-deprecated': { from: 't1059.001', to: 'ds0009', at: [13, 5], says: /deprecated/ },
  'condition-impossible': {
    from: 'selection and not filter',
    to: 'selection and filter and not selection',
    at: [26, 3],
    says: /ruled out/,
  },
  'date-format': { from: '2026-01-31', to: '2026/01/31', at: [10, 7], says: /YYYY-MM-DD.*2026\/01\/31/ },
  'field-unknown': {
    from: 'CommandLine|',
    to: 'Commandline|',
    at: [21, 5],
    says: /"CommandLine".*"Commandline"/,
  },
  'id-missing': { from: 'id: 0b5bd6bd-2b75-4dc5-9a27-8d2f4b0f2a11\n', to: '', at: [1, 1], says: /UUID/ },
  'id-not-uuid': { from: '8d2f4b0f2a11', to: '8d2f4b0f2a1', at: [2, 5], says: /8d2f4b0f2a1"/ },
  'key-misspelt': { from: 'falsepositives:', to: 'falsepositive:', at: [27, 1], says: /"falsepositives"/ },
  'level-missing': { from: 'level: high\n', to: '', at: [1, 1], says: /"level"/ },
  'list-repeats': {
    from: 'cve.2017-0144',
    to: 'attack.execution',
    at: [14, 5],
    says: /once.*attack\.execution/,
  },
  'logsource-foreign': { from: 'product: windows', to: 'product: macos', at: [15, 1], says: /macos/ },
  'logsource-unknown': {
    from: 'process_creation',
    to: 'proces_creation',
    at: [15, 1],
    says: /proces_creation/,
  },
  'regex-heavy': {
    from: image,
    to: "    Image|re: 'x.{900}y{300}'\n",
    at: [20, 15],
    says: /fewer than 1000 states.*\d{4}/,
  },
  'regex-open': { from: image, to: "    Image|re: '^[a-z]{8}$'\n", at: [20, 15], says: /every value/ },
  'regex-guarded': { from: image, to: "    Image|re: 'tool\\d+'\n", at: [20, 15], says: /only where "tool"/ },
  'regex-literal': { from: image, to: "    Image|re: 'tool'\n", at: [20, 15], says: /"contains".*"tool"/ },
  'related-type': { from: 'type: derived', to: 'type: copied', at: [6, 11], says: /derived.*"copied"/ },
  'selection-alternative-impossible': {
    from: "    ParentImage: 'C:\\good.exe'\n",
    to: "    - ParentImage: 'C:\\good.exe'\n    - Image: 'a'\n      Image|contains: 'b'\n",
    at: [27, 7],
    says: /"Image".*"is a".*"is \*b\*"/,
  },
  'selection-impossible': {
    from: image,
    to: `${image}    Image|startswith: 'C:\\'\n    Image: 'C:\\other.exe'\n`,
    at: [22, 5],
    says: /"Image" that can hold together.*tool\.exe.*other\.exe/,
  },
  'selection-unreferenced': { from: ' and not filter', to: '', at: [24, 3], says: /"filter"/ },
  'status-missing': { from: 'status: test\n', to: '', at: [1, 1], says: /"status"/ },
  'tag-format': { from: 'cve.2017-0144', to: 'cve.2017-144x', at: [14, 5], says: /cve\.YYYY-NNNN/ },
  'tag-namespace': { from: 'cve.2017-0144', to: 'mitre.t1059', at: [14, 5], says: /mitre\.t1059/ },
  'title-too-long': { from: 'nobody', to: 'x'.repeat(300), at: [1, 8], says: /256/ },
};

const findingsOf = (text: string) => lintRules([{ name: 'rule.yml', text }]).findings;

describe('the linter', () => {
  it('has nothing to say about a sound rule', () => assert.deepEqual(findingsOf(sound), []));

  for (const [code, { from, to, at, says }] of Object.entries(mutations)) {
    it(`finds ${code} where it is`, () => {
      assert.ok(sound.includes(from), 'the mutation applies');
      const lines = findingsOf(sound.replace(from, () => to));
      const found = lines.filter((finding) => finding.code === code);
      assert.equal(found.length, 1, JSON.stringify(lines));
      const [finding] = found;
      assert.equal(finding?.severity, lintCodes[code as LintCode]);
      assert.match(finding?.message ?? '', says);
      assert.deepEqual([finding?.line, finding?.column], at);
      assert.equal(finding?.file, 'rule.yml');
    });
  }

  it("gives the loader's rejections as errors and goes on with the head", () => {
    const text = sound.replace('endswith', 'endwith').replace('level: high\n', '');
    const codes = findingsOf(text).map(({ code, severity }) => [code, severity]);
    assert.deepEqual(codes, [
      ['level-missing', 'warning'],
      ['modifier-unknown', 'error'],
    ]);
  });

  it('places what is wrong with an expression at its field', () => {
    const text = sound.replace(image, () => "    Image|re: 'a(b'\n");
    const found = findingsOf(text).map(({ code, line, column }) => [code, line, column]);
    assert.deepEqual(found, [['regex-syntax', 20, 5]]);
  });

  it('takes a log source without a product for one of Windows, unless many products write it', () => {
    const codeOf = (logsource: string) =>
      findingsOf(sound.replace('  product: windows\n  category: process_creation', logsource)).map(
        ({ code }) => code,
      );
    assert.deepEqual(codeOf('  category: proxy'), ['logsource-foreign']);
    assert.deepEqual(codeOf('  category: proces_creation'), ['logsource-unknown']);
    assert.deepEqual(codeOf('  category: process_creation'), []);
  });

  it('names a second rule with the same id, in order of files', () => {
    const other = sound.replace('A program', 'Another program');
    const { findings, documents, loaded } = lintRules([
      { name: 'b.yml', text: sound },
      { name: 'a.yml', text: other },
    ]);
    assert.deepEqual(
      findings.map(({ file, line, code, ruleId }) => [file, line, code, ruleId]),
      [['a.yml', 2, 'duplicate-id', '0b5bd6bd-2b75-4dc5-9a27-8d2f4b0f2a11']],
    );
    assert.deepEqual([documents, loaded], [2, 1]);
  });

  it('reads every document of a file', () => {
    const second = sound.replace('2a11', '2aff').replace('level: high\n', '');
    const findings = findingsOf(`${sound}---\n${second}`);
    assert.deepEqual(
      findings.map(({ code, line }) => [code, line]),
      [['level-missing', 31]],
    );
  });

  it('says of every code in the README what it means', () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
    const rows = [...readme.matchAll(/^\| `([a-z0-9-]+)` +\| (error|warning|info) +\|/gm)];
    assert.deepEqual(
      rows.map(([, code, severity]) => [code, severity]),
      Object.entries(lintCodes),
    );
    for (const code of Object.keys(lintCodes)) assert.ok(findingCodes.has(code));
  });
});
