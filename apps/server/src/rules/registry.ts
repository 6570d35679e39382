import { mkdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import type { RuleRejection } from '@cordon/api';
import { type Correlation, loadRules, type RuleText } from '@cordon/sigma';
import type { Static } from 'typebox';
import type { Control } from '../control/index.ts';
import type { Area } from '../kernel/area.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/log.ts';
import { askedFields, keyed } from './correlations.ts';
import { type LoadedFilter, loadedFilter } from './loaded-filter.ts';
import { type LoadedRule, loadedCorrelation, loadedRule, ruleKey } from './loaded-rule.ts';
import { readOrigin, ruleOrigins } from './rule-sources.ts';
import { bumpVersion, readSettings, saveRules } from './store.ts';

export interface RuleReport {
  readonly loadedAt: Date;
  readonly loaded: number;
  readonly withoutLogsource: number;
  readonly rejected: readonly Static<typeof RuleRejection>[];
  readonly origins: readonly { readonly name: string; readonly path: string; readonly rules: number }[];
}

/** What a pipeline worker needs to match: plain data, fit for a message between threads. */
export interface WorkerRules {
  readonly version: number;
  /** For `loadRules` of @cordon/sigma, in this order. */
  readonly sources: readonly RuleText[];
  /** Keys (`ruleKey(rule.id)`) of rules that are switched off. */
  readonly disabled: readonly string[];
  /** Fields that a signal's key is made of, by rule key; rules that choose none are left out. */
  readonly groupBy: Readonly<Record<string, readonly string[]>>;
  /** Fields that correlations ask of a rule's signals, by rule key. */
  readonly asked: Readonly<Record<string, readonly string[]>>;
}

/** What correlating needs. */
export interface RegisteredCorrelations {
  /** Those that are switched on, by keys of rules; those that others count first. */
  readonly correlations: readonly Correlation[];
  /** Keys of rules and correlations that only serve correlations, switched on or not. */
  readonly silent: ReadonlySet<string>;
}

export interface RuleRegistry extends Area {
  /** Grows whenever what is matched changes. */
  version(): number;
  all(): readonly LoadedRule[];
  get(id: string): LoadedRule | undefined;
  /** Filters, applied; matching needs nothing more of them. */
  filters(): readonly LoadedFilter[];
  enabled(id: string): boolean;
  report(): RuleReport;
  workerRules(): WorkerRules;
  correlations(): RegisteredCorrelations;
  /** Reads all origins again. Rules that fail are in the report; the others are used. */
  reload(): Promise<void>;
  /** Calls back after every change, until the returned function is called. */
  onChange(listener: (rules: WorkerRules) => void): () => void;
}

export interface RegistryOptions {
  readonly control: Control;
  readonly dataDir: string;
  readonly rulePaths: readonly string[];
  readonly clock: Clock;
  readonly log: Logger;
}

interface Loaded {
  readonly rules: ReadonlyMap<string, LoadedRule>;
  readonly filters: readonly LoadedFilter[];
  readonly correlations: readonly Correlation[];
  readonly silent: ReadonlySet<string>;
  readonly sources: readonly RuleText[];
  readonly report: RuleReport;
}

/** Loads all rules, writes them to the control store and keeps up with added rules and switches. */
export async function openRuleRegistry(options: RegistryOptions): Promise<RuleRegistry> {
  const { control, dataDir, clock, log } = options;
  const listeners = new Set<(rules: WorkerRules) => void>();
  let loaded: Loaded = await loadAll(options);
  let settings: { version: number; disabled: ReadonlySet<string> };

  const save = async (): Promise<void> => {
    settings = await control.as('keeper', async (db) => {
      await saveRules(db, [...loaded.rules.values()]);
      await bumpVersion(db);
      return readSettings(db);
    });
  };
  await save();
  settings = await control.as('keeper', readSettings);

  const workerRules = (): WorkerRules => ({
    version: settings.version,
    sources: loaded.sources,
    disabled: [...settings.disabled],
    groupBy: Object.fromEntries(
      [...loaded.rules.values()]
        .filter((rule) => rule.groupBy.length > 0)
        .map((rule) => [rule.id, rule.groupBy]),
    ),
    asked: askedFields(loaded.correlations),
  });
  const announce = (): void => {
    for (const listener of listeners) listener(workerRules());
  };

  // One change after another: a reload may still be reading when the next notification arrives.
  let queue: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const turn = queue.then(work);
    queue = turn.catch((error: unknown) =>
      log.error({ err: error }, 'the rules could not be brought up to date'),
    );
    return turn;
  };
  const reload = (): Promise<void> =>
    inTurn(async () => {
      loaded = await loadAll(options);
      await save();
      announce();
    });

  const unlisten = await control.listen('rules', (version) => {
    if (Number(version) <= settings.version) return;
    void inTurn(async () => {
      settings = await control.as('keeper', readSettings);
      announce();
    }).catch(() => undefined);
  });
  const folder = join(dataDir, 'rules');
  mkdirSync(folder, { recursive: true });
  let settle: NodeJS.Timeout | undefined;
  const watcher = watch(folder, (_, name) => {
    if (name?.startsWith('.')) return;
    clearTimeout(settle);
    settle = setTimeout(() => void reload().catch(() => undefined), 300);
  });
  log.info(
    { loaded: loaded.report.loaded, rejected: loaded.report.rejected.length, at: clock.now().toISOString() },
    'rules loaded',
  );

  return {
    version: () => settings.version,
    all: () => [...loaded.rules.values()],
    get: (id) => loaded.rules.get(id),
    filters: () => loaded.filters,
    enabled: (id) => !settings.disabled.has(id),
    report: () => loaded.report,
    workerRules,
    correlations: () => ({
      correlations: loaded.correlations.filter(({ id }) => !settings.disabled.has(id)),
      silent: loaded.silent,
    }),
    reload,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      clearTimeout(settle);
      watcher.close();
      await unlisten();
      await queue;
    },
  };
}

