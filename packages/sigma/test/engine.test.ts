import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createEngine, createInterpreter, loadRules } from '../src/index.ts';
import { event, loadOne, ruleText, selection } from './support.ts';

const texts = ['zeta', 'alpha', 'mid'].map((title, index) => ({
  name: `${title}.yml`,
  text: `title: ${title}\nid: ${index}\nlogsource: {product: windows, category: process_creation}\ndetection:\n  s:\n    Image|endswith: x\n  condition: s\n`,
}));

for (const create of [createEngine, createInterpreter]) {
  describe(create.name, () => {
    it('gives hits in the order in which rules were loaded', () => {
      const engine = create(loadRules(texts).rules);
      const hits = engine.match(event({ Image: 'ax' }));
      assert.deepEqual(
        hits.map(({ rule }) => rule.title),
        ['zeta', 'alpha', 'mid'],
      );
    });

    it('counts events, hits and hits by rule', () => {
      const engine = create(loadRules(texts.slice(0, 2)).rules);
      engine.match(event({ Image: 'ax' }));
      engine.match(event({ Image: 'y' }));
      const { records, hits, hitsByRule } = engine.statistics();
      assert.deepEqual([records, hits], [2, 2]);
      assert.deepEqual(
        [...hitsByRule],
        [
          ['0', 1],
          ['1', 1],
        ],
      );
    });

    it('goes on after an event that cannot be read', () => {
      const engine = create([selection('Image: x')]);
      const broken = {
        ...event({}),
        get: () => {
          throw new Error('damaged');
        },
      };
      assert.throws(() => engine.match(broken), /damaged/);
      assert.equal(engine.match(event({ Image: 'x' })).length, 1);
      assert.equal(engine.match(event({ Image: 'y' })).length, 0);
    });

    it('works without rules', () => assert.deepEqual(create([]).match(event({ Image: 'x' })), []));
  });
}

describe('matched values', () => {
  const rule = loadOne(
    ruleText(
      "a:\n  Image|endswith: ['\\x.exe', '\\y.exe']\n  User: null\nb:\n  - secret\nnope:\n  CommandLine: other\ncondition: (a and b or nope) and not (nope and a)",
    ),
  );

  it('are those of the branches that hold, under the names of the event', () => {
    const view = event(
      { NewProcessName: 'C:\\X.EXE', CommandLine: 'a SECRET' },
      { channel: 'Security', eventId: 4688 },
    );
    assert.deepEqual(createEngine([rule]).matched(rule, view), [
      { field: 'NewProcessName', value: 'C:\\X.EXE', test: 'is *\\x.exe' },
      { field: 'SubjectUserName', value: null, test: 'null' },
      { field: undefined, value: 'a SECRET', test: 'is *secret*' },
    ]);
  });

  it('are none for an event that does not match', () => {
    assert.deepEqual(createEngine([rule]).matched(rule, event({ Image: 'C:\\x.exe' })), []);
  });
});

describe('the cost of candidates', () => {
  it('is paid only for events that hold what a rule needs', () => {
    const engine = createEngine([
      selection("Image|endswith: '\\tool.exe'\nCommandLine|contains|all: [' -dump ', 'lsass']"),
    ]);
    for (const fields of [
      { Image: 'a\\tool.exe' },
      { CommandLine: 'x -dump lsass' },
      { Image: 'b', CommandLine: 'c' },
    ]) {
      assert.equal(engine.match(event(fields)).length, 0);
    }
    assert.equal(engine.statistics().candidates, 0);
    assert.equal(engine.match(event({ Image: 'a\\TOOL.exe', CommandLine: 'x -dump lsass' })).length, 1);
    assert.equal(engine.statistics().candidates, 1);
  });
});
