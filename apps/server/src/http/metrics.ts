import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { type AccessOptions, identify } from './access.ts';
import { httpProblem } from './problems.ts';

/** The registry that areas add their own metrics to, with those of the process itself. */
export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'cordon_' });
  return registry;
}

/** Serves `/metrics` and measures every request by route, so that no address or id becomes a label. */
export function serveMetrics(app: FastifyInstance, registry: Registry, access: AccessOptions): void {
  const seconds = new Histogram({
    name: 'cordon_http_request_seconds',
    help: 'Time to answer a request, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.025, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    seconds.observe(labels, reply.elapsedTime / 1000);
  });
  app.get('/metrics', async (request, reply) => {
    if (!isLocal(request)) {
      const principal = await identify(request, access).catch(() => null);
      if (!principal?.permissions.has('overview.read') || principal.wideNodes.length === 0)
        throw httpProblem('metrics-refused');
    }
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** From this machine and not through a proxy on it, which would make everybody local. */
function isLocal(request: FastifyRequest): boolean {
  const { headers, ip } = request;
  const proxied = headers['x-forwarded-for'] ?? headers.forwarded ?? headers.via;
  return proxied === undefined && (ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1');
}
