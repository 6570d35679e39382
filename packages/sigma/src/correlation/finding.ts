import { createHash } from 'node:crypto';
import type { CompiledCorrelation, GroupKey } from './compile-correlation.ts';
import type { Entry } from './entry.ts';
import type { Contribution, Finding } from './signal.ts';

/** Contributions of one organisation that a finding lists. */
const MOST_LISTED = 100;

/** Makes the finding of a window; its entries are in order and there is at least one. */
export function makeFinding(
  { correlation, carried }: CompiledCorrelation,
  key: GroupKey,
  entries: readonly Entry[],
  instant: number,
  measure: number,
): Finding {
  const first = (entries[0] as Entry).contribution;
  const last = (entries.at(-1) as Entry).contribution;
  const organisations = new Map<string, number>();
  const listed = new Map<string | undefined, number>();
  const events: Contribution[] = [];
  for (const { contribution, organisations: inner } of entries.toReversed()) {
    const { organisation } = contribution;
    if (inner) for (const [each, count] of inner) add(organisations, each, count);
    else if (organisation !== undefined) add(organisations, organisation, 1);
    if (add(listed, organisation, 1) <= MOST_LISTED) events.push(contribution);
  }
  const organisation = shared(entries, ({ contribution }) => contribution.organisation);
  return {
    id: digest([correlation.id, key.text, first.event, last.event]),
    correlation: correlation.id,
    instant,
    organisation,
    device:
      organisation === undefined ? undefined : shared(entries, ({ contribution }) => contribution.device),
    group: Object.fromEntries(correlation.groupBy.map((field, index) => [field, key.values[index] ?? ''])),
    first,
    last,
    measure,
    count: entries.length,
    organisations: new Map([...organisations].sort(([a], [b]) => (a < b ? -1 : 1))),
    events: events.reverse(),
    fields: Object.fromEntries(
      carried.flatMap((field, index): [string, string][] => {
        const value = shared(entries, (entry) => entry.carried[index]);
        return value === undefined ? [] : [[field, value]];
      }),
    ),
  };
}

/** Whether two findings are the same to those who saw the first, correlations that count it among them. */
export function isSameFinding(a: Finding, b: Finding): boolean {
  if (a.id !== b.id || a.organisation !== b.organisation || a.device !== b.device) return false;
  const names = Object.keys(a.fields);
  return (
    names.length === Object.keys(b.fields).length && names.every((name) => a.fields[name] === b.fields[name])
  );
}

/** The value that all entries have; undefined where one has another or none. */
function shared(entries: readonly Entry[], read: (entry: Entry) => string | undefined): string | undefined {
  const value = read(entries[0] as Entry);
  return entries.every((entry) => read(entry) === value) ? value : undefined;
}

function add<T>(counts: Map<T, number>, key: T, count: number): number {
  const sum = (counts.get(key) ?? 0) + count;
  counts.set(key, sum);
  return sum;
}

function digest(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:${part}`);
  return hash.digest('hex').slice(0, 32);
}
