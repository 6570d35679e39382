import type { Fault } from '../record.ts';

/** How much compressed input may expand to. */
export interface ExpansionLimits {
  /** Bytes from one file altogether, nested containers included. */
  readonly maxBytes: number;
  /** Bytes out per byte in, checked from `ratioFrom` bytes on. */
  readonly maxRatio: number;
  readonly ratioFrom: number;
}

export const defaultLimits: ExpansionLimits = {
  maxBytes: 64 * 1024 ** 3,
  // Logs compress 10 to 60 times; an EVTX that is preallocated and mostly zeros a few hundred.
  maxRatio: 400,
  ratioFrom: 64 * 1024 ** 2,
};

/** Counts what has been expanded from one input file; shared by everything inside of it. */
export class ExpansionBudget {
  readonly #limits: ExpansionLimits;
  #total = 0;

  constructor(limits: ExpansionLimits = defaultLimits) {
    this.#limits = limits;
  }

  /** Counts `bytes` more; answers a fault when that is too much. */
  spend(bytes: number, expanded: number, compressed: number, what: string): Fault | undefined {
    this.#total += bytes;
    const { maxBytes, maxRatio, ratioFrom } = this.#limits;
    if (this.#total > maxBytes) {
      return {
        code: 'expansion',
        what,
        offset: 0,
        expected: `at most ${maxBytes} bytes expanded`,
        found: 'more',
      };
    }
    if (expanded > ratioFrom && expanded > compressed * maxRatio) {
      const found = `${expanded} bytes from ${compressed}`;
      return { code: 'expansion', what, offset: 0, expected: `at most ${maxRatio} bytes per byte`, found };
    }
    return undefined;
  }
}

/** Ends a stream of expanded bytes with a fault in place of more bytes. */
export class ContainerFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(`${fault.what}: expected ${fault.expected}, found ${fault.found}`);
    this.fault = fault;
  }
}

/** Passes expanded bytes on as long as the budget lasts, then throws a `ContainerFault`. */
export async function* bounded(
  expanded: AsyncIterable<Buffer>,
  budget: ExpansionBudget,
  compressed: () => number,
  what: string,
): AsyncGenerator<Buffer, void, undefined> {
  let total = 0;
  for await (const piece of expanded) {
    total += piece.length;
    const fault = budget.spend(piece.length, total, compressed(), what);
    if (fault !== undefined) throw new ContainerFault(fault);
    yield piece;
  }
}
