import { otherLines, tacticLines, techniqueLines } from './objects.ts';
import { strategyLines } from './strategies.ts';

/** Whether an object of ATT&CK is still to be used, and what took its place. */
export interface AttackState {
  readonly state: 'live' | 'deprecated' | 'revoked';
  readonly successor: string | undefined;
}

export interface Technique extends AttackState {
  /** `T1059` or `T1059.001`. */
  readonly id: string;
  readonly name: string;
  /** Short names (`lateral-movement`) of the tactics it serves. */
  readonly tactics: readonly string[];
}

export interface Tactic {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
}

/** A log that the detection strategy of a technique looks at; without event ids where it names none. */
export interface StrategySource {
  /** As ATT&CK names it, for example `WinEventLog:Sysmon`. */
  readonly name: string;
  readonly eventIds: readonly number[];
}

export interface Strategy {
  readonly technique: string;
  /** `DET0363`. */
  readonly id: string;
  readonly sources: readonly StrategySource[];
}

let techniqueMap: ReadonlyMap<string, Technique> | undefined;
let otherMap: ReadonlyMap<string, AttackState> | undefined;

/** Techniques of enterprise and ICS by id, those no longer in use too. */
export function attackTechniques(): ReadonlyMap<string, Technique> {
  techniqueMap ??= new Map(
    techniqueLines.split('\n').map((line) => {
      const [id = '', name = '', tactics = '', state = ''] = line.split('|');
      return [id, { id, name, tactics: tactics.split(' ').filter(Boolean), ...stateOf(state) }];
    }),
  );
  return techniqueMap;
}

/** Tactics of enterprise and ICS. */
export function attackTactics(): readonly Tactic[] {
  return tacticLines.split('\n').map((line) => {
    const [id = '', name = '', shortName = ''] = line.split('|');
    return { id, name, shortName };
  });
}

/** State of any object by id (technique, group, software, mitigation and so on); undefined for none. */
export function attackState(id: string): AttackState | undefined {
  otherMap ??= new Map(
    otherLines.split('\n').map((line) => {
      const [other = '', state = ''] = line.split('|');
      return [other, stateOf(state)];
    }),
  );
  return attackTechniques().get(id) ?? otherMap.get(id);
}

/** Detection strategies by technique. */
export function attackStrategies(): ReadonlyMap<string, Strategy> {
  return new Map(
    strategyLines.split('\n').map((line) => {
      const [technique = '', id = '', sources = ''] = line.split('|');
      return [technique, { technique, id, sources: sources.split(';').filter(Boolean).map(sourceOf) }];
    }),
  );
}

function sourceOf(text: string): StrategySource {
  const at = text.lastIndexOf('=');
  if (at < 0) return { name: text, eventIds: [] };
  return {
    name: text.slice(0, at),
    eventIds: text
      .slice(at + 1)
      .split(',')
      .map(Number),
  };
}

function stateOf(text: string): AttackState {
  const [word, successor] = text.split(' ');
  if (word === 'revoked') return { state: 'revoked', successor };
  return { state: word === 'deprecated' ? 'deprecated' : 'live', successor: undefined };
}
