import { type Fault, type LogRecord, openLog } from '@cordon/eventlog';
import { type Engine, levels, type Rule } from '@cordon/sigma';
import { type Detection, timeText } from './detection.ts';
import { atLeast, type Level } from './level.ts';
import type { FileReport } from './summary.ts';

/** What to look for in which records. Times are in ms since 1970. */
export interface ScanQuery {
  readonly minLevel: Level;
  readonly from: number | undefined;
  readonly to: number | undefined;
}

export interface FileResult {
  readonly reports: readonly FileReport[];
  readonly detections: readonly Detection[];
}

/** How many faults of a file are told in full; all are counted. */
const toldFaults = 5;

/** Reads one input, which may be an archive of several logs, and matches its records. */
export async function scanFile(path: string, engine: Engine, query: ScanQuery): Promise<FileResult> {
  const reports: FileReport[] = [];
  const detections: Detection[] = [];
  for await (const part of openLog(path)) {
    const file = part.name === '' ? path : `${path}!${part.name}`;
    let records = 0;
    let faults = 0;
    const firstFaults: string[] = [];
    for await (const batch of part.batches) {
      for (const item of batch) {
        if (item.kind === 'fault') {
          faults += 1;
          if (firstFaults.length < toldFaults) firstFaults.push(faultText(item.fault));
          continue;
        }
        records += 1;
        if (!within(item.record.timeMs, query)) continue;
        for (const { rule } of engine.match(item.record)) {
          if (atLeast(levelOf(rule), query.minLevel)) detections.push(detection(rule, item.record, file));
        }
      }
    }
    reports.push({ file, format: part.format, records, faults, firstFaults });
  }
  return { reports, detections };
}

/** A record whose time cannot be read is never left out: it may be the one. */
function within(timeMs: number, { from, to }: ScanQuery): boolean {
  return !(from !== undefined && timeMs < from) && !(to !== undefined && timeMs > to);
}

export function levelOf(rule: Rule): Level {
  return rule.level ?? levels[0] ?? 'informational';
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
