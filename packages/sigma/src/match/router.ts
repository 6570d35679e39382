import type { EventView } from '../event-view.ts';
import { Interner } from '../ir/interner.ts';
import type { IrNode } from '../ir/node.ts';
import { admits, type Route, routesOf, sameLogSource } from '../logsource/index.ts';
import type { LogSource, Rule } from '../parse/rule.ts';
import { foldText } from '../value/fold.ts';
import { normalise } from '../value/pattern.ts';
import type { GroupBuilder, Member } from './build-group.ts';
import { Group, type GroupParts } from './group.ts';
import { equalityOf, type Identity, type Known, Rewriter } from './rewrite.ts';
import type { EngineTables, GroupTables, Mentions } from './tables.ts';

/** Rules with the same log source. */
interface Cluster {
  readonly logsource: LogSource;
  readonly routes: readonly Route[];
  readonly rules: readonly { readonly number: number; readonly rule: Rule }[];
}

/** Names of channels and providers remembered as they were spelled; beyond this they are folded every time. */
const MOST_SPELLINGS = 4096;

/**
 * Finds the group of an event, building it when the first event of its kind comes. Names and ids that no rule
 * mentions share groups, so that an input made of invented ones cannot fill the memory.
 */
export class Router {
  readonly #rules: readonly Rule[];
  readonly #clusters: readonly Cluster[];
  /** Of each rule, its cluster. */
  readonly #clusterOf: readonly Cluster[];
  readonly #parts: GroupParts;
  readonly #builder: GroupBuilder;
  readonly #given: EngineTables | undefined;
  readonly #interner = new Interner();
  readonly #mentionedChannels: ReadonlySet<string>;
  readonly #channels = new Map<string, ChannelGroups>();
  readonly #spellings = new Map<string, ChannelGroups>();
  readonly #stated = new Map<string, Group>();
  /** Attribute values of log sources that rules name. */
  readonly #attributes: ReadonlySet<string>;
  /** Of each rule, what it mentions. */
  readonly mentions: readonly Mentions[];
  /** Tables in use, by the key of their group. */
  readonly tables = new Map<string, GroupTables>();

