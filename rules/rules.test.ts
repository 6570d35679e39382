import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { loadRules } from '@cordon/sigma';
import { software, techniques } from '../tools/rules-test/attack.ts';
import { compileRules } from '../tools/rules-test/compile-rules.ts';
import { mutants } from '../tools/rules-test/mutate.ts';
import { differences } from '../tools/rules-test/near-miss.ts';
import { type RuleFile, readRuleFiles, rulesFolder } from '../tools/rules-test/rule-files.ts';
import { readmePath, ruleTable, withTable } from '../tools/rules-test/rule-table.ts';
import { sharedData } from '../tools/shared-data.ts';

const files = readRuleFiles();
const data = sharedData();
const skip = data === undefined ? 'no shared data' : false;

describe('the set of rules', () => {
  it('is not smaller than it was', () => assert.ok(files.length >= 101, `found ${files.length} rules`));

  it('loads whole, every rule with a known log source', () => {
    const { report } = loadRules(files.map(({ name, text }) => ({ name, text })));
    assert.deepEqual(report.rejected, []);
    assert.deepEqual(
      report.withoutLogsource.map((rule) => rule.title),
      [],
    );
    assert.equal(report.loaded, files.length);
  });

  it('has no id, title or name of a file twice', () => {
    for (const of of [
      (file: RuleFile) => file.rule.id,
      (file: RuleFile) => file.rule.title.toLowerCase(),
      (file: RuleFile) => file.name.slice(file.folder.length),
    ]) {
      assert.equal(new Set(files.map(of)).size, files.length);
    }
  });

  it('has no cases without a rule', () => {
    const names = new Set(files.map((file) => file.name));
    const orphans = globSync('*/*.cases.yml', { cwd: rulesFolder })
      .map((path) => path.replaceAll('\\', '/').replace('.cases.yml', ''))
      .filter((name) => !names.has(name));
    assert.deepEqual(orphans, []);
  });

  it('is listed in the README', () => {
    const readme = readFileSync(readmePath, 'utf8');
    assert.equal(readme, withTable(readme, ruleTable(files)), 'run node tools/rules-test/rule-table.ts');
  });

  it('says which rules fire on the events of others', (t) => {
    const hits = compileRules(files.map(({ name, rule }) => [name, rule]));
    for (const file of files) {
      for (const { name, event } of file.cases.positive) {
        const others = [...hits(event)].filter((other) => other !== file.name);
        if (others.length > 0) t.diagnostic(`${file.name}, "${name}": also ${others.join(', ')}`);
      }
    }
  });

  it('names objects of ATT&CK 18.1', { skip }, () => {
    const path = join(data ?? '', '03-attack/enterprise-attack-18.1.slim.json');
    const attack = JSON.parse(readFileSync(path, 'utf8')) as {
      techniques: { id: string; tactics: string[] }[];
      software: { id: string }[];
    };
    const known = new Map(attack.techniques.map(({ id, tactics }) => [id.toLowerCase(), tactics]));
    for (const [id, tactics] of Object.entries(techniques)) assert.deepEqual(known.get(id), tactics, id);
    const programs = new Set(attack.software.map(({ id }) => id.toLowerCase()));
    for (const id of software) assert.ok(programs.has(id), id);
  });

  it('shares no id and no title with SigmaHQ', { skip }, () => {
    const folder = join(data ?? '', '09-sigma');
    const theirs = new Set<string>();
    for (const path of globSync('rules*/**/*.yml', { cwd: folder })) {
      for (const [, value] of readFileSync(join(folder, path), 'utf8').matchAll(
        /^(?:id|title): *(.+?) *$/gm,
      )) {
        theirs.add((value ?? '').toLowerCase());
      }
    }
    assert.ok(theirs.size > 5_000, `found ${theirs.size} ids and titles to compare with`);
    const shared = files
      .flatMap(({ rule }) => [rule.id, rule.title.toLowerCase()])
      .filter((text) => theirs.has(text));
    assert.deepEqual(shared, []);
  });
});

