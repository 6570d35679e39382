import type { BodyOf, Organisation, ResponseOf, Routes, Source, User } from '@cordon/api';
import {
  type Device,
  type Estate,
  organisationPlans,
  regionPlans,
  type ShipperKind,
  systems,
} from '../estate/index.ts';
import { sourceKey } from '../generator/index.ts';
import { timeZone } from '../shippers/index.ts';
import { type Account, accounts, centre, demonstrationPassword } from './accounts.ts';
import { ApiClient } from './api-client.ts';

type NodeRow = ResponseOf<Routes['nodes']>['rows'][number];
type SiteRow = ResponseOf<Routes['sites']>['rows'][number];

const sourceNames: Readonly<Record<ShipperKind, readonly [BodyOf<Routes['sourceCreate']>['kind'], string]>> =
  {
    winlogbeat: ['winlogbeat', 'Windows collector'],
    'winlogbeat-old': ['winlogbeat', 'Imaging and laboratory, old Windows'],
    nxlog: ['nxlog', 'Modalities through NXLog'],
    rsyslog: ['rsyslog', 'Linux gateways'],
  };

/**
 * Brings the federation about through the API: regions, organisations, sites, contacts, sources and people. What is
 * there already stays, so that an interrupted seeding goes on where it was.
 *
 * @param api signed in as administrator
 * @param tokens tokens of sources that are known already, by source key
 * @param note told each new token at once, before anything else can fail
 */
export async function seedFederation(
  api: ApiClient,
  url: string,
  estate: Estate,
  tokens: ReadonlyMap<string, string>,
  note: (key: string, token: string) => void,
): Promise<void> {
  const nodes = new Map((await api.rows<NodeRow>('/nodes')).map((node) => [node.code, node.id]));
  const nodeId = (code: string): string => {
    const id = nodes.get(code);
    if (id === undefined) throw new Error(`node ${code}: expected it in the federation, found it missing`);
    return id;
  };
  for (const { code, name } of regionPlans) {
    if (nodes.has(code)) continue;
    const body = { kind: 'region', code, name, parentId: nodeId(centre) } as const;
    nodes.set(code, (await api.send<'nodeCreate'>('POST', '/nodes', body)).id);
  }
  const present = new Map(
    (await api.rows<Organisation>('/organisations?limit=500')).map((row) => [row.code, row.id]),
  );
  for (const { code, name, kind, region } of organisationPlans) {
    const body = { code, name, kind, parentIds: [nodeId(region)] };
    const id = present.get(code) ?? (await api.send<'organisationCreate'>('POST', '/organisations', body)).id;
    nodes.set(code, id);
  }
  const sources = await api.rows<Source>('/sources?limit=500');
  for (const plan of organisationPlans) {
    const id = nodeId(plan.code);
    await addSites(api, id, plan.sites);
    await addContact(api, id, plan.name, plan.code);
    const shippers = new Set((estate.byOrganisation.get(plan.code) ?? []).map(({ shipper }) => shipper));
    for (const shipper of shippers) {
      const key = sourceKey(plan.code, shipper);
      if (tokens.has(key)) continue;
      const [kind, name] = sourceNames[shipper];
      const existing = sources.find((source) => source.organisationId === id && source.name === name);
      const { token } = existing
        ? await api.send<'sourceTokenAdd'>('POST', `/sources/${existing.id}/tokens`, {})
        : await api.send<'sourceCreate'>('POST', '/sources', {
            organisationId: id,
            name,
            kind,
            timeZone,
            // Old kit is looked at by a handful of devices, which are quiet at night.
            silentAfterMinutes: shipper === 'winlogbeat' ? 60 : 720,
          });
      note(key, token);
    }
  }
  const users = new Map((await api.rows<User>('/users?limit=500')).map((user) => [user.email, user]));
  for (const account of accounts)
    await addUser(api, url, users.get(account.email), account, nodeId(account.node));
}

async function addSites(
  api: ApiClient,
  organisationId: string,
  sites: readonly { readonly code: string; readonly name: string }[],
): Promise<void> {
  const path = `/organisations/${organisationId}/sites`;
  const present = new Set((await api.get<'sites'>(path)).rows.map(({ name }) => name));
  for (const site of sites) if (!present.has(site.name)) await api.send<'siteCreate'>('POST', path, site);
}

async function addContact(api: ApiClient, organisationId: string, name: string, code: string): Promise<void> {
  const path = `/organisations/${organisationId}/contacts`;
  if ((await api.get<'contacts'>(path)).rows.length > 0) return;
  const email = `security@${code.toLowerCase()}.example`;
  await api.send<'contactAdd'>('POST', path, { name: `Security desk, ${name}`, email });
}

/** Invites somebody and accepts in their place, with the password that everybody has. */
async function addUser(
  api: ApiClient,
  url: string,
  present: User | undefined,
  { name, email, role }: Account,
  nodeId: string,
): Promise<void> {
  if (present?.state === 'active') return;
  const { link } = present
    ? await api.send<'userReset'>('POST', `/users/${present.id}/reset`, undefined)
    : await api.send<'userInvite'>('POST', '/users', { name, email, role, nodeId });
  const secret = link.split('#')[1] ?? '';
  await new ApiClient(url).send<'invitationAccept'>('POST', `/invitations/${encodeURIComponent(secret)}`, {
    password: demonstrationPassword,
  });
}

/**
 * Says of which site and department the devices are that somebody may have to walk to: clinical kit, and whatever
 * has no updates any more. Answers how many were found among the devices seen so far.
 */
export async function nameOwners(api: ApiClient, estate: Estate): Promise<number> {
  let named = 0;
  for (const organisation of await api.rows<Organisation>('/organisations?limit=500')) {
    const devices = new Map(
      (estate.byOrganisation.get(organisation.code) ?? [])
        .filter(toBeVisited)
        .map((device) => [device.host.toLowerCase(), device]),
    );
    if (devices.size === 0) continue;
    const sites = new Map(
      (await api.rows<SiteRow>(`/organisations/${organisation.id}/sites`)).map((site) => [
        site.name,
        site.id,
      ]),
    );
    const seen = await api.rows<{ id: string; host: string; owner: string | null }>(
      `/devices?organisationId=${organisation.id}&limit=500`,
    );
    for (const { id, host, owner } of seen) {
      const device = devices.get(host.toLowerCase());
      if (!device || owner !== null) continue;
      const body = { siteId: sites.get(device.site) ?? null, owner: device.role.owner };
      await api.send<'deviceUpdate'>('PATCH', `/devices/${id}`, body);
      named++;
    }
  }
  return named;
}

function toBeVisited(device: Device): boolean {
  return device.role.clinicalKit === true || device.system.legacy || device.system === systems.windows7;
}
