import type { BulkVerb } from '../events/index.ts';

/**
 * The items of a `_bulk` answer, kept as runs: most requests are one run of one verb. Rendered without blanks and
 * in the order took, errors, items, because Fluent Bit and Vector look for those very texts; an item holds its
 * status only, because Fluent Bit reads no more than 512 kB.
 */
export class BulkAnswer {
  readonly #runs: { item: string; count: number }[] = [];
  #refused = 0;

  get items(): number {
    return this.#runs.reduce((sum, run) => sum + run.count, 0);
  }

  stored(verb: BulkVerb): void {
    this.#add(`{"${verb}":{"status":201}}`);
  }

  refused(verb: BulkVerb, reason: string): void {
    this.#refused += 1;
    const error = { type: 'illegal_argument_exception', reason };
    this.#add(JSON.stringify({ [verb]: { status: 400, error } }));
  }

  render(tookMs: number): string {
    const items = this.#runs.map(({ item, count }) => `${`${item},`.repeat(count - 1)}${item}`).join(',');
    return `{"took":${Math.max(0, Math.round(tookMs))},"errors":${this.#refused > 0},"items":[${items}]}`;
  }

  #add(item: string): void {
    const last = this.#runs.at(-1);
    if (last?.item === item) last.count += 1;
    else this.#runs.push({ item, count: 1 });
  }
}
