import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assignEpisodes, type HeadRow, type PartRow, type Wanted, wantedKey } from './episodes.ts';

const want = (organisationId: string, groupKey = 'rule:r', origin = 'live'): Wanted => ({
  groupKey,
  cluster: null,
  kind: 'detection',
  origin,
  organisationId,
});
const head = (episode: number): HeadRow => ({
  id: `h${episode}`,
  groupKey: 'rule:r',
  origin: 'live',
  episode,
});
const part = (episode: number, organisationId: string, closed = false): PartRow => ({
  id: `h${episode}-${organisationId}`,
  headId: `h${episode}`,
  organisationId,
  closed,
});
const placeOf = (wanted: Wanted, heads: HeadRow[], parts: PartRow[]) => {
  const made = assignEpisodes([wanted], heads, parts);
  return { ...made.places.get(wantedKey(wanted)), heads: made.heads };
};

describe('episodes of an alert', () => {
  it('makes one head for all organisations of a group, apart by origin', () => {
    const { heads, places, newParts } = assignEpisodes(
      [want('a'), want('b'), want('a'), want('a', 'rule:r', 'demo')],
      [],
      [],
    );
    assert.deepEqual(
      heads.map((each) => [each.origin, each.episode, each.previousId]),
      [
        ['live', 1, null],
        ['demo', 1, null],
      ],
    );
    assert.equal(newParts.size, 3);
    assert.equal(places.get(wantedKey(want('a')))?.headId, places.get(wantedKey(want('b')))?.headId);
  });

  it('goes on in the open part, joins an episode that is open elsewhere', () => {
    assert.equal(placeOf(want('a'), [head(1)], [part(1, 'a')]).partId, 'h1-a');
    const joined = placeOf(want('b'), [head(1)], [part(1, 'a')]);
    assert.deepEqual([joined.headId, joined.heads.length], ['h1', 0]);
  });

  it('opens the next episode, linked, once the part is closed', () => {
    const { heads } = placeOf(want('a'), [head(1)], [part(1, 'a', true), part(1, 'b')]);
    assert.deepEqual(
      heads.map((each) => [each.episode, each.previousId]),
      [[2, 'h1']],
    );
    assert.equal(
      placeOf(want('c'), [head(1)], [part(1, 'a', true)]).heads.length,
      1,
      'all closed: it is over',
    );
  });

  it('prefers the latest of several open parts, as after reopening an old one', () => {
    assert.equal(placeOf(want('a'), [head(2), head(1)], [part(1, 'a'), part(2, 'a')]).headId, 'h2');
  });

  it('decides the same in any order', () => {
    const organisations = ['a', 'b', 'c', 'd'];
    const state = fc.array(
      fc.array(fc.constantFrom('none', 'open', 'closed'), { minLength: 4, maxLength: 4 }),
      {
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(state, fc.shuffledSubarray(organisations, { minLength: 2 }), (rows, order) => {
        const heads = rows.map((_, index) => head(index + 1));
        const parts = rows.flatMap((row, index) =>
          row.flatMap((each, at) =>
            each === 'none' ? [] : [part(index + 1, organisations[at] ?? '', each === 'closed')],
          ),
        );
        const one = assignEpisodes(
          order.map((each) => want(each)),
          heads,
          parts,
        );
        const other = assignEpisodes(
          order.toReversed().map((each) => want(each)),
          heads,
          parts,
        );
        assert.deepEqual([...one.places].sort(), [...other.places].sort());
        assert.deepEqual(one.heads, other.heads);
        assert.ok(one.heads.length <= 1);
      }),
    );
  });
});
