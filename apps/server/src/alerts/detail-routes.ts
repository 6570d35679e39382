import { routes } from '@cordon/api';
import type { Db } from '../control/index.ts';
import { describeSightings } from '../devices/index.ts';
import { implement, RawAnswer, type RouteHandlers } from '../http/index.ts';
import { isIndicatorRule } from '../indicators/index.ts';
import { csvLine } from '../kernel/csv.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import { listHandOffs } from '../outbox/index.ts';
import { silenceRule } from '../signals/index.ts';
import { containmentOf, firstOf } from './containment.ts';
import { findAlertDevices, findContainment, findSignals } from './detail-store.ts';
import { findFindings, findingKey } from './finding-store.ts';
import { indicatorAdvice } from './indicator-advice.ts';
import { findAlert } from './list.ts';
import { alertProblem } from './problems.ts';
import type { AlertRoutesDeps } from './routes-deps.ts';
import { silenceAdvice } from './silence-advice.ts';
import { findRuleText } from './view-store.ts';

/** What one alert consists of: its rule and advice, devices, signals, containment list. */
export function detailRoutes({ control, registry, clock }: AlertRoutesDeps): RouteHandlers {
  const found = async (db: Db, id: string) => {
    const alert = await findAlert(db, id, clock.now());
    if (!alert) throw alertProblem('alert-not-found', { at: 'id' });
    return alert;
  };
  return [
    implement(routes.alert, ({ caller, params }) =>
      control.scoped(caller, 'alerts.read', async (db) => {
        const { alert } = await found(db, params.id);
        const indicators = isIndicatorRule(alert.ruleId);
        const rule = indicators
          ? undefined
          : (registry.get(alert.ruleId) ?? (await findRuleText(db, alert.ruleId)));
        return {
          alert,
          advice: indicators
            ? indicatorAdvice
            : alert.ruleId === silenceRule
              ? silenceAdvice
              : (rule?.advice ?? null),
          rule: rule
            ? {
                id: rule.id,
                title: rule.title,
                description: rule.description,
                text: rule.text,
                origin: rule.origin,
                references: [...rule.references],
                falsePositives: [...rule.falsePositives],
              }
            : null,
          handOffs: await listHandOffs(db, { headId: params.id }),
        };
      }),
    ),
    implement(routes.alertDevices, ({ caller, params, query }) =>
      control.scoped(caller, 'alerts.read', async (db) => {
        await found(db, params.id);
        const [first, folded, organisationId] = readCursor(query.cursor, ['time', 'text', 'id']) ?? [];
        const after =
          first === undefined
            ? undefined
            : { first: new Date(first), folded: String(folded), organisationId: String(organisationId) };
        const limit = query.limit ?? 100;
        const rows = await findAlertDevices(db, params.id, after, limit + 1);
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        const known = await describeSightings(db, [...new Set(page.flatMap((row) => row.sightings))]);
        return {
          rows: page.map((row) => {
            const facts = row.sightings.flatMap((key) => known.get(key) ?? []);
            return {
              sightings: [...row.sightings],
              deviceId: firstOf(facts, (each) => each.deviceId),
              host: row.host,
              organisationId: row.organisation_id,
              organisationName: row.organisation_name,
              site: firstOf(facts, (each) => each.site),
              owner: firstOf(facts, (each) => each.owner),
              addresses: [...new Set(facts.flatMap((each) => each.addresses))],
              os: firstOf(facts, (each) => each.os),
              keys: row.keys,
              key: row.key,
              first: row.first.toISOString(),
              last: row.last.toISOString(),
              count: row.count,
            };
          }),
          cursor:
            rows.length > limit && last
              ? writeCursor([last.first.toISOString(), last.folded, last.organisation_id])
              : null,
        };
      }),
    ),
    implement(routes.alertSignals, ({ caller, params, query }) =>
      control.scoped(caller, 'alerts.read', async (db) => {
        await found(db, params.id);
        const [happened, id] = readCursor(query.cursor, ['time', 'digest']) ?? [];
        const limit = query.limit ?? 100;
        const rows = await findSignals(db, params.id, {
          sighting: query.sighting,
          before: happened === undefined ? undefined : { happened: new Date(happened), id: String(id) },
          limit: limit + 1,
        });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        const findings = await findFindings(
          db,
          page.map((row) => row.event_id),
        );
        return {
          rows: page.map((row) => ({
            id: row.id,
            eventId: row.event_id,
            ruleId: row.rule_id,
            organisationId: row.organisation_id,
            sourceId: row.source_id,
            host: row.host,
            happened: row.happened.toISOString(),
            received: row.received.toISOString(),
            key: row.key,
            matched: row.matched,
            fields: row.fields,
            finding: findings.get(findingKey(row.event_id, row.organisation_id)) ?? null,
          })),
          cursor: rows.length > limit && last ? writeCursor([last.happened.toISOString(), last.id]) : null,
        };
      }),
    ),
    implement(routes.alertContainment, ({ caller, params, query }) =>
      control.scoped(caller, 'alerts.read', async (db) => {
        const { alert } = await found(db, params.id);
        const hosts = await findContainment(db, params.id);
        const known = await describeSightings(db, [...new Set(hosts.flatMap((host) => host.sightings))]);
        const rows = hosts.map((host) => containmentOf(host, known));
        if (query.format !== 'csv')
          return { alertId: alert.id, title: alert.title, made: clock.now().toISOString(), rows };
        const lines = [
          ['organisation', 'host', 'addresses', 'site', 'owner', 'review'],
          ...rows.map((row) => [
            row.organisation,
            row.host,
            row.addresses.join(' '),
            row.site,
            row.owner,
            row.review.join('; '),
          ]),
        ];
        const text = `\uFEFF${lines.map(csvLine).join('\r\n')}\r\n`;
        return new RawAnswer('text/csv; charset=utf-8', text, `containment-${alert.id}.csv`);
      }),
    ),
  ];
}
