/** Measuring by medians: machines drift, so a figure is the middle of several runs and a comparison is a ratio. */

export interface Measured {
  /** Median seconds of a run. */
  readonly seconds: number;
  readonly least: number;
  readonly most: number;
}

/** Runs `work` a few times unmeasured, then `runs` times measured. */
export async function measure(work: () => unknown, runs = 5, warmUp = 3): Promise<Measured> {
  for (let index = 0; index < warmUp; index += 1) await work();
  const seconds: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    const started = performance.now();
    await work();
    seconds.push((performance.now() - started) / 1000);
  }
  return summarise(seconds);
}

export function summarise(seconds: readonly number[]): Measured {
  const sorted = [...seconds].sort((a, b) => a - b);
  return {
    seconds: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    least: sorted[0] ?? Number.NaN,
    most: sorted.at(-1) ?? Number.NaN,
  };
}

export interface Row {
  readonly name: string;
  readonly perSecond: number;
  readonly note: string;
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-GB');

/** Prints a table; `peer` is the row that the others are compared with. */
export function printRows(title: string, unit: string, rows: readonly Row[], peer?: Row): void {
  console.log(`\n${title}`);
  for (const row of rows) {
    const ratio = peer && row !== peer ? `${(row.perSecond / peer.perSecond).toFixed(1)}x` : '';
    console.log(
      `  ${row.name.padEnd(44)}${whole(row.perSecond).padStart(12)} ${unit}  ${ratio.padStart(7)}  ${row.note}`,
    );
  }
}

/** A figure that measured nothing is a mistake of the benchmark, not a result. */
export function mustBePositive(figures: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(figures))
    if (!(value > 0)) throw new Error(`benchmark: ${name} is ${value}; expected more than nothing`);
}

/** Peak resident memory of this process so far, in MiB. */
export function peakMiB(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
