import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ProblemError } from '../kernel/problem.ts';
import { Gate } from './gate.ts';

const problem = (code: string) => (error: unknown) => error instanceof ProblemError && error.code === code;
/** Work that ends when it is told to. */
const work = () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  return { run: () => promise, end: () => resolve('done') };
};

describe('a gate', () => {
  it('lets so many run, so many wait in order, and refuses the rest', async () => {
    const gate = new Gate(1, 2);
    const order: number[] = [];
    const first = work();
    const running = gate.pass(first.run);
    const waiting = [1, 2].map((each) => gate.pass(async () => order.push(each)));
    await assert.rejects(
      gate.pass(async () => 0),
      problem('search-busy'),
    );
    assert.deepEqual(order, []);
    first.end();
    assert.equal(await running, 'done');
    await Promise.all(waiting);
    assert.deepEqual(order, [1, 2]);
    assert.equal(await gate.pass(async () => 'free again'), 'free again');
  });

  it('frees the place of work that fails', async () => {
    const gate = new Gate(1, 0);
    await assert.rejects(
      gate.pass(async () => Promise.reject(new Error('broke'))),
      /broke/,
    );
    assert.equal(await gate.pass(async () => 1), 1);
  });

  it('lets those who wait leave', async () => {
    const gate = new Gate(1, 1);
    const first = work();
    const running = gate.pass(first.run);
    const leaving = new AbortController();
    const waiting = gate.pass(async () => assert.fail('ran after leaving'), leaving.signal);
    leaving.abort();
    await assert.rejects(waiting, problem('search-cancelled'));
    const behind = gate.pass(async () => 'behind');
    first.end();
    assert.equal(await running, 'done');
    assert.equal(await behind, 'behind');
    await assert.rejects(
      gate.pass(async () => 0, leaving.signal),
      problem('search-cancelled'),
    );
  });
});
