import { matchEvent } from '@cordon/indicators/event';
import { IndicatorTable, TableBuilder } from '@cordon/indicators/table';
import type { EventEnvelope, SignalRecord } from '../events/envelope.ts';
import { short, signalOf } from './signal-of.ts';

/** The indicators in force: plain data and memory that threads share. */
export interface WorkerIndicators {
  readonly version: number;
  /** Made by `TableBuilder`; the lists are numbered by their place below. */
  readonly memory: SharedArrayBuffer;
  readonly lists: readonly {
    readonly ruleId: string;
    /** Whose events it is matched against; null for all. */
    readonly organisationIds: readonly string[] | null;
  }[];
}

/** Matches nothing. */
export const noIndicators: WorkerIndicators = {
  version: 0,
  memory: new TableBuilder().finish([0, 0]),
  lists: [],
};

/** What a thread matches with. */
export interface IndicatorMatching {
  readonly table: IndicatorTable;
  readonly lists: readonly { readonly ruleId: string; readonly of: ReadonlySet<string> | null }[];
}

export function indicatorMatching({ memory, lists }: WorkerIndicators): IndicatorMatching {
  return {
    table: new IndicatorTable(memory),
    lists: lists.map(({ ruleId, organisationIds }) => ({
      ruleId,
      of: organisationIds && new Set(organisationIds),
    })),
  };
}

/**
 * One signal for each list that an event names an indicator of. Whether an indicator still held is asked for the time
 * at which the event was received, so that inline, replayed and swept events give the same.
 */
export function indicatorSignals(event: EventEnvelope, { table, lists }: IndicatorMatching): SignalRecord[] {
  if (table.size === 0) return [];
  const matches = matchEvent(table, event, event.received);
  if (matches.length === 0) return [];
  return [...Map.groupBy(matches, (match) => match.list)].flatMap(([number, those]) => {
    const list = lists[number];
    if (!list || (list.of && !list.of.has(event.organisationId))) return [];
    return [
      signalOf(event, {
        ruleId: list.ruleId,
        // What tells hits of a list apart: the indicator, of several the first.
        key: short(those[0]?.indicator.value ?? ''),
        matched: those.map(({ field, value }) => ({ field: short(field), value: short(value) })),
      }),
    ];
  });
}
