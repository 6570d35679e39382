/** What an action line of `_bulk` asks for. `pipeline`, `routing` and the like are for the store it was meant for. */
export interface BulkAction {
  readonly verb: BulkVerb;
  /** The document's id where the sender gave one; it identifies the event within its source. */
  readonly id: string | undefined;
}

const verbs = ['index', 'create', 'update', 'delete'] as const;
export type BulkVerb = (typeof verbs)[number];

/** Elasticsearch ids have at most 512 bytes, index names 255; the rest of the line is short. */
const maxActionLine = 16 * 1024;

/** Reads one action line. A text says why it cannot be one. */
export function readActionLine(line: Buffer): BulkAction | string {
  if (line.length > maxActionLine) return `at most ${maxActionLine} bytes, found ${line.length}`;
  let value: unknown;
  try {
    value = JSON.parse(line.toString('utf8'));
  } catch {
    return 'expected a JSON object';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'expected a JSON object';
  const [entry, ...more] = Object.entries(value);
  if (!entry || more.length > 0) return 'expected exactly one of index, create, update, delete';
  const [name, meta] = entry;
  const verb = verbs.find((each) => each === name);
  if (!verb)
    return `expected one of index, create, update, delete, found ${JSON.stringify(name.slice(0, 50))}`;
  if (typeof meta !== 'object' || meta === null || Array.isArray(meta)) {
    return `expected an object under ${verb}`;
  }
  const id = (meta as { readonly _id?: unknown })._id;
  if (id === undefined || id === null) return { verb, id: undefined };
  if (typeof id === 'number') return { verb, id: String(id) };
  if (typeof id !== 'string' || id.length > 512) return 'expected _id to be a text of at most 512 characters';
  return { verb, id: id === '' ? undefined : id };
}
