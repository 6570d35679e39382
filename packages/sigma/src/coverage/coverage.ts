import { attackStrategies, attackTactics, attackTechniques, type StrategySource } from '../attack/index.ts';
import { serviceChannels } from '../logsource/index.ts';
import type { Level } from '../parse/metadata.ts';
import { levels } from '../parse/metadata.ts';
import type { Rule } from '../parse/rule.ts';

/** What the matrix asks of a rule or a correlation. */
export type TaggedRule = Pick<Rule, 'id' | 'title' | 'level' | 'tags'>;

/** A rule as the matrix shows it. */
export interface CoveringRule {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
}

/** A log that a detection strategy looks at. */
export interface CoverageSource extends StrategySource {
  /** Whether it is a Windows log that rules of ours can read. */
  readonly readable: boolean;
}

/**
 * `covered`: a rule names the technique. `below`: only rules of its sub-techniques do. `visible`: no rule, but
 * its detection strategy looks at a log that we read. `blind`: neither.
 */
export type CoverageState = 'covered' | 'below' | 'visible' | 'blind';

export interface TechniqueCoverage {
  readonly id: string;
  readonly name: string;
  /** Short names of its tactics. */
  readonly tactics: readonly string[];
  readonly state: CoverageState;
  /** Rules that name the technique itself, highest level first. */
  readonly rules: readonly CoveringRule[];
  /** How many rules name only sub-techniques of it. */
  readonly rulesBelow: number;
  /** `DET0363`; undefined where ATT&CK has none. */
  readonly strategy: string | undefined;
  readonly sources: readonly CoverageSource[];
}

export interface Coverage {
  /** In the order of the enterprise matrix. */
  readonly tactics: readonly { readonly shortName: string; readonly name: string }[];
  /** Live techniques of enterprise by id, and those of ICS that a rule names. */
  readonly techniques: readonly TechniqueCoverage[];
  /** Tags of rules that name no live technique, with how often. */
  readonly unknownTags: ReadonlyMap<string, number>;
}

/** The enterprise matrix from left to right; tactics of ICS alone come last. */
const ORDER = [
  'reconnaissance',
  'resource-development',
  'initial-access',
  'execution',
  'persistence',
  'privilege-escalation',
  'defense-evasion',
  'credential-access',
  'discovery',
  'lateral-movement',
  'collection',
  'command-and-control',
  'exfiltration',
  'impact',
];

/** Puts rules into the matrix of ATT&CK 18.1. A tag that ATT&CK revoked counts for what took its place. */
export function coverageOf(rules: Iterable<TaggedRule>): Coverage {
  const techniques = attackTechniques();
  const byTechnique = new Map<string, CoveringRule[]>();
  const unknownTags = new Map<string, number>();
  for (const rule of rules) {
    const { id, title, level = 'informational' } = rule;
    const named = new Set<string>();
    for (const tag of new Set(rule.tags.map((each) => each.toLowerCase()))) {
      if (!/^attack\.t\d/.test(tag)) continue;
      const technique = techniques.get(tag.slice('attack.'.length).toUpperCase());
      const current = technique?.state === 'revoked' ? techniques.get(technique.successor ?? '') : technique;
      if (current?.state === 'live') named.add(current.id);
      else unknownTags.set(tag, (unknownTags.get(tag) ?? 0) + 1);
    }
    for (const each of named) {
      const list = byTechnique.get(each);
      if (list) list.push({ id, title, level });
      else byTechnique.set(each, [{ id, title, level }]);
    }
  }
  const strategies = attackStrategies();
  const below = countBelow(byTechnique);
  const rows = [...techniques.values()]
    // Numbers below 1000 are of the matrix for industrial control systems.
    .filter(({ id, state }) => state === 'live' && (id >= 'T1' || byTechnique.has(id)))
    .map(({ id, name, tactics }): TechniqueCoverage => {
      const found = [...(byTechnique.get(id) ?? [])].sort(
        (a, b) => levels.indexOf(b.level) - levels.indexOf(a.level) || (a.title < b.title ? -1 : 1),
      );
      const strategy = strategies.get(id);
      const sources = (strategy?.sources ?? []).map((source) => ({
        ...source,
        readable: isReadable(source),
      }));
      const rulesBelow = below.get(id) ?? 0;
      const state = stateOf(found.length, rulesBelow, sources);
      return { id, name, tactics, state, rules: found, rulesBelow, strategy: strategy?.id, sources };
    });
  return { tactics: orderedTactics(), techniques: rows, unknownTags };
}

function stateOf(rules: number, rulesBelow: number, sources: readonly CoverageSource[]): CoverageState {
  if (rules > 0) return 'covered';
  if (rulesBelow > 0) return 'below';
  return sources.some(({ readable }) => readable) ? 'visible' : 'blind';
}

/** Rules that name a sub-technique but not the technique, each once. */
function countBelow(byTechnique: ReadonlyMap<string, readonly CoveringRule[]>): ReadonlyMap<string, number> {
  const rules = new Map<string, Set<string>>();
  for (const [technique, covering] of byTechnique) {
    const dot = technique.indexOf('.');
    if (dot < 0) continue;
    const parent = technique.slice(0, dot);
    const own = new Set((byTechnique.get(parent) ?? []).map(({ id }) => id));
    const set = rules.get(parent) ?? new Set();
    for (const { id } of covering) if (!own.has(id)) set.add(id);
    rules.set(parent, set);
  }
  return new Map([...rules].map(([id, set]) => [id, set.size]));
}

function orderedTactics(): Coverage['tactics'] {
  const place = (shortName: string): number => {
    const at = ORDER.indexOf(shortName);
    return at < 0 ? ORDER.length : at;
  };
  const names = new Map(attackTactics().map(({ shortName, name }) => [shortName, name]));
  return [...names]
    .map(([shortName, name]) => ({ shortName, name }))
    .sort((a, b) => place(a.shortName) - place(b.shortName));
}

/** Our services for logs that ATT&CK names neither by service nor by channel. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  codeintegrity: 'codeintegrity-operational',
  'microsoft-iis-configuration': 'iis-configuration',
  'windows defender': 'windefend',
};

let readable: ReadonlySet<string> | undefined;

/** Whether a log of a strategy is one of the channels that rules of ours can name. */
function isReadable({ name }: StrategySource): boolean {
  readable ??= new Set(
    Object.entries(serviceChannels).flatMap(([service, channels]) => [
      service,
      ...channels.map((channel) => channel.toLowerCase()),
    ]),
  );
  const log = /^wineventlog:(.+)$/i.exec(name)?.[1]?.toLowerCase();
  if (log === undefined) return false;
  return readable.has(OTHER_NAMES[log] ?? log);
}
