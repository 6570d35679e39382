import type { Parameter, Statement } from './engine.ts';
import type { Condition, Keyset } from './query-tree.ts';
import { lakeColumns, spreadColumns } from './schema.ts';

/** The part of a question that every statement begins with. */
export interface Source {
  /** Files of the segments, our own paths. */
  readonly files: readonly string[];
  readonly organisations: readonly string[];
  readonly where: Condition;
}

/** Collects bound values. Nothing that comes from a request becomes text of a statement. */
class Bindings {
  readonly values: Record<string, Parameter> = {};
  #next = 0;
  add(value: Parameter): string {
    this.#next += 1;
    const name = `p${this.#next}`;
    this.values[name] = value;
    return `$${name}`;
  }
}

const micros = (ms: number): bigint => BigInt(Math.round(Math.max(-8.64e15, Math.min(8.64e15, ms)) * 1000));
const identifier = (name: string): string => `"${name}"`;

/** Renders a condition as a Boolean expression of DuckDB's SQL. */
function render(condition: Condition, bind: Bindings): string {
  switch (condition.kind) {
    case 'all':
      return joined(condition.of, ' AND ', 'true', bind);
    case 'any':
      return joined(condition.of, ' OR ', 'false', bind);
    case 'is':
      return `${identifier(condition.column)} = ${bind.add(condition.value)}`;
    case 'same':
      return `lower(${identifier(condition.column)}) = lower(${bind.add(condition.value)})`;
    case 'contains':
      // `contains` knows no wildcards, so there are none to escape.
      return `contains(lower(${identifier(condition.column)}), lower(${bind.add(condition.value)}))`;
    case 'one-of':
      return `${identifier(condition.column)} = ANY (${bind.add(condition.values)})`;
    case 'number':
      return condition.values.length === 0
        ? 'false'
        : `${identifier(condition.column)} IN (${condition.values.map((value) => bind.add(value)).join(', ')})`;
    case 'listed':
      return `(${[...spreadColumns(condition.list), `${condition.list}_more`]
        .map((column) => inColumn(column, bind.add(condition.value)))
        .join(' OR ')})`;
    case 'time':
      return `(${identifier(condition.column)} >= make_timestamp(${bind.add(micros(condition.from))})
        AND ${identifier(condition.column)} < make_timestamp(${bind.add(micros(condition.to))}))`;
  }
}

const inColumn = (column: string, value: string): string =>
  column.endsWith('_more')
    ? `list_contains(${identifier(column)}, ${value})`
    : `${identifier(column)} = ${value}`;

function joined(of: readonly Condition[], by: string, empty: string, bind: Bindings): string {
  return of.length === 0 ? empty : `(${of.map((each) => render(each, bind)).join(by)})`;
}

/**
 * The rows of a source. Bloom filters and statistics of a file are asked for a plain `column = value` only, not
 * for one under OR, so a search for a listed value reads once for each column that may hold it: each reading
 * skips whole row groups, where a single one would have to decode every value.
 */
function from(source: Source, select: string, bind: Bindings): string {
  const files = `read_parquet(${bind.add(source.files)})`;
  const scoped = `organisation_id = ANY (${bind.add(source.organisations)})`;
  const terms = source.where.kind === 'all' ? source.where.of : [source.where];
  const needle = terms.find((term) => term.kind === 'listed');
  if (needle?.kind !== 'listed')
    return `SELECT ${select} FROM ${files} WHERE ${scoped} AND ${render(source.where, bind)}`;
  const rest = terms.filter((term) => term !== needle).map((term) => ` AND ${render(term, bind)}`);
  const value = bind.add(needle.value);
  const columns = [...spreadColumns(needle.list), `${needle.list}_more`];
  return columns
    .map((column, index) => {
      // A value that stands in two columns is one row all the same.
      const notBefore = columns
        .slice(0, index)
        .map((before) => ` AND ${identifier(before)} IS DISTINCT FROM ${value}`);
      return `SELECT ${select} FROM ${files} WHERE ${scoped} AND ${inColumn(column, value)}${rest.join('')}${notBefore.join('')}`;
    })
    .join('\nUNION ALL\n');
}

/** Times leave as milliseconds with a fraction, exact to the microsecond. */
const rowColumns = [...lakeColumns.map((column) => column.name), 'recorded']
  .map((name) =>
    name === 'happened' || name === 'received' || name === 'recorded'
      ? `epoch_us(${identifier(name)})::DOUBLE / 1000 AS ${identifier(name)}`
      : identifier(name),
  )
  .join(', ');

/** Rows of one file by their place in it, without what only people read. */
export function rowsStatement(
  file: string,
  part: { readonly organisationIds: readonly string[] | null; readonly from: number; readonly rows: number },
): Statement {
  const bind = new Bindings();
  const columns = rowColumns.replace(/"(?:original|message|legacy)", /g, '');
  const own = part.organisationIds && ` AND organisation_id = ANY (${bind.add(part.organisationIds)})`;
  return {
    text: `SELECT ${columns} FROM read_parquet(${bind.add(file)}, file_row_number = true)
WHERE file_row_number >= ${bind.add(BigInt(part.from))} AND file_row_number < ${bind.add(BigInt(part.from + part.rows))}${own ?? ''}
ORDER BY file_row_number`,
    parameters: bind.values,
  };
}

export interface PageSource extends Source {
  /** Only what comes behind this place. */
  readonly after?: Keyset | undefined;
  readonly limit: number;
  readonly oldestFirst?: boolean | undefined;
}

/** Events in order of time, newest first unless said otherwise; among equal times by id. */
export function pageStatement(page: PageSource): Statement {
  const bind = new Bindings();
  const direction = page.oldestFirst ? 'ASC' : 'DESC';
  const rows = from(page, '*', bind);
  let behind = '';
  if (page.after) {
    const at = `make_timestamp(${bind.add(micros(page.after.happened))})`;
    const sign = page.oldestFirst ? '>' : '<';
    behind = `WHERE happened ${sign}= ${at} AND (happened ${sign} ${at} OR id ${sign} ${bind.add(page.after.id)})`;
  }
  return {
    text: `SELECT ${rowColumns} FROM (\n${rows}\n) AS found ${behind}
ORDER BY found.happened ${direction}, found.id ${direction} LIMIT ${bind.add(BigInt(page.limit))}`,
    parameters: bind.values,
  };
}

/** Events counted by bucket of time; each event once when `distinct`, however often it was delivered. */
export function histogramStatement(
  source: Source & { readonly from: number; readonly bucketMs: number; readonly distinct: boolean },
): Statement {
  const bind = new Bindings();
  const rows = from(source, 'id, happened', bind);
  const start = bind.add(micros(source.from));
  const width = bind.add(BigInt(Math.max(1, Math.round(source.bucketMs * 1000))));
  const count = source.distinct ? 'count(DISTINCT id)' : 'count(*)';
  return {
    text: `SELECT ((epoch_us(happened) - ${start}) // ${width})::DOUBLE AS bucket, ${count}::DOUBLE AS events
FROM (\n${rows}\n) AS found GROUP BY bucket`,
    parameters: bind.values,
  };
}
