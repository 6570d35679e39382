/** What the intake knows about its own load at the moment a request arrives. */
export interface Pressure {
  readonly backlogBytes: number;
  /** Age of the oldest entry that waits, ms. */
  readonly backlogAgeMs: number;
  /** Free bytes where the journal lies; Infinity when that is another machine's matter. */
  readonly diskFreeBytes: number;
  /** Bytes of requests that are being received now. */
  readonly inFlightBytes: number;
  /** Resident memory of this process. */
  readonly residentBytes: number;
}

export interface AdmissionLimits {
  readonly backlogBytes: number;
  /** Below this the disk counts as full: the database itself needs room to go on and to recover. */
  readonly diskFreeBytes: number;
  readonly inFlightBytes: number;
  readonly residentBytes: number;
}

export type Admission =
  | { readonly accept: true }
  | { readonly accept: false; readonly reason: string; readonly retryAfterSeconds: number };

const MiB = 1024 * 1024;
export const defaultAdmissionLimits: AdmissionLimits = {
  backlogBytes: 2048 * MiB,
  diskFreeBytes: 256 * MiB,
  inFlightBytes: 256 * MiB,
  residentBytes: 1400 * MiB,
};

/**
 * Whether a request may come in. Everything accepted must be kept, so the answer is given before its body is
 * read; a sender that is turned away keeps its events and comes back. The wait grows with how far behind we are.
 */
export function admit(pressure: Pressure, limits: AdmissionLimits): Admission {
  if (pressure.diskFreeBytes < limits.diskFreeBytes) {
    const free = Math.floor(pressure.diskFreeBytes / MiB);
    return refuse(`disk is full: ${free} MiB free, ${Math.ceil(limits.diskFreeBytes / MiB)} MiB needed`, 60);
  }
  if (pressure.backlogBytes > limits.backlogBytes) {
    const behind = Math.ceil(pressure.backlogAgeMs / 1000 / 10);
    return refuse('too many events wait to be processed', Math.min(Math.max(behind, 5), 60));
  }
  if (pressure.inFlightBytes > limits.inFlightBytes) return refuse('too many requests at once', 1);
  if (pressure.residentBytes > limits.residentBytes) return refuse('memory is short', 5);
  return { accept: true };
}

function refuse(reason: string, retryAfterSeconds: number): Admission {
  return { accept: false, reason, retryAfterSeconds };
}