for (const file of files) {
  const { rule, cases } = file;
  describe(file.name, () => {
    it('has a complete head', () => {
      assert.match(rule.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.ok(rule.title.length <= 100, 'title of at most 100 characters');
      assert.ok(['test', 'stable', 'experimental'].includes(rule.status));
      assert.ok(['informational', 'low', 'medium', 'high', 'critical'].includes(rule.level));
      assert.match(rule.date, /^\d{4}-\d\d-\d\d$/);
      assert.ok(rule.description.length >= 40);
      assert.ok(rule.falsepositives.length > 0);
      assert.match(file.name, /^[a-z-]+\/[a-z0-9-]+$/);
    });

    it('tags techniques together with a tactic they serve', () => {
      const named = rule.tags
        .filter((tag) => tag.startsWith('attack.'))
        .map((tag) => tag.slice('attack.'.length));
      const used = named.filter((tag) => /^t\d/.test(tag));
      assert.ok(used.length > 0, 'at least one technique');
      const tactics = named.filter((tag) => !/^[ts]\d/.test(tag));
      for (const technique of used) {
        const serves = techniques[technique];
        assert.ok(serves, `${technique} is not in tools/rules-test/attack.ts`);
        assert.ok(
          serves.some((tactic) => tactics.includes(tactic)),
          `${technique} needs one of ${serves.join(', ')}`,
        );
      }
      const served = new Set(used.flatMap((technique) => techniques[technique] ?? []));
      for (const tactic of tactics)
        assert.ok(served.has(tactic), `${tactic} belongs to no technique of the rule`);
      for (const tag of named.filter((name) => /^s\d/.test(name))) assert.ok(software.includes(tag), tag);
      for (const tag of rule.tags.filter((name) => !name.startsWith('attack.')))
        assert.match(tag, /^cve\.\d{4}-\d{4,}$/);
    });

    it('advises in plain words and says how sure it is', () => {
      const { group_by, confidence, confidence_reason, advice } = rule.cordon;
      assert.ok(Array.isArray(group_by) && new Set(group_by).size === group_by.length);
      assert.ok(['high', 'medium', 'low'].includes(confidence));
      for (const text of [confidence_reason, advice.meaning, ...advice.do, ...advice.do_not]) {
        assert.ok(text.length >= 20 && text.endsWith('.'), `not a sentence: ${text}`);
      }
      assert.ok(advice.do.length >= 2 && advice.do_not.length >= 1);
      for (const text of advice.do_not) assert.match(text, /^Do not /);
    });

    it('hits its positive events and none of its negative ones', () => {
      assert.ok(cases.positive.length > 0 && cases.negative.length > 0);
      const all = [...cases.positive, ...cases.negative];
      assert.equal(new Set(all.map((one) => one.name)).size, all.length, 'names of cases are unique');
      for (const one of all) assert.ok(one.because.length >= 4, `"${one.name}" needs a reason`);
      const hits = compileRules([[file.name, rule]]);
      const missed = cases.positive.filter(({ event }) => !hits(event).has(file.name));
      const wrong = cases.negative.filter(({ event }) => hits(event).has(file.name));
      assert.deepEqual(
        { missed: missed.map(({ name }) => name), wrong: wrong.map(({ name }) => name) },
        { missed: [], wrong: [] },
      );
    });

    it('has negative events that are one step from a positive one', () => {
      const far = cases.negative.filter(
        (negative) => !cases.positive.some((positive) => differences(positive.event, negative.event) === 1),
      );
      assert.deepEqual(
        far.map(({ name }) => name),
        [],
      );
    });

    it('has a case that notices each mutation', () => {
      const changed = mutants(rule);
      assert.equal(new Set(changed.map(({ id }) => id)).size, changed.length);
      const hits = compileRules(changed.map((mutant) => [mutant.id, mutant.rule]));
      const onPositive = cases.positive.map(({ event }) => hits(event));
      const onNegative = cases.negative.map(({ event }) => hits(event));
      const survivors = changed
        .map(({ id }) => id)
        .filter((id) => onPositive.every((hit) => hit.has(id)) && !onNegative.some((hit) => hit.has(id)));
      assert.deepEqual(survivors.sort(), (cases.equivalent ?? []).map(({ mutant }) => mutant).sort());
    });
  });
}