async function loadAll({ dataDir, rulePaths, clock, log }: RegistryOptions): Promise<Loaded> {
  const sources: RuleText[] = [];
  const rejected: Static<typeof RuleRejection>[] = [];
  const origins = await ruleOrigins(dataDir, rulePaths);
  for (const origin of origins) {
    try {
      for (const source of await readOrigin(origin)) sources.push(source);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.error({ err: error, origin: origin.name }, 'the rules of an origin cannot be read');
      rejected.push({
        file: '',
        origin: origin.name,
        id: null,
        title: null,
        code: 'origin-unreadable',
        reason,
        line: null,
      });
    }
  }
  const {
    rules: parsed,
    correlations,
    silent,
    filters: applied,
    report,
  } = loadRules(sources, { correlate: true });
  const filters = applied.map(loadedFilter);
  for (const { id, file, unfiltered } of filters)
    for (const { reference, why, line } of unfiltered)
      log.warn({ filter: id, file, line, why }, `a filter names ${reference} and does not change it`);
  const without = new Set(report.withoutLogsource.map((rule) => rule.id));
  const rules = new Map<string, LoadedRule>();
  for (const rule of parsed) {
    const made = loadedRule(rule, !without.has(rule.id));
    for (const fault of made.faults) log.warn({ rule: made.id, file: made.file }, fault);
    rules.set(made.id, made);
  }
  for (const correlation of correlations) {
    const made = loadedCorrelation(correlation);
    for (const fault of made.faults) log.warn({ rule: made.id, file: made.file }, fault);
    rules.set(made.id, made);
  }
  for (const each of report.rejected) {
    const [origin = '', ...path] = each.file.split('/');
    rejected.push({
      file: path.join('/'),
      origin,
      id: each.ruleId ?? null,
      title: each.title ?? null,
      code: each.code,
      reason: each.reason,
      line: each.line,
    });
  }
  const count = (name: string) => [...rules.values()].filter((rule) => rule.origin === name).length;
  return {
    rules,
    filters,
    correlations: correlations.map(keyed),
    silent: new Set([...silent].map(ruleKey)),
    sources,
    report: {
      loadedAt: clock.now(),
      loaded: rules.size,
      withoutLogsource: without.size,
      rejected,
      origins: origins.map((origin) => ({ ...origin, rules: count(origin.name) })),
    },
  };
}
