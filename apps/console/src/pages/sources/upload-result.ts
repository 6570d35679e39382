import type { Job } from '@cordon/api';

/** One thing that could not be read in a file, as a person can find it again. */
export interface UploadFault {
  /** Log within an archive; '' for the file itself. */
  readonly part: string;
  readonly what: string;
  readonly offset: number;
  readonly expected: string;
  readonly found: string;
}
export interface UploadResult {
  readonly records: number;
  /** All of them; `list` holds the first. */
  readonly faults: number;
  readonly list: readonly UploadFault[];
  /** Formats that were found, each once. */
  readonly formats: readonly string[];
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const objectsOf = (value: unknown): readonly Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'object' && each !== null) : [];

/** What reading a file came to; null while that is not known. */
export function uploadResultOf(job: Pick<Job, 'state' | 'result'>): UploadResult | null {
  if (job.state !== 'done' || typeof job.result.records !== 'number') return null;
  return {
    records: job.result.records,
    faults: numberOf(job.result.faults),
    list: objectsOf(job.result.faultList).map((fault) => ({
      part: textOf(fault.part),
      what: textOf(fault.what),
      offset: numberOf(fault.offset),
      expected: textOf(fault.expected),
      found: textOf(fault.found),
    })),
    formats: [
      ...new Set(
        objectsOf(job.result.parts)
          .map((part) => textOf(part.format))
          .filter((format) => format !== '' && format !== 'unknown'),
      ),
    ],
  };
}