  /** `given` are tables made before for the same rules in the same order. */
  constructor(
    rules: readonly Rule[],
    parts: GroupParts,
    builder: GroupBuilder,
    given: EngineTables | undefined,
  ) {
    this.#rules = rules;
    this.#parts = parts;
    this.#builder = builder;
    this.#given = given;
    this.#clusters = clusterRules(rules);
    this.#clusterOf = clustersByRule(this.#clusters, rules.length);
    this.mentions = given?.mentions ?? rules.map(mentionsOf);
    this.#mentionedChannels = new Set([
      ...this.#clusters.flatMap(({ routes }) => routes.flatMap(({ channels }) => [...(channels ?? [])])),
      ...this.mentions.flatMap(({ channels }) => channels),
    ]);
    this.#attributes = new Set(
      this.#clusters.flatMap(({ logsource: { product, category, service } }) =>
        [product, category, service].filter((each) => each !== undefined),
      ),
    );
    if (given) {
      for (const name of given.fields) parts.names.idOf(name);
    } else {
      for (const { routes } of this.#clusters) {
        for (const route of routes) {
          for (const name of route.fields.values()) parts.names.idOf(name);
          if (route.where) parts.names.idOf(route.where[0]);
        }
      }
      for (const rule of rules) nameFields(rule.detection, parts);
    }
  }

  route(view: EventView): Group {
    if (view.logsource) return this.#statedGroup(view.logsource);
    let channel = this.#spellings.get(view.channel);
    if (!channel) {
      channel = this.#channel(foldText(view.channel));
      if (this.#spellings.size < MOST_SPELLINGS) this.#spellings.set(view.channel, channel);
    }
    return channel.group(view.eventId, view.provider);
  }

  #channel(folded: string): ChannelGroups {
    const known = knownOf(folded, folded !== '', this.#mentionedChannels.has(folded));
    const key = keyOf(known);
    const existing = this.#channels.get(key);
    if (existing) return existing;
    const name = known.kind === 'known' ? known.value : '';
    const clusters = this.#clusters.filter(({ routes }) =>
      routes.some(({ channels }) => channels?.has(name) ?? true),
    );
    const made = new ChannelGroups(clusters, this.mentions, (identity, eventId) =>
      this.#build({ channel: known, ...identity }, name, eventId),
    );
    this.#channels.set(key, made);
    return made;
  }

  #build(identity: Identity, channel: string, eventId: number): Group {
    const rewriters = new Map<ReadonlyMap<string, string>, Rewriter>();
    const nodeOf = (number: number): IrNode => {
      const routes = this.#clusterOf[number]?.routes.filter((route) => admits(route, channel, eventId));
      return this.#interner.or(
        (routes ?? []).map((route) => {
          let rewriter = rewriters.get(route.fields);
          if (!rewriter) {
            rewriter = new Rewriter(this.#interner, identity, route.fields);
            rewriters.set(route.fields, rewriter);
          }
          return this.#interner.and([...this.#whereOf(route), rewriter.rewrite(this.#detectionOf(number))]);
        }),
      );
    };
    const key = [identity.channel, identity.eventId, identity.provider].map(keyOf).join('\n');
    return this.#group(
      key,
      (cluster) => cluster.routes.some((route) => admits(route, channel, eventId)),
      nodeOf,
    );
  }

  #detectionOf(number: number): IrNode {
    return this.#rules[number]?.detection ?? this.#interner.never;
  }

  /** A group of the tables given, or of new ones for the rules of these clusters. */
  #group(key: string, admitted: (cluster: Cluster) => boolean, nodeOf: (rule: number) => IrNode): Group {
    let tables = this.#given?.group(key);
    if (!tables) {
      const members: Member[] = [];
      for (const cluster of this.#clusters) {
        if (!admitted(cluster)) continue;
        for (const { number } of cluster.rules) {
          const node = nodeOf(number);
          if (node.kind !== 'const' || node.value) members.push({ rule: number, node });
        }
      }
      tables = this.#builder.build(members.sort((a, b) => a.rule - b.rule));
    }
    this.tables.set(key, tables);
    return new Group(tables, nodeOf, this.#parts);
  }

  #whereOf({ where }: Route): IrNode[] {
    if (!where) return [];
    const parts = normalise([{ kind: 'text', text: where[1] }]);
    return [this.#interner.leaf(where[0], { op: 'pattern', parts, cased: false })];
  }

  /** Group of events that state their log source. */
  #statedGroup(stated: NonNullable<EventView['logsource']>): Group {
    const part = (value: string | undefined): string =>
      value !== undefined && this.#attributes.has(value) ? value : '';
    const { product, category, service } = stated;
    const key = `${part(product)}\n${part(category)}\n${part(service)}`;
    const known = this.#stated.get(key);
    if (known) return known;
    const open: Known<never> = { kind: 'open' };
    const rewriter = new Rewriter(
      this.#interner,
      { channel: open, provider: open, eventId: open },
      new Map(),
    );
    const group = this.#group(
      `stated\n${key}`,
      (cluster) => sameLogSource(cluster.logsource, stated),
      (number) => rewriter.rewrite(this.#detectionOf(number)),
    );
    this.#stated.set(key, group);
    return group;
  }
}

/** Groups of one channel by event id and provider. */
class ChannelGroups {
  readonly #eventIds: ReadonlySet<number>;
  readonly #providers: ReadonlySet<string>;
  readonly #build: (identity: Omit<Identity, 'channel'>, eventId: number) => Group;
  readonly #groups = new Map<string, Map<number, Group>>();
  readonly #spellings = new Map<string, Map<number, Group>>();

  constructor(
    clusters: readonly Cluster[],
    mentions: readonly Mentions[],
    build: (identity: Omit<Identity, 'channel'>, eventId: number) => Group,
  ) {
    const mentioned = clusters.flatMap(({ rules }) => rules.flatMap(({ number }) => mentions[number] ?? []));
    const routed = clusters.flatMap(({ routes }) => routes.flatMap(({ eventIds }) => [...(eventIds ?? [])]));
    this.#eventIds = new Set([...routed, ...mentioned.flatMap(({ eventIds }) => eventIds)]);
    this.#providers = new Set(mentioned.flatMap(({ providers }) => providers));
    this.#build = build;
  }

