import type { EventView, FieldValue } from '@cordon/sigma';
import type { CaseEvent } from './rule-files.ts';

/** Shows an event of a case to the engine the way a real record is shown. */
export function caseView(event: CaseEvent): EventView {
  const system: Readonly<Record<string, string>> = {
    EventID: String(event.event_id),
    Channel: event.channel,
    Provider_Name: event.provider,
    Computer: event.computer,
  };
  return {
    channel: event.channel,
    provider: event.provider,
    eventId: event.event_id,
    get: (field): FieldValue | undefined =>
      Object.hasOwn(event.fields, field) ? event.fields[field] : system[field],
    *texts() {
      for (const value of Object.values(event.fields)) {
        if (typeof value === 'string') yield value;
        else yield* value;
      }
    },
  };
}
