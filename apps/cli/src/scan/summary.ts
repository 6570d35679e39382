import type { Detection } from './detection.ts';
import { type Level, levels } from './level.ts';

/** What became of one input file (or one member of an archive). */
export interface FileReport {
  readonly file: string;
  /** `evtx`, `evt`, `ndjson` or `json`; `unknown` where it is none of them; `gzip`, `zip` for damaged containers. */
  readonly format: string;
  readonly records: number;
  readonly faults: number;
  /** The first faults, so that somebody can look. */
  readonly firstFaults: readonly string[];
}

/** The whole scan, as `--summary` writes it. */
export interface Summary {
  readonly files: number;
  readonly records: number;
  readonly faults: number;
  readonly rulesLoaded: number;
  readonly rulesRejected: number;
  readonly detections: number;
  readonly seconds: number;
  readonly eventsPerSecond: number;
  /** What the correlations did; their findings are among the detections. */
  readonly correlations: CorrelationCounts;
  readonly byLevel: Readonly<Record<Level, number>>;
  readonly perFile: readonly FileReport[];
}

export interface CorrelationCounts {
  readonly loaded: number;
  /** Matches of rules that correlations count. */
  readonly signals: number;
  readonly found: number;
  /** Signals left out because their record's time cannot be read, or as too late. */
  readonly withoutTime: number;
  readonly tooLate: number;
  /** Signals without a value to group by or to count; one that several correlations count counts for each. */
  readonly ungrouped: number;
  readonly valueless: number;
  /** Forgotten for lack of room. */
  readonly evictedGroups: number;
  readonly evictedEvents: number;
}

export interface RuleCounts {
  readonly loaded: number;
  readonly rejected: number;
}

export function summarise(
  perFile: readonly FileReport[],
  detections: readonly Detection[],
  rules: RuleCounts,
  correlations: CorrelationCounts,
  inputs: number,
  seconds: number,
): Summary {
  const records = perFile.reduce((sum, file) => sum + file.records, 0);
  const count = (level: Level) => detections.filter((each) => each.level === level).length;
  return {
    files: inputs,
    records,
    faults: perFile.reduce((sum, file) => sum + file.faults, 0),
    rulesLoaded: rules.loaded,
    rulesRejected: rules.rejected,
    detections: detections.length,
    seconds: Math.round(seconds * 1000) / 1000,
    eventsPerSecond: seconds > 0 ? Math.round(records / seconds) : 0,
    correlations,
    byLevel: Object.fromEntries(levels.map((level) => [level, count(level)])) as Record<Level, number>,
    perFile,
  };
}

/** The few lines that a person reads on standard error when the scan is over. */
export function summaryLines(summary: Summary): string {
  const number = (value: number) => value.toLocaleString('en-GB');
  const unrecognised = summary.perFile.filter((file) => file.format === 'unknown').length;
  const byLevel = [...levels]
    .reverse()
    .filter((level) => summary.byLevel[level] > 0)
    .map((level) => `${number(summary.byLevel[level])} ${level}`);
  return [
    `${number(summary.files)} files${unrecognised > 0 ? ` (${number(unrecognised)} not recognised)` : ''}, ${number(summary.records)} records, ${number(summary.faults)} faults in damaged input`,
    `${number(summary.rulesLoaded)} rules loaded, ${number(summary.rulesRejected)} rejected${summary.rulesRejected > 0 ? ' ("cordon rules check PATH" tells why)' : ''}`,
    `${number(summary.detections)} detections${byLevel.length > 0 ? `: ${byLevel.join(', ')}` : ''}`,
    ...correlationLines(summary.correlations),
    `${summary.seconds} s, ${number(summary.eventsPerSecond)} events/s`,
    ...faultLines(summary.perFile),
    '',
  ].join('\n');
}

/** Nothing where there are no correlations; what they could not count is told, since something may be missed. */
function correlationLines(counts: CorrelationCounts): string[] {
  if (counts.loaded === 0) return [];
  const number = (value: number) => value.toLocaleString('en-GB');
  const told: readonly (readonly [number, string])[] = [
    [counts.withoutTime, 'without a readable time'],
    [counts.tooLate, 'too late'],
    [counts.ungrouped, 'without a value to group by'],
    [counts.valueless, 'without a value to count'],
    [counts.evictedEvents, `forgotten for lack of room, with ${number(counts.evictedGroups)} groups`],
  ];
  const lost = told.filter(([count]) => count > 0).map(([count, why]) => `${number(count)} ${why}`);
  return [
    `${number(counts.loaded)} correlations over ${number(counts.signals)} matches: ${number(counts.found)} found${lost.length > 0 ? `; not counted: ${lost.join(', ')}` : ''}`,
  ];
}

/** Names come from wherever the files do: what a terminal would act on is replaced. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

const toldFiles = 5;

/** The first files that were not read whole, each with its first fault. */
function faultLines(perFile: readonly FileReport[]): string[] {
  // Logs that are damaged before files that are none.
  const faulty = perFile
    .filter((file) => file.faults > 0)
    .sort((a, b) => Number(a.format === 'unknown') - Number(b.format === 'unknown'));
  if (faulty.length === 0) return [];
  const more = faulty.length - toldFiles;
  return [
    'not read whole:',
    ...faulty
      .slice(0, toldFiles)
      .map(({ file, firstFaults }) => printable(`  ${file}: ${firstFaults[0] ?? ''}`)),
    ...(more > 0 ? [`  and ${more} more; --summary FILE lists all`] : []),
  ];
}
