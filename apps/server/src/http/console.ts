import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export const builtConsole = fileURLToPath(new URL('../../../console/dist', import.meta.url));

const notBuilt = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Cordon: console not built</title></head>
<body><h1>The console has not been built</h1>
<p>The server runs, and its API answers under <code>/api/v1</code>.
To build the console, run <code>npm run prepare</code> in the checkout and reload this page.</p></body></html>
`;

/** Serves the console's files. Names under `assets/` hold a hash of their content and never change. */
export async function serveConsole(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: true,
    cacheControl: false,
    dotfiles: 'deny',
    setHeaders(response, path) {
      const hashed = path.includes('/assets/');
      response.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

/** Whether an address that no file of the console can have was asked for: hidden, outside the folder, or too long. */
export function isRefusedFile(error: unknown, request: FastifyRequest): boolean {
  const { statusCode } = (error ?? {}) as { statusCode?: number };
  return request.routeOptions.url === '/*' && statusCode === 403;
}

/** Whether a request that matched nothing is somebody opening a page of the console by its address. */
export function isPageRequest(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0] ?? '';
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  if (path.startsWith('/api/') || path.startsWith('/assets/')) return false;
  return path === '/' || (request.headers.accept ?? '').includes('text/html');
}

/** The console's one page, whatever the address: its own router takes it from there. */
export function sendPage(reply: FastifyReply, folder: string): FastifyReply {
  const index = join(folder, 'index.html');
  const built = existsSync(index);
  return reply
    .code(built ? 200 : 503)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .send(built ? readFileSync(index) : notBuilt);
}
