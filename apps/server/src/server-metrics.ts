import { Gauge, type Registry } from 'prom-client';
import type { CorrelationFigures, CorrelationWatch } from './correlation/index.ts';
import type { LiveHub } from './http/index.ts';
import type { Journal } from './journal/index.ts';
import type { Pipeline, PipelineStatus } from './pipeline/index.ts';

export interface MeasuredParts {
  readonly pipeline: Pipeline;
  readonly correlation: Pick<CorrelationWatch, 'figures'>;
  readonly journal: Journal;
  readonly live: LiveHub;
}

const pipelineFigures: readonly (readonly [keyof PipelineStatus, string, string])[] = [
  ['events', 'events', 'Events processed since the start'],
  ['signals', 'signals', 'Rule hits since the start'],
  ['deadLetters', 'dead_letters', 'Records that could not be read since the start'],
  [
    'quarantined',
    'quarantined_events',
    'Events of shared sources that no line of the map matched since the start',
  ],
  ['duplicates', 'duplicate_events', 'Events that had come before since the start'],
  ['eventsPerSecond', 'events_per_second', 'Events processed per second, lately'],
  ['lagSeconds', 'pipeline_lag_seconds', 'Age of the oldest event that waits or is not yet sealed'],
];

const correlationFigures: readonly (readonly [keyof CorrelationFigures, string, string])[] = [
  ['signals', 'correlation_signals', 'Signals given to correlators since the start'],
  ['late', 'correlation_late_signals', 'Signals too late for a correlator since the start'],
  [
    'ahead',
    'correlation_ahead_signals',
    'Signals from the future that no correlator counted since the start',
  ],
  ['ungrouped', 'correlation_ungrouped_signals', 'Signals without a value to group by since the start'],
  ['valueless', 'correlation_valueless_signals', 'Signals without a value to count since the start'],
  ['groups', 'correlation_groups', 'Groups that correlators hold'],
  ['entries', 'correlation_entries', 'Events that correlators hold'],
  ['evictedGroups', 'correlation_evicted_groups', 'Groups forgotten for lack of room since the start'],
  ['evictedEntries', 'correlation_evicted_entries', 'Events forgotten for lack of room since the start'],
];

/** Figures of the running server, read when Prometheus asks. */
export function measureServer(
  registry: Registry,
  { pipeline, correlation, journal, live }: MeasuredParts,
): void {
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name: `cordon_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  };
  for (const [key, name, help] of pipelineFigures) gauge(name, help, () => pipeline.status()[key]);
  for (const [key, name, help] of correlationFigures) gauge(name, help, () => correlation.figures()[key]);
  gauge('journal_entries', 'Accepted entries that wait', () => journal.backlog().entries);
  gauge('journal_bytes', 'Compressed bytes of accepted entries that wait', () => journal.backlog().bytes);
  gauge('live_connections', 'Browsers that listen for changes', () => live.connections());
}
