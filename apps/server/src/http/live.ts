import type { LiveMessage } from '@cordon/api';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../control/index.ts';
import { type LiveNotice, readLiveNotice } from './live-notice.ts';
import { httpProblem } from './problems.ts';

/** What a caller may hear of. Implemented by the identity area; throws when the caller is no longer signed in. */
export type LiveScope = (caller: Caller) => Promise<{
  readonly userId: string;
  /** Organisations whose alerts, and whose sources, the caller may see. */
  readonly alerts: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
  /** Holds a role at the centre: hears what concerns the whole federation. */
  readonly centre: boolean;
}>;

export interface LiveOptions {
  readonly scopeOf: LiveScope;
  readonly perUser?: number;
  readonly heartbeatMs?: number;
}

export interface LiveHub {
  /** Passes a notification of the database's `live` channel on to whoever may hear it. */
  publish(payload: string): void;
  /** Turns an answer into a stream of server-sent events that lasts until either side ends it. */
  open(caller: Caller, userId: string, reply: FastifyReply): Promise<void>;
  connections(): number;
  stop(): void;
}

interface Client {
  readonly caller: Caller;
  readonly userId: string;
  readonly reply: FastifyReply;
  scope: Awaited<ReturnType<LiveScope>>;
}

/** A client that is this many bytes behind is let go: it reconnects and reads afresh what it shows. */
const maxBehind = 64 * 1024;

/**
 * Fans notifications out to browsers. A message carries ids only, and is sent only to those in whose scope its
 * organisations lie. Nothing is replayed: on opening (`event: open`) a client reads afresh, so that a lost
 * connection loses nothing. Scope is asked again with each heartbeat: a session that ended ends its stream.
 */
export function createLiveHub({ scopeOf, perUser = 8, heartbeatMs = 15_000 }: LiveOptions): LiveHub {
  const clients = new Set<Client>();
  const drop = (client: Client): void => {
    clients.delete(client);
    client.reply.raw.end();
  };
  const write = (client: Client, text: string): void => {
    if (client.reply.raw.writableLength > maxBehind) drop(client);
    else client.reply.raw.write(text);
  };
  const refresh = async (client: Client): Promise<void> => {
    try {
      client.scope = await scopeOf(client.caller);
      write(client, ': still here\n\n');
    } catch {
      drop(client);
    }
  };
  const beat = setInterval(() => {
    for (const client of clients) void refresh(client);
  }, heartbeatMs);
  beat.unref();
  return {
    publish(payload) {
      const notice = readLiveNotice(payload);
      if (!notice) return;
      const line = `data: ${JSON.stringify(notice.message)}\n\n`;
      for (const client of clients) if (mayHear(client.scope, notice)) write(client, line);
    },
    async open(caller, userId, reply) {
      const scope = await scopeOf(caller);
      // Counted and added without a wait in between, so that many at once are counted, too.
      const open = [...clients].filter((client) => client.userId === userId).length;
      if (open >= perUser)
        throw httpProblem('live-limit', {
          detail: `expected at most ${perUser} open streams for one person`,
          headers: { 'retry-after': '30' },
        });
      const client: Client = { caller, userId, reply, scope };
      reply.hijack();
      reply.raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      reply.raw.on('close', () => clients.delete(client));
      clients.add(client);
      write(client, 'retry: 2000\nevent: open\ndata: {}\n\n');
    },
    connections: () => clients.size,
    stop() {
      clearInterval(beat);
      for (const client of clients) drop(client);
    },
  };
}

/** Whether a notice is for somebody. What names neither people nor organisations is the centre's alone. */
export function mayHear(scope: Client['scope'], notice: LiveNotice): boolean {
  if (notice.userId !== undefined) return notice.userId === scope.userId;
  if (!notice.organisationIds) return scope.centre;
  const visible = audience(scope, notice.message);
  return notice.organisationIds.some((id) => visible.has(id));
}

function audience(scope: Client['scope'], message: LiveMessage): ReadonlySet<string> {
  return message.type === 'alert' ? scope.alerts : scope.sources;
}
