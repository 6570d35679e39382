import type {
  AutomatonTables,
  BuiltTables,
  EngineTables,
  GroupTables,
  IndexTables,
} from '../match/tables.ts';
import type { PackReader, PackWriter, Ref } from './pack.ts';

interface PackedAutomaton {
  readonly wide: boolean;
  readonly needles: number;
  readonly classes: Ref;
  readonly transitions: Ref;
  readonly out: Ref;
  readonly outNext: Ref;
  readonly endOut: Ref;
  readonly endFirst: Ref;
  readonly endNext: Ref;
  readonly same: Ref;
}

interface PackedIndex {
  readonly shards: readonly { readonly base: number; readonly automaton: PackedAutomaton }[];
}

interface PackedGroup {
  readonly members: Ref;
  readonly needed: Ref;
  readonly always: Ref;
  /** `index` is a position in `indexes`. */
  readonly searches: readonly {
    readonly field: string | undefined;
    readonly index: number;
    readonly offsets: Ref;
    readonly postings: Ref;
  }[];
}

/** Where an engine's tables lie in a pack. */
export interface PackedTables {
  readonly mentions: BuiltTables['mentions'];
  readonly fields: readonly string[];
  readonly indexes: readonly PackedIndex[];
  readonly groups: ReadonlyMap<string, PackedGroup>;
}

export function packTables(built: BuiltTables, pack: PackWriter): PackedTables {
  const numbers = new Map<IndexTables, number>();
  const indexes: PackedIndex[] = [];
  const numberOf = (index: IndexTables): number => {
    const known = numbers.get(index);
    if (known !== undefined) return known;
    numbers.set(index, indexes.length);
    return (
      indexes.push({
        shards: index.shards.map(({ base, automaton }) => ({
          base,
          automaton: packAutomaton(automaton, pack),
        })),
      }) - 1
    );
  };
  const groups = new Map<string, PackedGroup>();
  for (const [key, { members, needed, always, searches }] of built.groups) {
    groups.set(key, {
      members: pack.add(members),
      needed: pack.add(needed),
      always: pack.add(always),
      searches: searches.map(({ field, index, offsets, postings }) => ({
        field,
        index: numberOf(index),
        offsets: pack.add(offsets),
        postings: pack.add(postings),
      })),
    });
  }
  return { mentions: built.mentions, fields: built.fields, indexes, groups };
}

function packAutomaton(tables: AutomatonTables, pack: PackWriter): PackedAutomaton {
  return {
    wide: tables.wide,
    needles: tables.needles,
    classes: pack.add(tables.classes),
    transitions: pack.add(tables.transitions),
    out: pack.add(tables.out),
    outNext: pack.add(tables.outNext),
    endOut: pack.add(tables.endOut),
    endFirst: pack.add(tables.endFirst),
    endNext: pack.add(tables.endNext),
    same: pack.add(tables.same),
  };
}

/** Tables where they lie; those of a group are looked at when it is asked for. */
export function readTables(packed: PackedTables, pack: PackReader): EngineTables {
  const indexes = new Map<number, IndexTables>();
  const indexOf = (number: number): IndexTables => {
    const known = indexes.get(number);
    if (known) return known;
    const made = {
      shards: (packed.indexes[number]?.shards ?? []).map(({ base, automaton }) => ({
        base,
        automaton: readAutomaton(automaton, pack),
      })),
    };
    indexes.set(number, made);
    return made;
  };
  return {
    mentions: packed.mentions,
    fields: packed.fields,
    keys: [...packed.groups.keys()],
    group: (key): GroupTables | undefined => {
      const found = packed.groups.get(key);
      return (
        found && {
          members: pack.get('i32', found.members),
          needed: pack.get('u8', found.needed),
          always: pack.get('i32', found.always),
          searches: found.searches.map(({ field, index, offsets, postings }) => ({
            field,
            index: indexOf(index),
            offsets: pack.get('i32', offsets),
            postings: pack.get('i32', postings),
          })),
        }
      );
    },
  };
}

function readAutomaton(packed: PackedAutomaton, pack: PackReader): AutomatonTables {
  return {
    wide: packed.wide,
    needles: packed.needles,
    classes: pack.get('u8', packed.classes),
    transitions: pack.get('u16', packed.transitions),
    out: pack.get('i32', packed.out),
    outNext: pack.get('u16', packed.outNext),
    endOut: pack.get('i32', packed.endOut),
    endFirst: pack.get('u16', packed.endFirst),
    endNext: pack.get('u16', packed.endNext),
    same: pack.get('i32', packed.same),
  };
}
