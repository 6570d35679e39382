import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { it } from 'node:test';
import { freePort } from './free-port.ts';

it('passes over ports where somebody listens', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const other = await freePort('127.0.0.1', port);
  assert.ok(other > port && other < port + 100, `${other} after ${port}`);
  server.close();
  await once(server, 'close');
  assert.equal(await freePort('127.0.0.1', port), port);
});
