import type { Condition, Keyset, Lake, LakeRow, LakeScope, RunLimits } from '../lake/index.ts';
import { csvLine } from './csv.ts';
import { toLakeEvent } from './event-row.ts';

export type ExportFormat = 'ndjson' | 'csv';

/** Rows read at a time: the most that an export holds in memory, whatever its size. */
const step = 5000;
/** Large enough that the reply is not written line by line. */
const chunkLength = 64 * 1024;

const columns = [
  'happened',
  'zone',
  'received',
  'recorded',
  'organisationId',
  'organisationName',
  'sourceId',
  'host',
  'channel',
  'provider',
  'eventId',
  'level',
  'recordId',
  'user',
  'process',
  'commandLine',
  'parentProcess',
  'hashes',
  'addresses',
  'origin',
  'message',
  'id',
  'original',
] as const;

/**
 * A search as text, newest first, page by page as fast as the reader takes it. The segments that it began with
 * stay until it ends, so every event stands in it once although compaction goes on.
 */
export async function* exportEvents(
  lake: Lake,
  scope: LakeScope,
  where: Condition,
  format: ExportFormat,
  limits: RunLimits,
): AsyncGenerator<string> {
  const release = lake.hold(scope);
  try {
    // The mark tells spreadsheets that the text is UTF-8.
    let text = format === 'csv' ? `\ufeff${csvLine(columns)}\r\n` : '';
    let after: Keyset | undefined;
    for (let more = true; more; ) {
      const page = await lake.page(scope, { where, after, limit: step }, limits);
      for (const row of page.rows) {
        text += format === 'csv' ? `${csvRow(row, scope)}\r\n` : `${jsonRow(row, scope)}\n`;
        if (text.length < chunkLength) continue;
        yield text;
        text = '';
      }
      const last = page.rows.at(-1)?.envelope;
      after = last && { happened: last.happened, id: last.id };
      more = page.more;
    }
    yield text;
  } finally {
    release();
  }
}

function jsonRow(row: LakeRow, scope: LakeScope): string {
  const { fields, legacy, original } = row.envelope;
  return JSON.stringify({ ...toLakeEvent(row, scope), fields, legacy, original });
}

function csvRow(row: LakeRow, scope: LakeScope): string {
  const event = { ...toLakeEvent(row, scope), original: row.envelope.original };
  return csvLine(
    columns.map((name) => {
      const value = event[name];
      return Array.isArray(value) ? value.join(' ') : (value as string | number | null);
    }),
  );
}
