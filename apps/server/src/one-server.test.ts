import assert from 'node:assert/strict';
import { chmodSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { newId } from './kernel/ids.ts';
import { claimDataDirectory, makeDataDirectory } from './one-server.ts';

it('makes a data directory that is ours alone, or says in a sentence why it cannot', () => {
  const file = join(tmpdir(), newId());
  writeFileSync(file, '');
  assert.throws(() => makeDataDirectory(file), {
    name: 'RefusedStartError',
    message: new RegExp(`${file} cannot be the data directory: EEXIST`),
  });
  rmSync(file);
  makeDataDirectory(file);
  const modeOf = (path: string) => statSync(path).mode & 0o777;
  if (process.platform !== 'win32') {
    chmodSync(join(file, 'lake'), 0o755);
    makeDataDirectory(file);
    assert.deepEqual([file, join(file, 'lake'), join(file, 'blobs')].map(modeOf), [0o700, 0o700, 0o700]);
  }
  rmSync(file, { recursive: true });
});

it('lets one process serve a data directory at a time', async () => {
  const folder = join(tmpdir(), newId());
  const claim = await claimDataDirectory(folder);
  await assert.rejects(claimDataDirectory(`${folder}/.`), /in use by a server that runs/);
  const other = await claimDataDirectory(`${folder}-other`);
  await claim.stop();
  const again = await claimDataDirectory(folder);
  await Promise.all([again.stop(), other.stop()]);
});
