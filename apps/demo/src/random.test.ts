import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { randomOf } from './random.ts';

describe('random numbers', () => {
  it('repeat for a label, and differ between labels and seeds', () => {
    const draw = (seed: number, ...label: string[]) => {
      const random = randomOf(seed, ...label);
      return Array.from({ length: 5 }, () => random.whole(0, 1e9));
    };
    assert.deepEqual(draw(1, 'a'), draw(1, 'a'));
    assert.notDeepEqual(draw(1, 'a'), draw(1, 'b'));
    assert.notDeepEqual(draw(1, 'a'), draw(2, 'a'));
    assert.notDeepEqual(draw(1, 'a', 'b'), draw(1, 'ab'));
  });

  it('spread over their range, both ends included', () => {
    const random = randomOf(7);
    const counts = new Map<number, number>();
    for (let draw = 0; draw < 6000; draw++) {
      const face = random.whole(1, 6);
      counts.set(face, (counts.get(face) ?? 0) + 1);
    }
    assert.deepEqual([...counts.keys()].sort(), [1, 2, 3, 4, 5, 6]);
    for (const count of counts.values()) assert.ok(count > 850 && count < 1150, `${count} of 6000`);
  });

  it('follow weights, and never take what weighs nothing', () => {
    const random = randomOf(3);
    const drawn = Array.from({ length: 2000 }, () =>
      random.weighted([
        ['often', 9],
        ['never', 0],
        ['seldom', 1],
      ]),
    );
    assert.ok(!drawn.includes('never'));
    const often = drawn.filter((word) => word === 'often').length;
    assert.ok(often > 1700 && often < 1900, `${often} of 2000`);
  });

  it('refuse an empty list', () => {
    assert.throws(() => randomOf(1).pick([]), /expected a list with values/);
  });
});
