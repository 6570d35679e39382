import type { TSchema } from 'typebox';

type Json = { readonly [key: string]: unknown };

/**
 * The same schema as plain JSON Schema in which every object refuses properties that it does not name. A property
 * that is ignored in silence is a filter that was not applied, or a field somebody believes to have set.
 */
export function closedSchema(schema: TSchema): TSchema {
  return close(schema as unknown as Json) as TSchema;
}

function close(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(close);
  if (typeof schema !== 'object' || schema === null) return schema;
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    out[key] = key === 'properties' ? mapValues(value as Json) : key === 'const' ? value : close(value);
  }
  if (out.type === 'object' && out.properties && out.additionalProperties === undefined)
    out.additionalProperties = false;
  return out;
}

function mapValues(properties: Json): Json {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, close(value)]));
}
