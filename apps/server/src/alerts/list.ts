import type { Alert } from '@cordon/api';
import type { Db } from '../control/index.ts';
import { curveOf } from './curve.ts';
import { type FacetFilter, type Facets, facetsOf, passes } from './facets.ts';
import { type AlertSort, compareKeys, type SortKey, sortKey } from './ranking.ts';
import { type AlertSummary, type PartRow, summarise } from './summary.ts';
import { findBuckets, findParts, findRules, type PartFilter } from './view-store.ts';

export interface AlertListQuery extends Omit<PartFilter, 'onlyOpen' | 'headIds'>, FacetFilter {
  /** Words in the title, a rule's id, a technique or a host that was hit first. */
  readonly q: string | undefined;
  readonly includeMuted: boolean;
  readonly sort: AlertSort;
  readonly after: { readonly key: SortKey; readonly id: string } | undefined;
  readonly limit: number;
}
export interface AlertList {
  readonly rows: readonly Alert[];
  readonly next: { readonly key: SortKey; readonly id: string } | null;
  readonly total: number;
  readonly facets: Facets;
}

/** Alerts of the caller's scope. Summing, facets and order are done here: open alerts are few, however many events. */
export async function listAlerts(db: Db, query: AlertListQuery, now: Date): Promise<AlertList> {
  const onlyOpen = !query.state?.includes('closed');
  const parts = await findParts(db, { ...query, onlyOpen }, now);
  const byHead = Map.groupBy(parts, (part) => part.head_id);
  const summaries = await summariesOf(db, byHead);
  const wanted = query.q?.toLowerCase();
  const inView = summaries.filter(
    (summary) => (query.includeMuted || !summary.quiet) && (!wanted || mentions(summary, wanted)),
  );
  const filter = { ...query, state: query.state ?? ['new', 'acknowledged', 'investigating'] };
  const ranked = inView
    .filter((summary) => passes(filter, summary))
    .map((summary) => ({ summary, key: sortKey(summary, query.sort), id: summary.alert.id }))
    .sort((a, b) => compareKeys(a.key, a.id, b.key, b.id));
  const { after } = query;
  const rest = after
    ? ranked.filter((each) => compareKeys(each.key, each.id, after.key, after.id) > 0)
    : ranked;
  const page = rest.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: await withCurves(
      db,
      page.map((each) => each.summary),
      byHead,
    ),
    next: rest.length > page.length && last ? { key: last.key, id: last.id } : null,
    total: ranked.length,
    facets: facetsOf(inView, filter),
  };
}

/** One alert as the caller may see it; undefined when none of its parts is in scope. */
export async function findAlert(
  db: Db,
  id: string,
  now: Date,
): Promise<{ readonly alert: Alert; readonly parts: readonly PartRow[] } | undefined> {
  const parts = await findParts(db, { headIds: [id], onlyOpen: false }, now);
  const byHead = Map.groupBy(parts, (part) => part.head_id);
  const [alert] = await withCurves(db, await summariesOf(db, byHead), byHead);
  return alert && { alert, parts };
}

type PartsByHead = ReadonlyMap<string, readonly PartRow[]>;

async function summariesOf(db: Db, byHead: PartsByHead): Promise<AlertSummary[]> {
  const partIds = [...byHead.values()].flat().map((part) => part.id);
  const rules = Map.groupBy(await findRules(db, partIds), (rule) => rule.head_id);
  return [...byHead].flatMap(([head, parts]) => summarise(parts, rules.get(head) ?? []) ?? []);
}

async function withCurves(db: Db, summaries: readonly AlertSummary[], byHead: PartsByHead): Promise<Alert[]> {
  const partIds = summaries.flatMap(({ alert }) => byHead.get(alert.id) ?? []).map((part) => part.id);
  const buckets = await findBuckets(db, partIds);
  return summaries.map(({ alert }) => ({
    ...alert,
    curve: curveOf(new Date(alert.first), new Date(alert.last), buckets.get(alert.id) ?? []),
  }));
}

function mentions({ alert }: AlertSummary, wanted: string): boolean {
  const texts = [
    alert.title,
    alert.firstDevice ?? '',
    ...alert.rules.flatMap((rule) => [rule.id, rule.title]),
    ...alert.techniques.flatMap((technique) => [technique.id, technique.name]),
    ...alert.tags,
    ...alert.organisations.flatMap((each) => [each.code, each.name]),
  ];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}

/** Open alerts of scope that are neither muted nor snoozed: what the overview counts. */
export async function openAlerts(
  db: Db,
  organisationIds: readonly string[] | undefined,
  now: Date,
): Promise<readonly AlertSummary[]> {
  const parts = await findParts(db, { organisationIds, onlyOpen: true }, now);
  const summaries = await summariesOf(
    db,
    Map.groupBy(parts, (part) => part.head_id),
  );
  return summaries.filter((summary) => !summary.quiet && summary.alert.state !== 'closed');
}
