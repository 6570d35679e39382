import {
  type Contribution,
  type Correlation,
  type CorrelatorOptions,
  type CorrelatorResult,
  createCorrelator,
  type Finding,
  type RuleSet,
  type Signal,
} from '@cordon/sigma';
import { type CorrelatedRecord, type Detection, timeText } from './detection.ts';
import { atLeast, type Level, levelOf } from './level.ts';
import type { RecordPlace, ScanSignal } from './scan-signal.ts';
import type { CorrelationCounts } from './summary.ts';

export interface Correlated {
  /** Rows for what was found, without that which only serves other correlations. */
  readonly detections: readonly Detection[];
  readonly counts: CorrelationCounts;
}

/** Between two calls of the correlator, so that it can forget what is over. */
const batchSize = 10_000;

/**
 * Runs correlations over what the rules found in all files. Everything is read before, so signals are given in the
 * order of their times and none is late; those without a readable time are counted and left out. All records belong
 * to one organisation, the one that scans. An event that several files hold is counted once.
 */
export function correlate(
  { correlations, silent }: Pick<RuleSet, 'correlations' | 'silent'>,
  signals: readonly ScanSignal[],
  minLevel: Level,
  options: Pick<CorrelatorOptions, 'maxEntries'> = {},
): Correlated {
  const ordered = signals.toSorted(compareSignals);
  const places = new Map<string, RecordPlace>();
  for (const { event, place } of ordered) if (!places.has(event)) places.set(event, place);
  const correlator = createCorrelator(correlations, options);
  /** Every finding that others may count, whether it still stands or not. */
  const known = new Map<string, Finding>();
  const standing = new Map<string, Finding>();
  const take = ({ outcomes }: CorrelatorResult): void => {
    for (const { kind, finding } of outcomes) {
      if (kind === 'withdrawn') standing.delete(finding.id);
      else {
        known.set(finding.id, finding);
        standing.set(finding.id, finding);
      }
    }
  };
  for (let at = 0; at < ordered.length; at += batchSize)
    take(correlator.add(ordered.slice(at, at + batchSize).map(signalOf)));
  take(correlator.finish());
  const { refused, losses } = correlator.statistics();
  const sum = (name: 'ungrouped' | 'valueless' | 'evictedGroups' | 'evictedEntries'): number =>
    [...losses.values()].reduce((total, each) => total + each[name], 0);
  const byId = new Map(correlations.map((correlation) => [correlation.id, correlation]));
  const detections = [...standing.values()].flatMap((finding) => {
    const correlation = byId.get(finding.correlation);
    if (!correlation || silent.has(correlation.id) || !atLeast(levelOf(correlation), minLevel)) return [];
    return [rowOf(correlation, finding, known, places)];
  });
  return {
    detections,
    counts: {
      loaded: correlations.length,
      signals: ordered.length,
      found: detections.length,
      withoutTime: refused.time,
      tooLate: refused.late,
      ungrouped: sum('ungrouped'),
      valueless: sum('valueless'),
      evictedGroups: sum('evictedGroups'),
      evictedEvents: sum('evictedEntries'),
    },
  };
}

function signalOf({ rule, event, time, place, fields }: ScanSignal): Signal {
  const { file, computer } = place;
  return {
    rule,
    event,
    time,
    source: file,
    organisation: '',
    ...(computer === '' ? {} : { device: computer }),
    fields,
  };
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const readable = (time: number): number => (Number.isFinite(time) ? time : Number.POSITIVE_INFINITY);

/** By time, those without one last; then by what tells them apart, whatever the number of workers. */
function compareSignals(a: ScanSignal, b: ScanSignal): number {
  return (
    readable(a.time) - readable(b.time) ||
    compareTexts(a.place.file, b.place.file) ||
    compareTexts(a.event, b.event) ||
    compareTexts(a.rule, b.rule)
  );
}

function rowOf(
  correlation: Correlation,
  finding: Finding,
  known: ReadonlyMap<string, Finding>,
  places: ReadonlyMap<string, RecordPlace>,
): Detection {
  const { instant, group, measure, count, first, last, events } = finding;
  // The record with which it came true; of a finding that was counted, the record with which that one did.
  let newest = last;
  for (let inner = known.get(newest.event); inner; inner = known.get(newest.event)) newest = inner.last;
  const at = places.get(newest.event);
  return {
    time: timeText(instant),
    ruleId: correlation.id,
    ruleTitle: correlation.title,
    level: levelOf(correlation),
    tags: correlation.tags,
    file: at?.file ?? '',
    recordId: at?.recordId ?? '',
    channel: at?.channel ?? '',
    provider: at?.provider ?? '',
    eventId: at?.eventId ?? -1,
    computer: at?.computer ?? '',
    fields: group,
    correlation: {
      id: finding.id,
      first: timeText(first.time),
      last: timeText(last.time),
      measure,
      count,
      records: events.map((each) => recordOf(each, places)),
    },
  };
}

function recordOf(
  { event, rule, time }: Contribution,
  places: ReadonlyMap<string, RecordPlace>,
): CorrelatedRecord {
  const place = places.get(event);
  if (!place) return { time: timeText(time), ruleId: rule, finding: event };
  const { file, recordId, computer } = place;
  return { time: timeText(time), ruleId: rule, file, recordId, computer };
}
