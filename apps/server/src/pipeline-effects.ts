import type { Db } from './control/index.ts';
import { applyObservations, applySightings } from './devices/index.ts';
import type { SourceDirectory } from './federation/index.ts';
import type { Clock } from './kernel/clock.ts';
import type { Effects, OverdueSource } from './pipeline/index.ts';
import { applySignals, type Correlation, endSilence, silenceSignal } from './signals/index.ts';

/** What the areas behind the pipeline do with what it finds. */
export function pipelineEffects(clock: Clock, correlation?: Correlation): Effects {
  return {
    signals: (db, signals) => applySignals(db, signals, correlation),
    sightings: applySightings,
    observations: applyObservations,
    async heard(db, sourceIds) {
      for (const sourceId of sourceIds) await endSilence(db, sourceId, clock.now());
    },
  };
}

/** Raises the alert of silence; a shared source that went silent is reported to every organisation of its map. */
export function silenceEffect(directory: SourceDirectory) {
  return async (db: Db, sources: readonly OverdueSource[], now: Date): Promise<void> => {
    const signals = [];
    for (const source of sources) {
      const organisationIds = source.organisation_id
        ? [source.organisation_id]
        : new Set((await directory.facts(source.source_id))?.map.map((line) => line.organisationId));
      for (const organisationId of organisationIds)
        signals.push(
          silenceSignal(
            {
              sourceId: source.source_id,
              sourceName: source.name,
              organisationId,
              origin: source.origin,
              lastEvent: source.last_event.getTime(),
              thresholdMinutes: source.silent_after_minutes,
            },
            now.getTime(),
          ),
        );
    }
    await applySignals(db, signals);
  };
}
