import type { Area } from '../kernel/area.ts';
import type { Logger } from '../kernel/log.ts';
import type { Lake } from './lake.ts';

/** Keeps a lake in order until stopped: merges small segments, deletes replaced ones. Begins after one interval. */
export function startLakeMaintenance(lake: Lake, log: Logger, everyMs = 20_000): Area {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const round = async (): Promise<void> => {
    try {
      await lake.compact(stopping.signal);
      if (!stopping.signal.aborted) await lake.sweep();
    } catch (error) {
      log.error({ err: error }, 'the lake could not be compacted; it will be tried again');
    }
    if (!stopping.signal.aborted) wait();
  };
  const wait = (): void => {
    timer = setTimeout(() => {
      running = round();
    }, everyMs);
  };
  wait();
  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
