import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { crashPoint } from '../kernel/crash-point.ts';
import { encodingOf } from './expand.ts';
import type { Intake, Sender, Taken } from './intake.ts';

interface DocumentParams {
  readonly index: string;
  readonly id?: string;
}

/** The endpoints that take events. `senderOf` is who the request's credential says it is. */
export function registerWrites(
  app: FastifyInstance,
  intake: Intake,
  senderOf: (request: FastifyRequest) => Sender,
): void {
  const bulk = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const encoding = encodingOf(request.headers['content-encoding']);
    const taken = await intake.bulk(senderOf(request), bodyOf(request), encoding);
    whenDelivered(reply, taken);
    return reply.type('application/json').send(taken.answer.render(reply.elapsedTime));
  };
  for (const url of ['/_bulk', '/:target/_bulk', '/:target/:type/_bulk']) {
    app.route({ method: ['POST', 'PUT'], url, handler: bulk });
  }

  const document = (verb: 'index' | 'create') => {
    return async (
      request: FastifyRequest<{ Params: DocumentParams }>,
      reply: FastifyReply,
    ): Promise<FastifyReply> => {
      const { index, id } = request.params;
      const encoding = encodingOf(request.headers['content-encoding']);
      const taken = await intake.document(senderOf(request), verb, id, bodyOf(request), encoding);
      whenDelivered(reply, taken);
      return reply.code(201).send({
        _index: index,
        _id: id ?? taken.batch.slice(0, 20),
        _version: 1,
        result: 'created',
        _shards: { total: 1, successful: 1, failed: 0 },
        _seq_no: 0,
        _primary_term: 1,
      });
    };
  };
  app.post<{ Params: DocumentParams }>('/:index/_doc', document('index'));
  // Mapping types, gone from Elasticsearch since version 8: rsyslog writes to `/<index>/events` unless told otherwise.
  app.post<{ Params: DocumentParams }>('/:index/:type(^[^_].*$)', document('index'));
  for (const method of ['POST', 'PUT'] as const) {
    app.route<{ Params: DocumentParams }>({ method, url: '/:index/_doc/:id', handler: document('index') });
    app.route<{ Params: DocumentParams }>({
      method,
      url: '/:index/_create/:id',
      handler: document('create'),
    });
  }
}

/** The content type parser hands the stream on; a request without a body has none. */
function bodyOf(request: FastifyRequest): Readable {
  return (request.body as Readable | undefined) ?? request.raw;
}

function whenDelivered(reply: FastifyReply, taken: Taken): void {
  crashPoint('ingest.before-answer');
  reply.raw.once('finish', () => taken.delivered());
}
