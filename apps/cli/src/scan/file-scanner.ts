import { type Fault, type LogRecord, type OpenBytes, openLog } from '@cordon/eventlog';
import type { Engine, Rule } from '@cordon/sigma';
import { countedFile } from './counted-file.ts';
import { type Detection, timeText } from './detection.ts';
import { atLeast, type Level, levelOf } from './level.ts';
import { type ScanSignal, scanSignal } from './scan-signal.ts';
import type { FileReport } from './summary.ts';

/** What to look for in which records. Times are in ms since 1970. */
export interface ScanQuery {
  readonly minLevel: Level;
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** Rules that correlations count, and the fields that these ask for, by id. */
  readonly counted: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ids of rules that only serve correlations: no rows for them. */
  readonly silent: ReadonlySet<string>;
}

export interface FileResult {
  readonly reports: readonly FileReport[];
  readonly detections: readonly Detection[];
  /** For the correlations, whatever the level of the rule. */
  readonly signals: readonly ScanSignal[];
}

/** How many faults of a file are told in full; all are counted. */
const toldFaults = 5;

/**
 * Reads one input, which may be an archive of several logs, and matches its records. What the system does not let
 * us read is a fault of that file, so that the others are still looked at. `onRead` hears how many bytes were read.
 */
export async function scanFile(
  path: string,
  engine: Engine,
  query: ScanQuery,
  onRead: (bytes: number) => void,
): Promise<FileResult> {
  const reports: Counted[] = [];
  const detections: Detection[] = [];
  const signals: ScanSignal[] = [];
  let source: OpenBytes | undefined;
  try {
    source = countedFile(path, onRead);
    for await (const part of openLog(source, { fileName: path })) {
      const file = part.name === '' ? path : `${path}!${part.name}`;
      const report: Counted = { file, format: part.format, records: 0, faults: 0, firstFaults: [] };
      reports.push(report);
      for await (const batch of part.batches) {
        for (const item of batch) {
          if (item.kind === 'fault') {
            addFault(report, faultText(item.fault));
            continue;
          }
          report.records += 1;
          if (!within(item.record.timeMs, query)) continue;
          for (const { rule } of engine.match(item.record)) {
            const names = query.counted.get(rule.id);
            if (names) signals.push(scanSignal(rule.id, names, item.record, file, report.records));
            if (query.silent.has(rule.id)) continue;
            if (atLeast(levelOf(rule), query.minLevel)) detections.push(detection(rule, item.record, file));
          }
        }
      }
    }
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    if (reports.length === 0)
      reports.push({ file: path, format: 'unknown', records: 0, faults: 0, firstFaults: [] });
    const report = reports.at(-1);
    if (report) addFault(report, `cannot be read: ${error.message}`);
  } finally {
    source?.close();
  }
  return { reports, detections, signals };
}

/** A report while the file is read. */
type Counted = { -readonly [K in keyof FileReport]: FileReport[K] } & { readonly firstFaults: string[] };

function addFault(report: Counted, text: string): void {
  report.faults += 1;
  if (report.firstFaults.length < toldFaults) report.firstFaults.push(text);
}

/** A record whose time cannot be read is never left out: it may be the one. */
function within(timeMs: number, { from, to }: ScanQuery): boolean {
  return !(from !== undefined && timeMs < from) && !(to !== undefined && timeMs > to);
}

function faultText(fault: Fault): string {
  return `${fault.what} at ${fault.offset}: expected ${fault.expected}, found ${fault.found}`;
}

function detection(rule: Rule, record: LogRecord, file: string): Detection {
  return {
    time: timeText(record.timeMs),
    ruleId: rule.id,
    ruleTitle: rule.title,
    level: levelOf(rule),
    tags: rule.tags,
    file,
    recordId: record.recordId,
    channel: record.channel,
    provider: record.provider,
    eventId: record.eventId,
    computer: record.computer,
    fields: record.fields(),
    ...(record.legacy ? { legacy: record.legacy } : {}),
    ...(record.recovered ? { recovered: true } : {}),
  };
}