  group(eventId: number, provider: string): Group {
    let groups = this.#spellings.get(provider);
    if (!groups) {
      groups = this.#ofProvider(foldText(provider));
      if (this.#spellings.size < MOST_SPELLINGS) this.#spellings.set(provider, groups);
    }
    return groups.get(eventId) ?? this.#ofEventId(groups, eventId, provider);
  }

  #ofProvider(folded: string): Map<number, Group> {
    const known = knownOf(folded, folded !== '', this.#providers.has(folded));
    const key = keyOf(known);
    const groups = this.#groups.get(key) ?? new Map<number, Group>();
    this.#groups.set(key, groups);
    return groups;
  }

  #ofEventId(groups: Map<number, Group>, eventId: number, provider: string): Group {
    const id = knownOf(eventId, eventId >= 0, this.#eventIds.has(eventId));
    // Ids that no rule mentions share the group under OTHER; an event without id has one of its own.
    const key = id.kind === 'known' ? eventId : id.kind === 'other' ? OTHER : NONE;
    const existing = groups.get(key);
    if (existing) return existing;
    const folded = foldText(provider);
    const made = this.#build(
      { eventId: id, provider: knownOf(folded, folded !== '', this.#providers.has(folded)) },
      id.kind === 'known' ? eventId : -1,
    );
    groups.set(key, made);
    return made;
  }
}

const OTHER = -2;
const NONE = -1;

function knownOf<T>(value: T, given: boolean, mentioned: boolean): Known<T> {
  if (!given) return { kind: 'open' };
  return mentioned ? { kind: 'known', value } : { kind: 'other' };
}

function clusterRules(rules: readonly Rule[]): readonly Cluster[] {
  const clusters = new Map<string, { logsource: LogSource; rules: { number: number; rule: Rule }[] }>();
  for (const [number, rule] of rules.entries()) {
    const { product, category, service } = rule.logsource;
    const key = JSON.stringify([product ?? null, category ?? null, service ?? null]);
    const cluster = clusters.get(key);
    if (cluster) cluster.rules.push({ number, rule });
    else clusters.set(key, { logsource: rule.logsource, rules: [{ number, rule }] });
  }
  return [...clusters.values()].map((cluster) => ({ ...cluster, routes: routesOf(cluster.logsource) }));
}

function keyOf(known: Known<string | number>): string {
  return known.kind === 'known' ? `=${known.value}` : known.kind;
}

function clustersByRule(clusters: readonly Cluster[], count: number): readonly Cluster[] {
  const found = new Array<Cluster>(count);
  for (const cluster of clusters) for (const { number } of cluster.rules) found[number] = cluster;
  return found;
}

function mentionsOf({ detection }: Rule): Mentions {
  return {
    channels: mentions(detection, 'Channel'),
    providers: mentions(detection, 'Provider_Name'),
    eventIds: mentions(detection, 'EventID').map(Number).filter(Number.isSafeInteger),
  };
}

/** Folded texts that a rule compares a field with. */
function mentions(node: IrNode, field: string): string[] {
  if (node.kind === 'leaf') {
    const text = node.field === field ? equalityOf(node.predicate) : undefined;
    return text === undefined ? [] : [foldText(text)];
  }
  if (node.kind === 'not') return mentions(node.child, field);
  return node.kind === 'const' ? [] : node.children.flatMap((child) => mentions(child, field));
}

/** Gives every field of a rule its number before the first event. */
function nameFields(node: IrNode, parts: GroupParts): void {
  if (node.kind === 'leaf') {
    parts.names.idOf(node.field);
    if (node.predicate.op === 'fieldref') parts.names.idOf(node.predicate.field);
  } else if (node.kind === 'not') {
    nameFields(node.child, parts);
  } else if (node.kind !== 'const') {
    for (const child of node.children) nameFields(child, parts);
  }
}
