import Type, { type Static } from 'typebox';
import { route } from './route.ts';
import { Id, Name, Nullable, Page, PageQuery, Time } from './schema.ts';

/** A device as resolved from sightings. Sightings are immutable; which device they belong to can be undone. */
export const Device = Type.Object({
  id: Id,
  organisationId: Id,
  organisationName: Type.String(),
  host: Type.String(),
  names: Type.Array(Type.String()),
  addresses: Type.Array(Type.String()),
  os: Nullable(Type.String()),
  osEvidence: Nullable(Type.Object({ value: Type.String(), source: Type.String(), at: Time })),
  site: Nullable(Type.String()),
  owner: Nullable(Type.String()),
  first: Time,
  last: Time,
  events24h: Type.Integer(),
  openAlerts: Type.Integer(),
  /**
   * Seconds by which the device's clock is ahead of ours (negative: behind), from the event of the last day that came
   * soonest: delivery takes time, a clock does not run late by that. Null when nothing came.
   */
  clockSkewSeconds: Nullable(Type.Number()),
  /** Other organisations under which the same name reports: shown, never merged. Only those in the viewer's scope are named. */
  alsoIn: Type.Array(Type.Object({ organisationId: Id, organisationName: Type.String() })),
});
export type Device = Static<typeof Device>;
const Sighting = Type.Object({
  key: Type.String(),
  sourceId: Id,
  sourceName: Type.String(),
  host: Type.String(),
  sid: Nullable(Type.String()),
  mac: Nullable(Type.String()),
  first: Time,
  last: Time,
});
const ById = Type.Object({ id: Id });

export const deviceRoutes = {
  devices: route({
    method: 'GET',
    path: '/devices',
    needs: 'devices.read',
    summary: 'Devices seen in telemetry',
    query: Type.Object({
      ...PageQuery,
      organisationId: Type.Optional(Id),
      q: Type.Optional(Type.String({ maxLength: 200 })),
      os: Type.Optional(Type.String({ maxLength: 100 })),
      sort: Type.Optional(Type.Union([Type.Literal('last'), Type.Literal('host'), Type.Literal('alerts')])),
    }),
    response: Page(Device),
  }),
  device: route({
    method: 'GET',
    path: '/devices/:id',
    needs: 'devices.read',
    summary: 'One device with its sightings and observations',
    params: ById,
    response: Type.Object({
      device: Device,
      sightings: Type.Array(Sighting),
      observations: Type.Array(
        Type.Object({
          kind: Type.String(),
          value: Type.String(),
          source: Type.String(),
          happened: Time,
          received: Time,
        }),
      ),
      merges: Type.Array(
        Type.Object({ id: Id, at: Time, by: Type.String(), reason: Type.String(), undone: Nullable(Time) }),
      ),
    }),
  }),
  deviceUpdate: route({
    method: 'PATCH',
    path: '/devices/:id',
    needs: 'devices.write',
    summary: "Set a device's site and owner",
    params: ById,
    body: Type.Object({ siteId: Type.Optional(Nullable(Id)), owner: Type.Optional(Nullable(Name)) }),
    response: Device,
  }),
  deviceMerge: route({
    method: 'POST',
    path: '/devices/:id/merge',
    needs: 'devices.write',
    summary: 'Say that another device is this one',
    params: ById,
    body: Type.Object({ otherId: Id, reason: Name }),
    response: Type.Object({ mergeId: Id }),
  }),
  deviceUnmerge: route({
    method: 'POST',
    path: '/device-merges/:id/undo',
    needs: 'devices.write',
    summary: 'Undo a merge',
    params: ById,
  }),
};
