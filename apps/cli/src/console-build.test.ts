import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { consoleIsStale } from './console-build.ts';

describe('built console', () => {
  let checkout: string;
  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), 'cordon-console-'));
  });
  afterEach(() => rmSync(checkout, { recursive: true, force: true }));
  function write(file: string, minute: number): void {
    const path = join(checkout, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
    const time = new Date(Date.UTC(2026, 2, 2, 8, minute));
    utimesSync(path, time, time);
  }

  it('is stale when it is missing', () => {
    write('apps/console/src/app.tsx', 1);
    assert.equal(consoleIsStale(checkout), true);
  });

  it('is good as long as nothing it is made from is newer', () => {
    write('apps/console/src/deep/app.tsx', 1);
    write('packages/api/src/alerts.ts', 2);
    write('apps/console/dist/index.html', 3);
    write('apps/server/src/main.ts', 4);
    assert.equal(consoleIsStale(checkout), false);
  });

  for (const file of [
    'apps/console/src/deep/app.tsx',
    'apps/console/index.html',
    'apps/console/public/icon.svg',
    'apps/console/vite.config.ts',
    'packages/api/src/alerts.ts',
  ])
    it(`is stale when ${file} is newer`, () => {
      write('apps/console/dist/index.html', 3);
      write(file, 4);
      assert.equal(consoleIsStale(checkout), true);
    });
});
