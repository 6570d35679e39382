import { type Rule, routes } from '@cordon/api';
import { recordAudit } from '../audit/index.ts';
import type { Control, Db } from '../control/index.ts';
import { implement, type RouteHandlers } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import { ruleCoverage } from './coverage.ts';
import { filterView } from './loaded-filter.ts';
import type { LoadedRule } from './loaded-rule.ts';
import { ruleProblem } from './problems.ts';
import type { RuleRegistry } from './registry.ts';
import { bumpVersion, maySwitchRules, ruleHits, switchRule } from './store.ts';
import { type FindVerdicts, falseAlarms, noVerdicts, type Verdicts } from './verdicts.ts';

export interface RuleRoutesDeps {
  readonly control: Control;
  readonly registry: RuleRegistry;
  readonly clock: Clock;
  /** Alerts know rules, not rules alerts: who puts the parts together hands it in. */
  readonly findVerdicts: FindVerdicts;
}

export function ruleRoutes({ control, registry, clock, findVerdicts }: RuleRoutesDeps): RouteHandlers {
  const present = async (db: Db, rules: readonly LoadedRule[]): Promise<Rule[]> => {
    const ids = rules.map((rule) => rule.id);
    const hits = await ruleHits(db, ids, clock.now());
    const verdicts = await findVerdicts(db, ids);
    return rules.map((rule) => {
      const hit = hits.get(rule.id);
      return {
        id: rule.id,
        title: rule.title,
        level: rule.level,
        status: rule.status,
        origin: rule.origin,
        file: rule.file,
        logsource: rule.logsource,
        tags: [...rule.tags],
        enabled: registry.enabled(rule.id),
        hits24h: hit?.day ?? 0,
        hitsTotal: hit?.total ?? 0,
        lastHit: hit?.last.toISOString() ?? null,
        verdicts: verdicts.get(rule.id) ?? noVerdicts,
        hasLogsource: rule.hasLogsource,
      };
    });
  };
  const find = (id: string): LoadedRule => {
    const rule = registry.get(id);
    if (!rule) throw ruleProblem('rule-not-found', { at: 'id' });
    return rule;
  };

  const ranked = async (
    db: Db,
    rules: readonly LoadedRule[],
    sort: 'title' | 'false-alarms',
  ): Promise<Place[]> => {
    const verdicts =
      sort === 'title'
        ? new Map<string, Verdicts>()
        : await findVerdicts(
            db,
            rules.map((rule) => rule.id),
          );
    return rules.map(({ id, title }) => ({ rank: -falseAlarms(verdicts.get(id) ?? noVerdicts), title, id }));
  };

  return [
    implement(routes.rules, ({ caller, query }) =>
      control.scoped(caller, 'rules.read', async (db) => {
        const wanted = query.q?.toLowerCase();
        const levels = query.level?.split(',');
        const after = readCursor(query.cursor, ['number', 'text', 'text']);
        const wantedRules = registry
          .all()
          .filter(
            (rule) =>
              (!query.origin || rule.origin === query.origin) &&
              (!levels || levels.includes(rule.level)) &&
              (!wanted || `${rule.title}\n${rule.id}\n${rule.tags.join(' ')}`.toLowerCase().includes(wanted)),
          );
        const all = (await ranked(db, wantedRules, query.sort ?? 'title')).sort(byRank);
        const rest = after ? all.filter((place) => byRank(place, placeOf(after)) > 0) : all;
        const page = rest.slice(0, query.limit ?? 100);
        const last = page.at(-1);
        return {
          rows: await present(
            db,
            page.map((place) => find(place.id)),
          ),
          cursor: rest.length > page.length && last ? writeCursor([last.rank, last.title, last.id]) : null,
          total: all.length,
        };
      }),
    ),
    implement(routes.ruleReport, () => {
      const report = registry.report();
      return {
        loadedAt: report.loadedAt.toISOString(),
        loaded: report.loaded,
        withoutLogsource: report.withoutLogsource,
        rejected: [...report.rejected],
        filters: registry.filters().map(filterView),
        origins: [...report.origins],
      };
    }),
    implement(routes.ruleCoverage, () =>
      ruleCoverage(registry.all().filter((rule) => rule.hasLogsource && registry.enabled(rule.id))),
    ),
    implement(routes.rule, ({ caller, params }) =>
      control.scoped(caller, 'rules.read', async (db) => {
        const rule = find(params.id);
        const [shown] = await present(db, [rule]);
        if (!shown) throw ruleProblem('rule-not-found', { at: 'id' });
        return {
          rule: shown,
          text: rule.text,
          advice: rule.advice,
          description: rule.description,
          filters: registry
            .filters()
            .filter((filter) => filter.rules.includes(rule.id))
            .map(filterView),
        };
      }),
    ),
    implement(routes.ruleSet, async ({ caller, params, body }) => {
      const rule = find(params.id);
      await control.scoped(caller, 'rules.write', async (db) => {
        if (!(await maySwitchRules(db))) throw ruleProblem('rule-not-yours');
        await switchRule(db, rule.id, body.enabled, body.reason);
        await bumpVersion(db);
        await recordAudit(db, {
          action: 'rule.switched',
          target: rule.id,
          detail: { enabled: body.enabled, reason: body.reason },
        });
      });
      const [shown] = await control.scoped(caller, 'rules.read', (db) => present(db, [rule]));
      if (!shown) throw ruleProblem('rule-not-found', { at: 'id' });
      return { ...shown, enabled: body.enabled };
    }),
  ];
}

/** Where a rule stands in the list. */
interface Place {
  readonly rank: number;
  readonly title: string;
  readonly id: string;
}

function placeOf([rank, title, id]: readonly (string | number)[]): Place {
  return { rank: Number(rank), title: String(title), id: String(id) };
}

function byRank(a: Place, b: Place): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.title !== b.title) return a.title < b.title ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
