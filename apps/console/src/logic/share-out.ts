/** Lower and upper edge of each part of a bar, bottom first: the parts share `height` in proportion. */
export function shareOut(
  parts: readonly number[],
  height: number,
): readonly (readonly [low: number, high: number])[] {
  const sum = parts.reduce((all, part) => all + part, 0);
  let below = 0;
  return parts.map((part) => {
    const low = sum === 0 ? 0 : (below / sum) * height;
    below += part;
    return [low, sum === 0 ? 0 : (below / sum) * height];
  });
}
