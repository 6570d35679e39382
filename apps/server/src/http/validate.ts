import type { Route } from '@cordon/api';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { closedSchema } from './closed-schema.ts';
import { httpProblem } from './problems.ts';

/** The parts of a request as they came in: path parameters and query are text. */
export interface RawParts {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/**
 * Compiles a route's schemas into one check. It answers the parts with numbers and booleans of path and query read
 * from their text and defaults filled in, or throws `request-invalid` with a JSON pointer to the first fault.
 */
export function routeValidator(route: Route): (raw: RawParts) => RawParts {
  const params = partValidator('params', route.params, true);
  const query = partValidator('query', route.query, true);
  const body = route.bodyType ? () => undefined : partValidator('body', route.body, false);
  return (raw) => ({ params: params(raw.params), query: query(raw.query), body: body(raw.body) });
}

function partValidator(
  part: string,
  schema: TSchema | undefined,
  text: boolean,
): (value: unknown) => unknown {
  if (!schema) return (value) => refuseAny(part, value);
  const closed = closedSchema(schema);
  const compiled = Compile(closed);
  return (given) => {
    const value = text ? fromText(closed, given) : given;
    if (value === undefined)
      throw httpProblem('request-invalid', { at: `/${part}`, detail: 'expected a JSON body, found none' });
    if (!compiled.Check(value)) throw invalid(part, compiled.Errors(value));
    const badText = findBadText(value, `/${part}`);
    if (badText)
      throw httpProblem('request-invalid', {
        at: badText,
        detail: 'expected text, found the NUL character or half of a surrogate pair in it',
      });
    return value;
  };
}

function refuseAny(part: string, value: unknown): undefined {
  if (typeof value === 'object' && value !== null && Object.keys(value).length === 0) return undefined;
  if (value === undefined || value === null) return undefined;
  throw httpProblem('request-invalid', { at: `/${part}`, detail: `this operation takes no ${part}` });
}

interface Property {
  readonly type?: string;
  readonly default?: unknown;
}

/** Text of path and query to what the schema wants, where the text says so exactly; else left for the check. */
function fromText(schema: TSchema, given: unknown): Record<string, unknown> {
  const properties = (schema as { properties?: Record<string, Property> }).properties ?? {};
  const out: Record<string, unknown> = { ...(given as Record<string, unknown>) };
  for (const [name, property] of Object.entries(properties)) {
    const value = out[name];
    if (value === undefined) {
      if (property.default !== undefined) out[name] = property.default;
    } else if (typeof value === 'string') out[name] = readText(property.type, value);
  }
  return out;
}

function readText(type: string | undefined, text: string): unknown {
  if (type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (type === 'number' && /^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

interface SchemaFault {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message: string;
  readonly params: unknown;
}

/** Of the faults a schema reports, the one a person can act on: unions report each of their branches. */
function invalid(part: string, faults: readonly SchemaFault[]): Error {
  const unknown = faults.find(
    (fault) => fault.keyword === 'additionalProperties' && fault.instancePath === '',
  );
  const fault = unknown ?? faults.find((each) => each.keyword !== 'boolean');
  if (!fault) return httpProblem('request-invalid', { at: `/${part}` });
  const extra = (fault.params as { additionalProperties?: string[] }).additionalProperties;
  return httpProblem('request-invalid', {
    at: `/${part}${fault.instancePath}`,
    detail: extra
      ? `expected no such property, found ${extra.slice(0, 5).join(', ').slice(0, 200)}`
      : fault.message,
  });
}

/** PostgreSQL stores no NUL and UTF-8 has no half surrogates: refused here, with their place, not as a failed write. */
function findBadText(value: unknown, at: string): string | undefined {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? at : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, child] of Object.entries(value)) {
    const found = key.includes('\0') ? at : findBadText(child, `${at}/${key}`);
    if (found) return found;
  }
  return undefined;
}
