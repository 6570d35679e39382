/** How many times the usual the greatest may be before a linear axis shows nothing of the usual. */
const readable = 15;

/**
 * Whether one outbreak makes the rest unreadable on a linear axis: the greatest count is more than 15 times the median
 * of those above nothing. With fewer than four such counts there is no "usual" to speak of.
 */
export function isDwarfed(counts: readonly number[]): boolean {
  const present = counts.filter((count) => count > 0).toSorted((a, b) => a - b);
  if (present.length < 4) return false;
  const median = present[Math.floor((present.length - 1) / 2)] ?? 0;
  return (present.at(-1) ?? 0) > readable * median;
}

/**
 * Values to mark on a square-root axis up to `top`: round ones, each about a third to a quarter of the next, so that
 * they stand apart; at most `most` besides 0.
 */
export function rootTicks(top: number, most: number): readonly number[] {
  const found: number[] = [];
  for (let next = roundDown(top); found.length < most && next >= 1; next = roundDown(next / 4))
    found.unshift(next);
  return [0, ...found];
}

/** The greatest of 1, 2 and 5 times a power of ten that is not above the value; 0 below 1. */
function roundDown(value: number): number {
  if (value < 1) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([5, 2, 1].find((times) => times * power <= value) ?? 1);
}
