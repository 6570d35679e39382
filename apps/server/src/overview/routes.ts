import { type ResponseOf, routes } from '@cordon/api';
import { type AlertSummary, openAlerts } from '../alerts/index.ts';
import type { Control } from '../control/index.ts';
import { implement, type RouteHandlers } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { levelOf, severities, severityOf } from '../rules/index.ts';
import { fill, seriesFrame } from './series.ts';
import { eventsByMinute, hitSeries, silentSources, totals } from './store.ts';

export interface OverviewRoutesDeps {
  readonly control: Control;
  readonly clock: Clock;
}

type Overview = ResponseOf<typeof routes.overview>;
const minutesShown = 60;

/** What needs someone now: every figure is of the caller's scope, muted alerts left out. */
export function overviewRoutes({ control, clock }: OverviewRoutesDeps): RouteHandlers {
  return [
    implement(routes.overview, ({ caller, query }) =>
      control.scoped(caller, 'overview.read', async (db): Promise<Overview> => {
        const now = clock.now();
        const only = query.organisationId;
        const alerts = await openAlerts(db, only ? [only] : undefined, now);
        const frame = seriesFrame(query.hours ?? 24, now);
        const hits = await hitSeries(db, frame.from, frame.bucketSeconds, only);
        const minuteFrom = new Date(Math.floor(now.getTime() / 60_000 - minutesShown + 1) * 60_000);
        const minutes = await eventsByMinute(db, minuteFrom, only);
        const silent = await silentSources(db, now, only);
        const sums = await totals(db, only);
        const waiting = alerts.flatMap((each) => each.waitingSince ?? []);
        return {
          asOf: now.toISOString(),
          needSomeone: alerts.filter((each) => each.alert.state === 'new').length,
          oldestWaiting: waiting.length > 0 ? new Date(Math.min(...waiting)).toISOString() : null,
          unacknowledgedHandOffs: sums.hand_offs,
          bySeverity: severities
            .toReversed()
            .map((level) => ({ level, open: alerts.filter((each) => each.alert.level === level).length })),
          series: {
            from: frame.from.toISOString(),
            bucketSeconds: frame.bucketSeconds,
            levels: Object.fromEntries(
              severities.map((level) => [
                level,
                fill(
                  frame.length,
                  hits
                    .filter((hit) => severityOf(hit.level) === level)
                    .map((hit) => ({ at: hit.bucket, count: hit.count })),
                ),
              ]),
            ),
          },
          byOrganisation: byOrganisation(alerts),
          silentSources: silent.map((row) => ({
            sourceId: row.id,
            name: row.name,
            organisationName: row.organisation_name,
            lastEvent: row.last_event.toISOString(),
          })),
          eventsPerMinute: {
            from: minuteFrom.toISOString(),
            counts: fill(
              minutesShown,
              minutes.map((row) => ({ at: row.minute, count: row.events })),
            ),
          },
          devices: sums.devices,
          organisations: sums.organisations,
          sources: sums.sources,
        };
      }),
    ),
  ];
}

/** Organisations with open alerts, the worst first. An alert's level is that of the whole, not of the part. */
function byOrganisation(alerts: readonly AlertSummary[]): Overview['byOrganisation'] {
  const rows = new Map<string, { name: string; open: number; worst: AlertSummary['alert']['level'] }>();
  for (const { alert } of alerts)
    for (const { id, name, state } of alert.organisations) {
      if (state === 'closed') continue;
      const row = rows.get(id);
      if (!row) rows.set(id, { name, open: 1, worst: alert.level });
      else {
        row.open += 1;
        if (levelOf(alert.level) > levelOf(row.worst)) row.worst = alert.level;
      }
    }
  return [...rows]
    .map(([organisationId, row]) => ({ organisationId, ...row }))
    .sort((a, b) => levelOf(b.worst) - levelOf(a.worst) || b.open - a.open || (a.name < b.name ? -1 : 1));
}
