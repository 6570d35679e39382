import type { FastifyInstance } from 'fastify';
import { versionFor } from './elastic-version.ts';

const acknowledged = { acknowledged: true };
const acceptedMethods = ['PUT', 'POST'] as const;

/**
 * What shippers ask an Elasticsearch before they send: versions, licence, templates, pipelines, health. They set
 * nothing up here, so each is told that what it wants is there. (Table: docs of ingest, client by client.)
 */
export function registerStubs(app: FastifyInstance, clusterUuid: string): void {
  const licence = {
    license: {
      status: 'active',
      uid: '5f0d7a52-0000-4000-8000-000000000000',
      type: 'basic',
      mode: 'basic',
      issue_date: '2026-01-01T00:00:00.000Z',
      issue_date_in_millis: 1_767_225_600_000,
      expiry_date: '2099-12-31T00:00:00.000Z',
      expiry_date_in_millis: 4_102_358_400_000,
      max_nodes: 1000,
      issued_to: 'cordon',
      issuer: 'cordon',
      start_date_in_millis: -1,
    },
  };
  app.get('/', async (request) => {
    const number = versionFor(request.headers['user-agent']);
    const major = Number(number.split('.')[0]);
    return {
      name: 'ingest',
      cluster_name: 'cordon',
      cluster_uuid: clusterUuid,
      version: {
        number,
        build_flavor: 'default',
        build_type: 'docker',
        build_hash: '0000000000000000000000000000000000000000',
        build_date: '2026-01-01T00:00:00.000Z',
        build_snapshot: false,
        lucene_version: `${major + 1}.0.0`,
        minimum_wire_compatibility_version: `${major - 1}.17.0`,
        minimum_index_compatibility_version: `${major - 1}.0.0`,
      },
      tagline: 'You Know, for Search',
    };
  });
  app.get('/_license', async () => licence);
  app.get('/_xpack', async () => ({
    ...licence,
    features: { ilm: { available: true, enabled: true }, security: { available: true, enabled: true } },
  }));

  for (const kind of ['_index_template', '_template', '_component_template']) {
    app.get(`/${kind}/*`, async () => ({}));
    app.route({ method: [...acceptedMethods], url: `/${kind}/*`, handler: async () => acknowledged });
  }
  app.get('/_ilm/policy', async () => ({}));
  app.get('/_ilm/policy/*', async () => ({}));
  app.route({ method: [...acceptedMethods], url: '/_ilm/policy/*', handler: async () => acknowledged });
  app.get('/_data_stream/*', async () => ({ data_streams: [] }));
  app.route({ method: [...acceptedMethods], url: '/_data_stream/*', handler: async () => acknowledged });
  app.get('/_ingest/pipeline', async () => ({}));
  app.get<{ Params: { id: string } }>('/_ingest/pipeline/:id', async ({ params }) =>
    Object.fromEntries([[params.id, {}]]),
  );
  app.route({
    method: [...acceptedMethods],
    url: '/_ingest/pipeline/:id',
    handler: async () => acknowledged,
  });

  app.get('/_nodes/http', async (request) => ({
    _nodes: { total: 1, successful: 1, failed: 0 },
    cluster_name: 'cordon',
    nodes: {
      ingest: {
        name: 'ingest',
        version: versionFor(request.headers['user-agent']),
        roles: ['ingest'],
        http: {
          bound_address: [request.host],
          publish_address: request.host,
          max_content_length_in_bytes: 104_857_600,
        },
      },
    },
  }));
  app.get('/_nodes/ingest', async () => ({
    nodes: {
      ingest: {
        ingest: { processors: ['date', 'geoip', 'grok', 'set', 'user_agent'].map((type) => ({ type })) },
      },
    },
  }));
  app.get('/_cat/health', async () => [{ cluster: 'cordon', status: 'green' }]);
  app.get('/_cluster/health', async () => ({
    cluster_name: 'cordon',
    status: 'green',
    timed_out: false,
    number_of_nodes: 1,
    number_of_data_nodes: 1,
  }));
  // Logstash looks for its rollover alias, and makes it. (HEAD is answered through GET.)
  app.get('/:alias', async () => ({}));
  app.put('/:alias', async () => acknowledged);
}
