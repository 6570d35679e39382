import type { CaseEvent } from './rule-files.ts';

/** In how many places two events differ: log, source, event id, and each field. The computer does not count. */
export function differences(left: CaseEvent, right: CaseEvent): number {
  const fields = new Set([...Object.keys(left.fields), ...Object.keys(right.fields)]);
  const inFields = [...fields].filter(
    (field) => JSON.stringify(left.fields[field]) !== JSON.stringify(right.fields[field]),
  );
  const inSystem = (['channel', 'provider', 'event_id'] as const).filter((key) => left[key] !== right[key]);
  return inFields.length + inSystem.length;
}
