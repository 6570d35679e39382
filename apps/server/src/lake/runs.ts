/**
 * Parts organisations, in their order, into runs of at most `runBytes`. One that is larger alone is a run of its own:
 * it needs no sorting.
 */
export function planRuns(
  sizes: readonly { readonly id: string; readonly bytes: number }[],
  runBytes: number,
): string[][] {
  const runs: string[][] = [];
  let room = 0;
  for (const { id, bytes } of sizes) {
    const run = runs.at(-1);
    if (run && bytes <= room) {
      run.push(id);
      room -= bytes;
    } else {
      runs.push([id]);
      room = runBytes - bytes;
    }
  }
  return runs;
}
