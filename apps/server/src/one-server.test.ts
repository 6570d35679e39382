import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { newId } from './kernel/ids.ts';
import { claimDataDirectory } from './one-server.ts';

it('lets one process serve a data directory at a time', async () => {
  const folder = join(tmpdir(), newId());
  const claim = await claimDataDirectory(folder);
  await assert.rejects(claimDataDirectory(`${folder}/.`), /in use by a server that runs/);
  const other = await claimDataDirectory(`${folder}-other`);
  await claim.stop();
  const again = await claimDataDirectory(folder);
  await Promise.all([again.stop(), other.stop()]);
});
