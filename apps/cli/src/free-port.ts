import { once } from 'node:events';
import { createServer } from 'node:net';

/** The first port from `port` on where nobody listens yet; `port` itself when none of the next hundred is free. */
export async function freePort(host: string, port: number): Promise<number> {
  for (let candidate = port; candidate < Math.min(port + 100, 65_536); candidate += 1) {
    if (await isFree(host, candidate)) return candidate;
  }
  return port;
}

async function isFree(host: string, port: number): Promise<boolean> {
  const server = createServer().listen({ host, port, exclusive: true });
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
