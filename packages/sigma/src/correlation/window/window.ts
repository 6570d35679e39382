import type { Entry } from '../entry.ts';

/**
 * What a correlation knows of the events of its window. Entries are pushed and popped in order; each costs constant
 * time on the average, but for percentiles and medians, which move part of a sorted list.
 */
export interface Window {
  push(entry: Entry): void;
  /** The oldest entry leaves. */
  pop(entry: Entry): void;
  /** Whether the condition is fulfilled by what happened at or after `from`, where the window begins. */
  holds(from: number): boolean;
  /** What the condition is held against. */
  measure(from: number): number;
  /** Beginning of the shortest window that fulfils it, where that is not the oldest entry. */
  start?(from: number): Entry | undefined;
}
