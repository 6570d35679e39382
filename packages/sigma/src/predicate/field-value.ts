import type { EventView, FieldValue } from '../event-view.ts';

/**
 * A field's value as rules mean it. `EventID`, `Channel` and `Provider_Name` are the event's own identity even
 * where its payload has a field of that name; for anything else the event decides.
 */
export function fieldValue(view: EventView, field: string): FieldValue | undefined {
  if (field === 'EventID' && view.eventId >= 0) return String(view.eventId);
  if (field === 'Channel' && view.channel !== '') return view.channel;
  if (field === 'Provider_Name' && view.provider !== '') return view.provider;
  return view.get(field);
}

/** Fields that `fieldValue` takes from the event's identity. */
export const identityFields: ReadonlySet<string> = new Set(['EventID', 'Channel', 'Provider_Name']);
