import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { attackTechniques } from '../src/attack/index.ts';
import { fieldsOf } from '../src/lint/fields.ts';
import { type Finding, lintRules } from '../src/lint/index.ts';
import { dataPath, filesBelow, needsData, recordsOf } from './corpus.ts';

describe('the linter on SigmaHQ', needsData, () => {
  const findings = needsData.skip
    ? []
    : lintRules(
        ['rules', 'rules-emerging-threats', 'rules-threat-hunting'].flatMap((folder) =>
          filesBelow(join('09-sigma', folder), /\.ya?ml$/).map((name) => ({
            name,
            text: readFileSync(name, 'utf8'),
          })),
        ),
      ).findings;
  const of = (code: string): readonly Finding[] => findings.filter((finding) => finding.code === code);

  it('finds the one selection that cannot hold, and no other', () => {
    const errors = findings.filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      errors
        .map(({ code, file }) => [code, file.split('/').at(-1)])
        .filter(([code]) => code !== 'placeholder-unresolved'),
      [['selection-impossible', 'proc_creation_win_xwizard_runwizard_com_object_exec.yml']],
    );
  });

  it('misses of ATT&CK 18.1 only what a later version brought', () => {
    const missing = new Set(
      of('attack-unknown').map(({ message }) => /attack\.([\w.-]+)/.exec(message)?.[1] ?? ''),
    );
    const tactics = [...missing].filter((name) => !/^t\d/.test(name));
    assert.deepEqual(tactics.sort(), ['defense-impairment', 'stealth']);
    const highest = [...attackTechniques().keys()].sort().at(-1) ?? '';
    for (const name of missing) assert.ok(tactics.includes(name) || name.toUpperCase() > highest, name);
  });

  it('warns of fields that Sysmon does not write', () => {
    const fields = new Set(of('field-unknown').map(({ message }) => /found "(\w+)"$/.exec(message)?.[1]));
    const enriched = [
      'CommandLine',
      'ParentImage',
      'ParentCommandLine',
      'GrandParentImage',
      'IntegrityLevel',
    ];
    const remote = ['SourceCommandLine', 'SourceParentImage', 'TargetParentProcessId'];
    assert.deepEqual([...fields].sort(), [...enriched, ...remote].sort());
  });
});

it('reads rules that break off anywhere without throwing', needsData, () => {
  const files = filesBelow('09-sigma/rules', /\.ya?ml$/).filter((_, index) => index % 12 === 0);
  let found = 0;
  for (const [index, name] of files.entries()) {
    const text = readFileSync(name, 'utf8');
    // A different share of each, from nearly nothing to nearly all.
    const cut = text.slice(0, Math.floor((text.length * ((index % 97) + 1)) / 98));
    const { findings } = lintRules([{ name, text: cut }]);
    assert.ok(findings.every(({ code }) => code !== 'internal'));
    found += findings.length;
  }
  assert.ok(found > files.length / 2, `${found} findings in ${files.length} files`);
});

describe('the field table', needsData, () => {
  it('has every field of every record of the shared logs', () => {
    const services: Readonly<Record<string, string>> = {
      Security: 'security',
      'Microsoft-Windows-Sysmon/Operational': 'sysmon',
      'Microsoft-Windows-PowerShell/Operational': 'powershell',
    };
    const known = new Map(
      Object.entries(services).map(([channel, service]) => [
        channel,
        fieldsOf({ product: 'windows', category: undefined, service, definition: undefined }),
      ]),
    );
    const unknown = new Set<string>();
    let records = 0;
    for (const file of filesBelow('10-evtx/attack-samples', /\.evtx$/)) {
      for (const record of recordsOf(file)) {
        const names = known.get(record.channel);
        if (!names) continue;
        records++;
        for (const name of [...Object.keys(record.fields()), ...Object.keys(record.systemFields())])
          if (!names.has(name)) unknown.add(`${record.channel} ${record.eventId} ${name}`);
      }
    }
    assert.ok(records > 4_000, `${dataPath('10-evtx')}: ${records} records`);
    assert.deepEqual([...unknown], []);
  });
});
