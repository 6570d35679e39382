import { type Organisation, type Permission, routes } from '@cordon/api';
import type { Caller, Control, Db } from '../control/index.ts';
import { implement, type RouteHandlers } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { approveMap, listMaps, proposeMap } from './maps.ts';
import { createNode, listNodes, setParents } from './nodes.ts';
import {
  createOrganisation,
  createSite,
  listOrganisations,
  listSites,
  listTiles,
  readOrganisation,
  updateOrganisation,
} from './organisations.ts';
import { shipperGuide } from './shipper/index.ts';
import {
  addSourceToken,
  createSource,
  listSources,
  readSource,
  revokeSourceToken,
  updateSource,
} from './sources.ts';

export interface FederationRoutesDeps {
  readonly control: Control;
  readonly clock: Clock;
  /** Address under which shippers reach the ingest listener. */
  readonly ingestUrl: () => string;
  /** Sources that are added belong to the demonstration, and so does all that they send. */
  readonly demonstration?: boolean;
}

export function federationRoutes({
  control,
  clock,
  ingestUrl,
  demonstration,
}: FederationRoutesDeps): RouteHandlers {
  const within = <T>(
    caller: Caller,
    permission: Permission,
    work: (db: Db, now: Date) => Promise<T>,
  ): Promise<T> => control.scoped(caller, permission, (db) => work(db, clock.now()));
  const whole = <T>(rows: T[]) => ({ rows, cursor: null });
  return [
    implement(routes.nodes, ({ caller }) =>
      within(caller, 'federation.read', async (db) => whole(await listNodes(db))),
    ),
    implement(routes.nodeCreate, ({ caller, body }) =>
      within(caller, 'federation.write', (db, now) => createNode(db, body, now)),
    ),
    implement(routes.relationSet, ({ caller, params, body }) =>
      within(caller, 'federation.write', (db) => setParents(db, params.id, body.parentIds)),
    ),
    implement(routes.tiles, ({ caller }) =>
      within(caller, 'overview.read', async (db, now) => ({ tiles: await listTiles(db, now) })),
    ),
    implement(routes.organisations, ({ caller, query }) =>
      within(caller, 'federation.read', (db, now) => listOrganisations(db, query, now)),
    ),
    implement(routes.organisation, ({ caller, params }) =>
      within(caller, 'federation.read', (db, now) => readOrganisation(db, params.id, now)),
    ),
    implement(routes.organisationCreate, ({ caller, body }) =>
      within(caller, 'federation.write', (db, now) => createOrganisation(db, body, now)),
    ),
    implement(routes.organisationUpdate, ({ caller, params, body }) =>
      within(caller, 'federation.write', (db, now) => updateOrganisation(db, params.id, body, now)),
    ),
    implement(routes.sites, ({ caller, params }) =>
      within(caller, 'federation.read', async (db) => whole(await listSites(db, params.id))),
    ),
    implement(routes.siteCreate, ({ caller, params, body }) =>
      within(caller, 'sources.write', (db, now) => createSite(db, params.id, body, now)),
    ),
    implement(routes.sources, ({ caller, query }) =>
      within(caller, 'sources.read', (db, now) => listSources(db, query, now)),
    ),
    implement(routes.source, ({ caller, params }) =>
      within(caller, 'sources.read', (db, now) => readSource(db, params.id, now)),
    ),
    implement(routes.sourceCreate, ({ caller, body }) =>
      within(caller, 'sources.write', (db, now) =>
        createSource(db, body, demonstration ? 'demo' : 'live', now),
      ),
    ),
    implement(routes.sourceUpdate, ({ caller, params, body }) =>
      within(caller, 'sources.write', (db, now) => updateSource(db, params.id, body, now)),
    ),
    implement(routes.sourceTokenAdd, ({ caller, params, body }) =>
      within(caller, 'sources.write', (db, now) =>
        addSourceToken(db, params.id, body.oldExpiresInHours, now),
      ),
    ),
    implement(routes.sourceTokenRevoke, ({ caller, params }) =>
      within(caller, 'sources.write', (db, now) => revokeSourceToken(db, params.id, params.tokenId, now)),
    ),
    implement(routes.sourceConfiguration, async ({ caller, params, query }) => {
      const source = await within(caller, 'sources.read', (db, now) => readSource(db, params.id, now));
      return shipperGuide(query.shipper ?? source.kind, ingestUrl(), source.name);
    }),
    implement(routes.sourceMaps, ({ caller, params }) =>
      within(caller, 'sources.read', async (db) => whole(await listMaps(db, params.id))),
    ),
    implement(routes.sourceMapPropose, ({ caller, params, body }) =>
      within(caller, 'sources.write', (db, now) => proposeMap(db, params.id, body.rules, now)),
    ),
    implement(routes.sourceMapApprove, ({ caller, params }) =>
      within(caller, 'source-maps.approve', (db, now) => approveMap(db, params.id, params.version, now)),
    ),
  ];
}

/** An organisation as its route answers it, for areas whose changes answer one. */
export function organisationView(control: Control, clock: Clock) {
  return (caller: Caller, id: string): Promise<Organisation> =>
    control.scoped(caller, 'federation.read', (db) => readOrganisation(db, id, clock.now()));
}
