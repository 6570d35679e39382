import { type Rule, routes } from '@cordon/api';
import { recordAudit } from '../audit/index.ts';
import type { Control, Db } from '../control/index.ts';
import { implement, type RouteHandlers } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import type { LoadedRule } from './loaded-rule.ts';
import { ruleProblem } from './problems.ts';
import type { RuleRegistry } from './registry.ts';
import { bumpVersion, maySwitchRules, ruleHits, switchRule } from './store.ts';

export interface RuleRoutesDeps {
  readonly control: Control;
  readonly registry: RuleRegistry;
  readonly clock: Clock;
}

export function ruleRoutes({ control, registry, clock }: RuleRoutesDeps): RouteHandlers {
  const present = async (db: Db, rules: readonly LoadedRule[]): Promise<Rule[]> => {
    const hits = await ruleHits(
      db,
      rules.map((rule) => rule.id),
      clock.now(),
    );
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
        hasLogsource: rule.hasLogsource,
      };
    });
  };
  const find = (id: string): LoadedRule => {
    const rule = registry.get(id);
    if (!rule) throw ruleProblem('rule-not-found', { at: 'id' });
    return rule;
  };

  return [
    implement(routes.rules, ({ caller, query }) =>
      control.scoped(caller, 'rules.read', async (db) => {
        const wanted = query.q?.toLowerCase();
        const levels = query.level?.split(',');
        const after = readCursor(query.cursor, ['text', 'text']);
        const all = registry
          .all()
          .filter(
            (rule) =>
              (!query.origin || rule.origin === query.origin) &&
              (!levels || levels.includes(rule.level)) &&
              (!wanted || `${rule.title}\n${rule.id}\n${rule.tags.join(' ')}`.toLowerCase().includes(wanted)),
          )
          .sort(byTitle);
        const rest = after
          ? all.filter((rule) => byTitle(rule, { title: String(after[0]), id: String(after[1]) }) > 0)
          : all;
        const page = rest.slice(0, query.limit ?? 100);
        const last = page.at(-1);
        return {
          rows: await present(db, page),
          cursor: rest.length > page.length && last ? writeCursor([last.title, last.id]) : null,
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
        origins: [...report.origins],
      };
    }),
    implement(routes.rule, ({ caller, params }) =>
      control.scoped(caller, 'rules.read', async (db) => {
        const rule = find(params.id);
        const [shown] = await present(db, [rule]);
        if (!shown) throw ruleProblem('rule-not-found', { at: 'id' });
        return { rule: shown, text: rule.text, advice: rule.advice, description: rule.description };
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

function byTitle(a: { title: string; id: string }, b: { title: string; id: string }): number {
  if (a.title !== b.title) return a.title < b.title ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
