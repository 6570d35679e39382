import type { FieldValue } from '../event-view.ts';
import { foldText } from '../value/fold.ts';

/** Names of what a signal has beside its fields, for `group-by`, `field` and aliases. */
export const signalProperties = ['cordon.organisation', 'cordon.device', 'cordon.source'] as const;

/** What fields are read of: a signal, or a finding that is counted. */
export interface FieldSource {
  readonly organisation: string | undefined;
  readonly device: string | undefined;
  readonly source: string | undefined;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** Value of a field as written; undefined where there is none or it is null. Several values are their JSON. */
export function readValue(from: FieldSource, field: string): string | undefined {
  switch (field) {
    case 'cordon.organisation':
      return from.organisation;
    case 'cordon.device':
      return from.device;
    case 'cordon.source':
      return from.source;
  }
  const value = Object.hasOwn(from.fields, field) ? from.fields[field] : undefined;
  if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
  return JSON.stringify(value);
}

/** Values of several fields, folded, since Sigma ignores case; undefined where one is missing. */
export function readValues(from: FieldSource, fields: readonly string[]): string[] | undefined {
  const values: string[] = [];
  for (const field of fields) {
    const value = readValue(from, field);
    if (value === undefined) return undefined;
    values.push(foldText(value));
  }
  return values;
}
