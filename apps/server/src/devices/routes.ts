import { type Device, routes } from '@cordon/api';
import { recordAudit } from '../audit/index.ts';
import type { Control, Db } from '../control/index.ts';
import { implement, type RouteHandlers } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import { likeContains } from '../kernel/text.ts';
import { findMerges, mergeDevices, undoMerge } from './merge.ts';
import { buildsNamed, osName } from './os-names.ts';
import { deviceProblem } from './problems.ts';
import {
  type DeviceRow,
  findDevices,
  findObservations,
  findSightings,
  siteFits,
  updateDevice,
} from './store.ts';

export interface DeviceRoutesDeps {
  readonly control: Control;
  readonly clock: Clock;
}

const observationsShown = 200;

export function deviceRoutes({ control, clock }: DeviceRoutesDeps): RouteHandlers {
  const one = async (db: Db, id: string): Promise<Device> => {
    const [row] = await findDevices(db, { id, sort: 'last', limit: 1 }, clock.now());
    if (!row) throw deviceProblem('device-not-found', { at: 'id' });
    return toDevice(row);
  };
  return [
    implement(routes.devices, ({ caller, query }) =>
      control.scoped(caller, 'devices.read', async (db) => {
        const sort = query.sort ?? 'last';
        const limit = query.limit ?? 100;
        const kind = { last: 'time', host: 'text', alerts: 'number' } as const;
        const [value, id] = readCursor(query.cursor, [kind[sort], 'id']) ?? [];
        const rows = await findDevices(
          db,
          {
            organisationId: query.organisationId,
            like: query.q === undefined ? undefined : likeContains(query.q.toLowerCase()),
            builds: query.os === undefined ? undefined : buildsNamed(query.os),
            sort,
            after: value === undefined ? undefined : { value, id: String(id) },
            limit: limit + 1,
          },
          clock.now(),
        );
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        const at = last && {
          last: last.last.toISOString(),
          host: last.host.toLowerCase(),
          alerts: last.open_alerts,
        };
        return {
          rows: page.map(toDevice),
          cursor: rows.length > limit && last && at ? writeCursor([at[sort], last.id]) : null,
        };
      }),
    ),
    implement(routes.device, ({ caller, params }) =>
      control.scoped(caller, 'devices.read', async (db) => {
        const device = await one(db, params.id);
        const sightings = await findSightings(db, params.id);
        const observations = await findObservations(db, params.id, observationsShown);
        const merges = await findMerges(db, params.id);
        return {
          device,
          sightings: sightings.map((row) => ({
            key: row.key,
            sourceId: row.source_id,
            sourceName: row.source_name ?? '',
            host: row.host,
            sid: row.sid,
            mac: row.mac,
            first: row.first.toISOString(),
            last: row.last.toISOString(),
          })),
          observations: observations.map((row) => ({
            kind: row.kind,
            value: row.value,
            source: row.source_name ?? '',
            happened: row.happened.toISOString(),
            received: row.received.toISOString(),
          })),
          merges: merges.map((row) => ({
            id: row.id,
            at: row.at.toISOString(),
            by: row.by,
            reason: row.reason,
            undone: row.undone?.toISOString() ?? null,
          })),
        };
      }),
    ),
    implement(routes.deviceUpdate, ({ caller, params, body }) =>
      control.scoped(caller, 'devices.write', async (db) => {
        if (body.siteId && !(await siteFits(db, params.id, body.siteId)))
          throw deviceProblem('site-not-found', { at: '/siteId' });
        if (!(await updateDevice(db, params.id, body))) throw deviceProblem('device-not-found', { at: 'id' });
        const device = await one(db, params.id);
        await recordAudit(db, {
          action: 'device.changed',
          organisationId: device.organisationId,
          target: params.id,
          detail: { ...body },
        });
        return device;
      }),
    ),
    implement(routes.deviceMerge, ({ caller, params, body }) =>
      control.scoped(caller, 'devices.write', async (db) => ({
        mergeId: await mergeDevices(db, params.id, body.otherId, body.reason, clock.now()),
      })),
    ),
    implement(routes.deviceUnmerge, ({ caller, params }) =>
      control.scoped(caller, 'devices.write', (db) => undoMerge(db, params.id, clock.now())),
    ),
  ];
}

function toDevice(row: DeviceRow): Device {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    host: row.host,
    names: [...row.names],
    addresses: [...(row.addresses ?? [])],
    os: row.build === null ? null : osName(row.build, row.pack),
    osEvidence:
      row.build === null || row.build_at === null
        ? null
        : { value: row.build, source: 'System log, event 6009', at: row.build_at.toISOString() },
    site: row.site,
    owner: row.owner,
    first: row.first.toISOString(),
    last: row.last.toISOString(),
    events24h: row.events,
    openAlerts: row.open_alerts,
    clockSkewSeconds: row.skew,
    alsoIn: [...(row.also_in ?? [])],
  };
}
