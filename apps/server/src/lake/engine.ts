import { mkdir } from 'node:fs/promises';
import {
  BIGINT,
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  LIST,
  listValue,
  VARCHAR,
} from '@duckdb/node-api';
import { cancelled, lakeProblem } from './problems.ts';

/** A value that a statement is given beside its text. Text lists are the only lists we need. */
export type Parameter = string | number | bigint | readonly string[] | null;
export interface Statement {
  readonly text: string;
  /** By name without the dollar sign. */
  readonly parameters: Readonly<Record<string, Parameter>>;
}
export interface RunLimits {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
}
export type Row = Readonly<Record<string, unknown>>;

/** DuckDB, locked into the lake's own folder. */
export interface Engine {
  /** Runs one statement and gives all its rows. Interrupted by the signal or the time limit. */
  all(statement: Statement, limits?: RunLimits): Promise<Row[]>;
  stop(): void;
}

export interface EngineOptions {
  /** The only folder that statements can reach; holds no quote. */
  readonly folder: string;
  /** Tells engines on the same folder apart: what does not fit into memory goes to `scratch/<name>`. */
  readonly name?: string;
  readonly memoryMiB?: number;
  readonly threads?: number;
  /**
   * For work on more rows than fit: joins hold their right side in memory and let the left one pass by, in its order
   * on one thread, instead of choosing by guessed sizes.
   */
  readonly streaming?: boolean;
}

/** Idle connections kept for reuse; more are opened while more statements run. */
const idleConnections = 4;

/**
 * Opens DuckDB without a database of its own: it reads and writes Parquet below `folder` and nothing else. No
 * extension is installed or loaded (Parquet and JSON are built in), there is no network, and the configuration
 * is locked, so that a statement could not widen any of this.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const folder = quoted(`${options.folder}/`);
  const scratch = `${options.folder}/scratch/${options.name ?? 'engine'}`;
  await mkdir(scratch, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:');
  const first = await instance.connect();
  for (const setting of [
    `threads = ${Math.max(1, Math.trunc(options.threads ?? 2))}`,
    `memory_limit = '${Math.max(64, Math.trunc(options.memoryMiB ?? 384))}MiB'`,
    'autoinstall_known_extensions = false',
    'autoload_known_extensions = false',
    'allow_community_extensions = false',
    'preserve_insertion_order = false',
    `TimeZone = 'UTC'`,
    `temp_directory = ${quoted(scratch)}`,
    ...(options.streaming ? [`disabled_optimizers = 'build_side_probe_side'`] : []),
    `allowed_directories = [${folder}]`,
    'enable_external_access = false',
    'lock_configuration = true',
  ]) {
    await first.run(`SET GLOBAL ${setting}`);
  }
  const idle: DuckDBConnection[] = [first];
  let stopped = false;

  return {
    async all(statement, limits = {}) {
      if (limits.signal?.aborted) throw cancelled(limits.signal);
      const connection = idle.pop() ?? (await instance.connect());
      let reason: 'slow' | 'cancelled' | undefined;
      let again: NodeJS.Timeout | undefined;
      const interrupt = (why: 'slow' | 'cancelled'): void => {
        reason ??= why;
        connection.interrupt();
        // An interrupt that comes before the statement has begun is lost, so it is repeated until it took.
        again ??= setInterval(() => connection.interrupt(), 20);
      };
      const cancel = (): void => interrupt('cancelled');
      limits.signal?.addEventListener('abort', cancel, { once: true });
      // It may have fired while the connection was opened.
      if (limits.signal?.aborted) cancel();
      const timer = limits.timeoutMs ? setTimeout(() => interrupt('slow'), limits.timeoutMs) : undefined;
      try {
        const { values, types } = bound(statement.parameters);
        const reader = await connection.runAndReadAll(statement.text, values, types);
        return reader.getRowObjectsJS();
      } catch (error) {
        throw explained(error, reason, limits.timeoutMs);
      } finally {
        clearTimeout(timer);
        clearInterval(again);
        limits.signal?.removeEventListener('abort', cancel);
        if (stopped || reason || idle.length >= idleConnections) connection.closeSync();
        else idle.push(connection);
      }
    },
    stop() {
      stopped = true;
      for (const connection of idle.splice(0)) connection.closeSync();
      instance.closeSync();
    },
  };
}

function bound(parameters: Statement['parameters']) {
  const values: Record<string, DuckDBValue> = {};
  const types: Record<string, DuckDBType> = {};
  for (const [name, value] of Object.entries(parameters)) {
    if (Array.isArray(value)) types[name] = LIST(VARCHAR);
    if (typeof value === 'bigint') types[name] = BIGINT;
    values[name] = Array.isArray(value) ? listValue(value) : (value as string | number | bigint | null);
  }
  return { values, types };
}

function explained(error: unknown, reason: 'slow' | 'cancelled' | undefined, timeoutMs = 0): unknown {
  if (reason === 'slow')
    return lakeProblem('search-too-slow', {
      detail: `stopped after ${timeoutMs / 1000} s; narrow the time range or add a term`,
      cause: error,
    });
  if (reason === 'cancelled') return lakeProblem('search-cancelled', { cause: error });
  if (/out of memory/i.test(String(error)))
    return lakeProblem('search-too-large', { detail: 'narrow the time range or add a term', cause: error });
  return error;
}

/** A path of ours as an SQL literal. Values from outside are always bound instead. */
export function quoted(path: string): string {
  if (/['\0]/.test(path)) throw new Error(`a lake path must hold no quote: ${path}`);
  return `'${path}'`;
}
