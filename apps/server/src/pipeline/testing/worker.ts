import { parentPort } from 'node:worker_threads';
import { readEntryLines } from '../journal-lines.ts';
import type { ToWorker } from '../worker-messages.ts';

/** The real worker, but for lines that hold KILL: those end the thread, as a fault in native code would. */
parentPort?.on('message', (message: ToWorker) => {
  if (message.kind !== 'task') return;
  for (const entry of message.task.entries) {
    readEntryLines(entry, (line) => {
      if (line.source.includes('KILL')) process.exit(1);
    });
  }
});
await import('../worker.ts');
