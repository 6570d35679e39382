import { cautionOf } from '../caution.ts';
import type { Indicator, IndicatorKind, NoIndicator } from '../indicator.ts';
import { readWord } from '../read-word.ts';

export interface ListedIndicator extends Indicator {
  /** Where it stands, from 1. */
  readonly line: number;
  /** When it stops counting by the list's own word, ms since 1970. */
  readonly expires?: number;
}
export interface Refusal {
  readonly line: number;
  /** The beginning of what was refused. */
  readonly text: string;
  readonly code: NoIndicator['code'] | 'too-many' | 'expired' | 'expiry' | 'csv' | 'stix' | 'pattern';
  readonly reason: string;
}
export interface Caution {
  readonly line: number;
  readonly value: string;
  readonly reason: string;
}

export type Format = 'text' | 'csv' | 'stix';

/** What a list was understood to say. */
export interface Reading {
  readonly format: Format;
  /** Each once, where it stood first. */
  readonly indicators: readonly ListedIndicator[];
  /** The first refusals, with their places; `refusedInAll` counts the others too. */
  readonly refused: readonly Refusal[];
  readonly refusedInAll: number;
  readonly cautions: readonly Caution[];
  readonly cautionsInAll: number;
  /** Indicators that stood there once more. */
  readonly repeated: number;
}

export interface ReadLimits {
  /** Ms since 1970: what expired before it is refused. */
  readonly now: number;
  /** Most indicators of a list. */
  readonly most?: number;
  /** Refusals and cautions that are told one by one. */
  readonly told?: number;
}

export const mostOfList = 100_000;

/** Gathers what the readers find, with one rule for repetitions, limits and cautions. */
export class ReadingBuilder {
  readonly #found = new Map<string, ListedIndicator>();
  readonly #refused: Refusal[] = [];
  readonly #cautions: Caution[] = [];
  readonly #limits: Required<ReadLimits>;
  #refusedInAll = 0;
  #cautionsInAll = 0;
  #repeated = 0;

  constructor(limits: ReadLimits) {
    this.#limits = { most: mostOfList, told: 1000, ...limits };
  }

  word(line: number, text: string, expected?: IndicatorKind, expires?: number): void {
    const read = readWord(text, expected);
    if (!read.ok) {
      this.refuse(line, text, read.fault.code, read.fault.reason);
      return;
    }
    if (expires !== undefined && expires <= this.#limits.now) {
      this.refuse(line, text, 'expired', `it expired on ${new Date(expires).toISOString()}`);
      return;
    }
    const { indicator } = read;
    const key = `${indicator.kind} ${indicator.value}`;
    const known = this.#found.get(key);
    if (known) {
      this.#repeated += 1;
      // Of two expiries the later one counts, and none is the latest.
      if (known.expires !== undefined && (expires === undefined || expires > known.expires))
        this.#found.set(key, {
          ...indicator,
          line: known.line,
          ...(expires === undefined ? {} : { expires }),
        });
      return;
    }
    if (this.#found.size >= this.#limits.most) {
      this.refuse(line, text, 'too-many', `a list holds at most ${this.#limits.most} indicators`);
      return;
    }
    this.#found.set(key, { ...indicator, line, ...(expires === undefined ? {} : { expires }) });
    const reason = read.widened ?? cautionOf(indicator);
    if (reason === undefined) return;
    this.#cautionsInAll += 1;
    if (this.#cautions.length < this.#limits.told)
      this.#cautions.push({ line, value: indicator.value, reason });
  }

  refuse(line: number, text: string, code: Refusal['code'], reason: string): void {
    this.#refusedInAll += 1;
    if (this.#refused.length >= this.#limits.told) return;
    this.#refused.push({ line, text: text.length > 200 ? `${text.slice(0, 200)}…` : text, code, reason });
  }

  finish(format: Format): Reading {
    return {
      format,
      indicators: [...this.#found.values()],
      refused: this.#refused,
      refusedInAll: this.#refusedInAll,
      cautions: this.#cautions,
      cautionsInAll: this.#cautionsInAll,
      repeated: this.#repeated,
    };
  }
}
