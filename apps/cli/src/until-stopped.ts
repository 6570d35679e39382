/** Signals this close together are one wish: Ctrl-C reaches the whole group, and the launcher passes it on as well. */
const oneWishMs = 1000;

/** Resolves at the first Ctrl-C or termination. A second one ends the process at once. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let asked: number | undefined;
    const stop = (): void => {
      if (asked !== undefined) {
        if (performance.now() - asked > oneWishMs) process.exit(130);
        return;
      }
      asked = performance.now();
      process.stderr.write('stopping; once more ends at once\n');
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  });
}
