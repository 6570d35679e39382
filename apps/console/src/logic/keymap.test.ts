import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Binding, helpOf, resolve } from './keymap.ts';

const free = { typing: false, control: false, dialog: false };
const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});
const binding = (keys: string, label = keys, more: Partial<Binding> = {}): Binding => ({
  keys,
  label,
  group: 'Test',
  run: () => {},
  ...more,
});

test('one key runs its binding, and nothing runs while typing', () => {
  const bindings = [binding('j')];
  assert.equal(resolve(bindings, press('j'), free, '').run?.keys, 'j');
  assert.equal(resolve(bindings, press('j'), { ...free, typing: true }, '').run, null);
});

test('shortcuts of the browser are left alone', () => {
  for (const held of ['ctrlKey', 'metaKey', 'altKey'] as const)
    assert.equal(resolve([binding('c')], press('c', { [held]: true }), free, '').run, null);
});

test('two keys in a row', () => {
  const bindings = [binding('g a'), binding('a')];
  const first = resolve(bindings, press('g'), free, '');
  assert.deepEqual([first.run, first.waiting], [null, 'g']);
  assert.equal(resolve(bindings, press('a'), free, first.waiting).run?.keys, 'g a');
  assert.equal(resolve(bindings, press('a'), free, '').run?.keys, 'a');
});

test('a pair that leads nowhere counts the second key on its own', () => {
  const bindings = [binding('g a'), binding('j')];
  assert.equal(resolve(bindings, press('j'), free, 'g').run?.keys, 'j');
  assert.deepEqual(resolve(bindings, press('z'), free, 'g'), { run: null, waiting: '' });
  assert.equal(resolve(bindings, press('g'), free, 'g').waiting, 'g');
});

test('a page takes over a key of the frame', () => {
  const bindings = [binding('x', 'frame'), binding('x', 'page')];
  assert.equal(resolve(bindings, press('x'), free, '').run?.label, 'page');
  assert.deepEqual(
    helpOf(bindings).map((group) => group.rows.map((row) => row.label)),
    [['page']],
  );
});

test('enter on a button belongs to the button; in a dialog only its own keys count', () => {
  const bindings = [binding('Enter'), binding('j'), binding('Escape', 'close', { inDialog: true })];
  assert.equal(resolve(bindings, press('Enter'), { ...free, control: true }, '').run, null);
  assert.equal(resolve(bindings, press('j'), { ...free, control: true }, '').run?.keys, 'j');
  assert.equal(resolve(bindings, press('j'), { ...free, dialog: true }, '').run, null);
  assert.equal(resolve(bindings, press('Escape'), { ...free, dialog: true }, '').run?.label, 'close');
});
