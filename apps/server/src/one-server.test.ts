import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { newId } from './kernel/ids.ts';
import { claimDataDirectory, makeDataDirectory } from './one-server.ts';

it('says in a sentence why a directory cannot hold data', () => {
  const file = join(tmpdir(), newId());
  writeFileSync(file, '');
  assert.throws(() => makeDataDirectory(file), {
    name: 'RefusedStartError',
    message: new RegExp(`${file} cannot be the data directory: EEXIST`),
  });
  rmSync(file);
  makeDataDirectory(file);
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
