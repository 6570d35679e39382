import type { Engine, EngineStatistics, Hit } from '../engine.ts';
import type { EventView } from '../event-view.ts';
import { matchedValues } from '../interpret/interpreter.ts';
import type { Rule } from '../parse/rule.ts';
import { bytesOf, GroupBuilder } from './build-group.ts';
import { NodeCompiler } from './compile-node.ts';
import { EventContext, FieldNames } from './event-context.ts';
import type { GroupParts } from './group.ts';
import { LiteralInterner } from './literal.ts';
import { Router } from './router.ts';
import type { BuiltTables, EngineTables } from './tables.ts';
import { WitnessFinder } from './witness.ts';

const NO_HITS: readonly Hit[] = Object.freeze([]);

export interface EngineOptions {
  /** Tables made before for the same rules in the same order; those of other groups are made when needed. */
  readonly tables?: EngineTables;
}

export interface CompilingEngine extends Engine {
  /** The tables in use so far. */
  built(): BuiltTables;
}

/**
 * The engine for streams of events: an event is routed to the rules of its channel and id, its fields are
 * searched for the literals of those rules, and the rules that may match are evaluated. Tables are built when
 * the first event of a kind comes. It finds exactly what the interpreter finds.
 */
export function createEngine(rules: readonly Rule[], options: EngineOptions = {}): CompilingEngine {
  const names = new FieldNames();
  const parts: GroupParts = { names, compiler: new NodeCompiler(names), indexes: new Map() };
  const builder = new GroupBuilder(new WitnessFinder(new LiteralInterner()));
  const router = new Router(rules, parts, builder, options.tables);
  const context = new EventContext(names);
  const hitOfRule: readonly Hit[] = rules.map((rule) => ({ rule }));
  const countOfRule = new Float64Array(rules.length);
  const numbers: number[] = [];
  let records = 0;
  let candidates = 0;
  let hits = 0;
  return {
    rules,
    match(view: EventView): readonly Hit[] {
      records++;
      const group = router.route(view);
      if (group.isEmpty) return NO_HITS;
      numbers.length = 0;
      context.begin(view);
      candidates += group.match(context, numbers);
      context.end();
      if (numbers.length === 0) return NO_HITS;
      const found: Hit[] = [];
      for (const number of numbers) {
        countOfRule[number] = (countOfRule[number] ?? 0) + 1;
        found.push(hitOfRule[number] as Hit);
      }
      hits += found.length;
      return found;
    },
    matched: matchedValues,
    statistics: (): EngineStatistics => ({
      records,
      candidates,
      hits,
      hitsByRule: new Map(
        rules.flatMap((rule, number): [string, number][] => {
          const count = countOfRule[number] ?? 0;
          return count > 0 ? [[rule.id, count]] : [];
        }),
      ),
      groups: router.tables.size,
      tableBytes: bytesOf(parts.indexes.keys()),
    }),
    built: (): BuiltTables => ({
      mentions: router.mentions,
      fields: names.names.filter((name) => name !== undefined),
      groups: router.tables,
    }),
  };
}
