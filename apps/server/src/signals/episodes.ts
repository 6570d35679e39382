import { digestUuid } from '../kernel/digest-uuid.ts';

export type AlertKind = 'detection' | 'silence';

/** A head as the database has it. */
export interface HeadRow {
  readonly id: string;
  readonly groupKey: string;
  readonly origin: string;
  readonly episode: number;
}
/** A part as the database has it. */
export interface PartRow {
  readonly id: string;
  readonly headId: string;
  readonly organisationId: string;
  readonly closed: boolean;
}
/** What signals ask for: a part of this group for this organisation. */
export interface Wanted {
  readonly groupKey: string;
  readonly cluster: string | null;
  readonly kind: AlertKind;
  readonly origin: string;
  readonly organisationId: string;
}
export interface NewHead extends Omit<Wanted, 'organisationId'> {
  readonly id: string;
  readonly episode: number;
  readonly previousId: string | null;
}
export interface Place {
  readonly partId: string;
  readonly headId: string;
}
export interface Assignment {
  readonly heads: readonly NewHead[];
  /** Parts that are not there yet. */
  readonly newParts: ReadonlySet<string>;
  /** Part and head by `wantedKey`. */
  readonly places: ReadonlyMap<string, Place>;
}

export const wantedKey = (wanted: Pick<Wanted, 'groupKey' | 'origin' | 'organisationId'>): string =>
  `${wanted.origin} ${wanted.organisationId} ${wanted.groupKey}`;

interface Episode {
  readonly id: string;
  readonly episode: number;
  /** Somebody's part is not closed. */
  readonly open: boolean;
  readonly organisations: Set<string>;
}

/**
 * Decides which part each organisation's new signals of a group go to. An episode lasts until people close it:
 * 1. the organisation's open part, the latest if several are open;
 * 2. else the earliest episode still open somewhere in which the organisation has no part: it joins the others;
 * 3. else a new episode, linked to the latest one.
 * The outcome does not depend on the order of `wanted`, and ids are digests of what they stand for, so that deciding
 * again after a crash decides the same.
 */
export function assignEpisodes(
  wanted: readonly Wanted[],
  heads: readonly HeadRow[],
  parts: readonly PartRow[],
): Assignment {
  const newHeads: NewHead[] = [];
  const newParts = new Set<string>();
  const places = new Map<string, Place>();
  const partsOf = Map.groupBy(parts, (part) => part.headId);
  const episodes = new Map<string, Episode[]>();
  const openParts = new Map<string, Place>();
  for (const head of heads.toSorted((a, b) => a.episode - b.episode)) {
    const mine = partsOf.get(head.id) ?? [];
    const key = `${head.origin} ${head.groupKey}`;
    const known = episodes.get(key) ?? [];
    known.push({
      id: head.id,
      episode: head.episode,
      open: mine.some((part) => !part.closed),
      organisations: new Set(mine.map((part) => part.organisationId)),
    });
    episodes.set(key, known);
    for (const { closed, organisationId, id } of mine)
      if (!closed) openParts.set(wantedKey({ ...head, organisationId }), { partId: id, headId: head.id });
  }

  for (const want of wanted) {
    const key = wantedKey(want);
    if (places.has(key)) continue;
    const open = openParts.get(key);
    if (open) {
      places.set(key, open);
      continue;
    }
    const group = `${want.origin} ${want.groupKey}`;
    const known = episodes.get(group) ?? [];
    let episode = known.find((each) => each.open && !each.organisations.has(want.organisationId));
    if (!episode) {
      const latest = known.at(-1);
      const number = (latest?.episode ?? 0) + 1;
      const id = digestUuid('alert', want.origin, want.groupKey, String(number));
      episode = { id, episode: number, open: true, organisations: new Set() };
      episodes.set(group, [...known, episode]);
      newHeads.push({
        id,
        episode: number,
        previousId: latest?.id ?? null,
        groupKey: want.groupKey,
        cluster: want.cluster,
        kind: want.kind,
        origin: want.origin,
      });
    }
    episode.organisations.add(want.organisationId);
    const partId = digestUuid('alert-part', episode.id, want.organisationId);
    newParts.add(partId);
    places.set(key, { partId, headId: episode.id });
  }
  return { heads: newHeads, newParts, places };
}
