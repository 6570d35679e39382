import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { it } from 'node:test';
import { spawnSandboxed } from './sandbox.ts';

it('the reading child reads its file and can do nothing else: no socket, no other file, no process', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-sandbox-'));
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const file = join(folder, 'file');
    const secret = join(folder, 'secret');
    writeFileSync(file, 'content');
    writeFileSync(secret, 'secret');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const child = spawnSandboxed(new URL('./testing-escape.ts', import.meta.url), file, [
      String(port),
      secret,
    ]);
    assert.ok(child.stdout && child.stderr);
    const [said, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
    assert.equal(complaints, '');
    assert.deepEqual(JSON.parse(said), {
      ownFile: 'allowed',
      socket: 'ERR_ACCESS_DENIED',
      otherFile: 'ERR_ACCESS_DENIED',
      write: 'ERR_ACCESS_DENIED',
      process: 'ERR_ACCESS_DENIED',
      environment: 0,
    });
    assert.equal(connections, 0);
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
