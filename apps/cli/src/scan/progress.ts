/** A bar on a terminal's standard error; silent elsewhere. `total` and `add` are in bytes. */
export class Progress {
  private done = 0;
  private shown = 0;
  private readonly total: number;
  private readonly terminal: boolean;

  constructor(total: number, terminal: boolean = process.stderr.isTTY === true) {
    this.total = total;
    this.terminal = terminal;
  }

  add(bytes: number): void {
    this.done += bytes;
    if (!this.terminal || performance.now() - this.shown < 100) return;
    this.shown = performance.now();
    const share = this.total > 0 ? Math.min(1, this.done / this.total) : 1;
    const filled = Math.round(share * 30);
    const mib = (value: number) => (value / 1048576).toFixed(1);
    process.stderr.write(
      `\r[${'#'.repeat(filled)}${' '.repeat(30 - filled)}] ${Math.floor(share * 100)} % of ${mib(this.total)} MiB`,
    );
  }

  end(): void {
    if (this.terminal && this.shown > 0) process.stderr.write('\r\u001b[2K');
  }
}
