import { routes } from '@cordon/api';
import type { Control } from '../control/index.ts';
import { implement, type RouteHandlers } from '../http/index.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import { storable } from '../kernel/text.ts';
import { pageOfDeadLetters, pageOfQuarantine } from './view-store.ts';

export interface PipelineRoutesDeps {
  readonly control: Control;
}

const usual = 100;

/** What could not be read, and what could not be told whose it is: shown to those who answer for the source. */
export function pipelineRoutes({ control }: PipelineRoutesDeps): RouteHandlers {
  return [
    implement(routes.deadLetters, async ({ query, caller }) => {
      const limit = query.limit ?? usual;
      const after = readCursor(query.cursor, ['time', 'digest']);
      const found = await control.scoped(caller, 'sources.read', (db) =>
        pageOfDeadLetters(db, { sourceId: query.sourceId, after, limit: limit + 1 }),
      );
      const rows = found.slice(0, limit);
      const last = rows.at(-1);
      return {
        rows: rows.map((row) => ({
          id: row.id,
          sourceId: row.source_id,
          received: row.received.toISOString(),
          code: row.code,
          reason: row.reason,
          raw: storable(row.raw.toString('utf8')),
        })),
        cursor: found.length > limit && last ? writeCursor([last.received.toISOString(), last.id]) : null,
      };
    }),
    implement(routes.quarantine, async ({ query, caller }) => {
      const limit = query.limit ?? usual;
      const after = readCursor(query.cursor, ['id', 'text', 'text']);
      const found = await control.scoped(caller, 'sources.read', (db) =>
        pageOfQuarantine(db, { sourceId: query.sourceId, after, limit: limit + 1 }),
      );
      const rows = found.slice(0, limit);
      const last = rows.at(-1);
      return {
        rows: rows.map((row) => ({
          sourceId: row.source_id,
          sourceName: row.source_name,
          host: row.host,
          address: row.address,
          events: Number(row.events),
          first: row.first.toISOString(),
          last: row.last.toISOString(),
          sample: storable(row.sample.toString('utf8'), 4000),
        })),
        cursor:
          found.length > limit && last ? writeCursor([last.source_id, last.host, last.address ?? '']) : null,
      };
    }),
  ];
}
