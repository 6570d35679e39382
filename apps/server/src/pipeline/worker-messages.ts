import type { WorkerIndicators } from './indicator-signals.ts';
import type { Task, TaskResult } from './task.ts';

/** What matching needs: see `WorkerRules` of the rule registry. */
export interface WorkerRuleTexts {
  readonly version: number;
  readonly sources: readonly { readonly name: string; readonly text: string }[];
  readonly disabled: readonly string[];
  readonly groupBy: Readonly<Record<string, readonly string[]>>;
  readonly asked: Readonly<Record<string, readonly string[]>>;
}

/** What a worker starts with. */
export interface WorkerStart {
  readonly rules: WorkerRuleTexts;
  readonly indicators: WorkerIndicators;
}

export type ToWorker =
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'rules'; readonly rules: WorkerRuleTexts }
  | { readonly kind: 'indicators'; readonly indicators: WorkerIndicators };

export type FromWorker = { readonly kind: 'ready' } | { readonly kind: 'done'; readonly result: TaskResult };
