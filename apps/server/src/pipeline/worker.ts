import { parentPort, workerData } from 'node:worker_threads';
import { recordFromJson } from '@cordon/eventlog';
import { createEngine, loadRules } from '@cordon/sigma';
import { ruleKey } from '../rules/worker.ts';
import { indicatorMatching } from './indicator-signals.ts';
import { type Matching, processTask } from './process-task.ts';
import type { FromWorker, ToWorker, WorkerRuleTexts, WorkerStart } from './worker-messages.ts';

/** A worker thread: one task at a time, rules replaced between two tasks. */
const port = parentPort;
if (!port) throw new Error('worker.ts runs as a worker thread');

const start = workerData as WorkerStart;
let matching = matchingOf(start.rules);
let indicators = indicatorMatching(start.indicators);

function matchingOf(rules: WorkerRuleTexts): Matching {
  const disabled = new Set(rules.disabled);
  const { rules: loaded } = loadRules(rules.sources);
  return {
    engine: createEngine(loaded.filter((rule) => !disabled.has(ruleKey(rule.id)))),
    groupBy: rules.groupBy,
    asked: rules.asked,
  };
}

function answer(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  port?.postMessage(message, transfer);
}

port.on('message', (message: ToWorker) => {
  if (message.kind === 'rules') {
    matching = matchingOf(message.rules);
    return;
  }
  if (message.kind === 'indicators') {
    indicators = indicatorMatching(message.indicators);
    return;
  }
  const result = processTask(message.task, { readShipper: recordFromJson, matching, indicators });
  // Each is a buffer of its own: it changes hands instead of being copied.
  const own = [result.lake, result.ids, result.rowEnds].map((view) => view.buffer as ArrayBuffer);
  answer({ kind: 'done', result }, own);
});
answer({ kind: 'ready' });
