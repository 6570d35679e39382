/**
 * The columns of one event in the lake, in file order. `read` is the type in the spooled NDJSON; `store` makes
 * the stored value from it where they differ. Anything that is searched by an exact value has a plain column of
 * its own, because Parquet's Bloom filters and statistics help with those alone: of the lists of hashes,
 * addresses and domain names the first few values stand in columns, the rest (rare) in a list.
 */
export interface LakeColumn {
  readonly name: string;
  readonly read: 'VARCHAR' | 'BIGINT' | 'INTEGER' | 'VARCHAR[]';
  readonly store?: string;
}

const text = (name: string): LakeColumn => ({ name, read: 'VARCHAR' });
const texts = (name: string): LakeColumn => ({ name, read: 'VARCHAR[]' });
const integer = (name: string): LakeColumn => ({ name, read: 'INTEGER' });
/** Microseconds since 1970 in the spool, a timestamp (UTC) in the file. */
const time = (name: string): LakeColumn => ({ name, read: 'BIGINT', store: `make_timestamp("${name}")` });

export const lakeColumns: readonly LakeColumn[] = [
  text('id'),
  text('organisation_id'),
  text('source_id'),
  time('happened'),
  time('received'),
  text('zone'),
  text('origin'),
  text('channel'),
  text('provider'),
  integer('event_id'),
  integer('level'),
  text('record_id'),
  text('logsource'),
  text('sighting_key'),
  text('host'),
  text('host_key'),
  text('host_short'),
  text('sid'),
  text('mac'),
  text('user'),
  text('user_sid'),
  text('process'),
  text('command_line'),
  text('parent_process'),
  text('hash_1'),
  text('hash_2'),
  text('hash_3'),
  texts('hash_more'),
  text('address_1'),
  text('address_2'),
  texts('address_more'),
  text('domain_1'),
  text('domain_2'),
  texts('domain_more'),
  text('fields'),
  text('legacy'),
  text('message'),
  text('original'),
];

/** Lists that are spread over columns: how many values have a column of their own. */
export const spread = { hash: 3, address: 2, domain: 2 } as const;
export type SpreadList = keyof typeof spread;

/** Columns `hash_1`, `hash_2`, ... of a spread list. */
export function spreadColumns(list: SpreadList): string[] {
  return Array.from({ length: spread[list] }, (_, index) => `${list}_${index + 1}`);
}

/**
 * A row is at most this long as JSON. DuckDB's reader keeps twice its own limit (16 MiB) per thread, and one row
 * beyond that limit would fail a whole segment.
 */
export const maxRowBytes = 8 * 1024 * 1024;
