import { type Compiled, maxNameLength, nameHeader } from './compile.ts';
import { Shape, type ShapeBudget, type Template } from './shape.ts';

/** Bytes of a definition before its body: link to the next one, GUID, size of the body. */
export const definitionHeader = 24;

const maxBytes = 32 * 1024 * 1024;
const maxVariants = 8;
const maxShapeWeight = 1_000_000;

interface Variant {
  readonly template: Template;
  readonly body: Buffer;
  readonly compiled: Compiled;
}

/**
 * Compiled templates, shared between chunks and files. Every chunk repeats the definitions it uses, with other
 * name offsets, so a look-up compares the whole body, byte by byte except for those offsets, and every name:
 * two definitions that claim one GUID but differ are two templates, and no file can spoil another's.
 *
 * Bounded: beyond 32 MiB of definitions, or a million elements in layouts, everything is forgotten and
 * collected anew.
 */
export class TemplateCache implements ShapeBudget {
  readonly #variants = new Map<string, Variant[]>();
  #bytes = 0;
  #shapeWeight = 0;
  #lastUid = 0;

  /**
   * @param offset of the definition in the chunk
   * @param size of the definition's body; `offset + definitionHeader + size` lies inside the chunk
   */
  find(chunk: Buffer, offset: number, size: number): Template | undefined {
    const variants = this.#variants.get(keyAt(chunk, offset));
    if (variants === undefined) return undefined;
    for (const variant of variants) {
      if (variant.body.length === size && sameBody(variant, chunk, offset + definitionHeader)) {
        return variant.template;
      }
    }
    return undefined;
  }

  add(chunk: Buffer, offset: number, size: number, compiled: Compiled): Template {
    if (this.#bytes + size > maxBytes) this.#forget();
    const template = makeTemplate(++this.#lastUid, compiled, this);
    const start = offset + definitionHeader;
    const variant = { template, body: Buffer.from(chunk.subarray(start, start + size)), compiled };
    const key = keyAt(chunk, offset);
    const variants = this.#variants.get(key);
    if (variants === undefined) this.#variants.set(key, [variant]);
    else if (variants.length < maxVariants) variants.push(variant);
    else return template;
    this.#bytes += size;
    return template;
  }

  admit(weight: number): void {
    if (this.#shapeWeight + weight > maxShapeWeight) this.#forget();
    this.#shapeWeight += weight;
  }

  #forget(): void {
    this.#variants.clear();
    this.#bytes = 0;
    this.#shapeWeight = 0;
  }
}

/** A template for a fragment that stands in one record only. */
export function fragmentTemplate(compiled: Compiled): Template {
  return makeTemplate(0, compiled, undefined);
}

function makeTemplate(uid: number, compiled: Compiled, budget: ShapeBudget | undefined): Template {
  const { nodes, weight } = compiled;
  // A template and the root of its shapes refer to each other.
  const template: { uid: number; nodes: typeof nodes; weight: number; shape?: Shape } = {
    uid,
    nodes,
    weight,
  };
  template.shape = new Shape(template as Template, weight, budget);
  return template as Template;
}

function keyAt(chunk: Buffer, offset: number): string {
  return chunk.toString('latin1', offset + 4, offset + definitionHeader);
}

function sameBody(variant: Variant, chunk: Buffer, start: number): boolean {
  const { body, compiled } = variant;
  let compared = 0;
  for (const { at, name, inline } of compiled.names) {
    if (!sameBytes(body, compared, at, chunk, start)) return false;
    const nameOffset = chunk.readUInt32LE(start + at);
    if (inline !== (nameOffset === start + at + 4)) return false;
    if (!sameName(name, chunk, nameOffset)) return false;
    // An inline name is compared as a name: its link to the next one differs from chunk to chunk.
    compared = at + 4 + (inline ? nameHeader + name.length * 2 + 2 : 0);
  }
  return sameBytes(body, compared, body.length, chunk, start);
}

function sameBytes(body: Buffer, from: number, to: number, chunk: Buffer, start: number): boolean {
  for (let at = from; at < to; at++) if (body[at] !== chunk[start + at]) return false;
  return true;
}

function sameName(name: string, chunk: Buffer, offset: number): boolean {
  const units = name.length;
  if (units > maxNameLength || offset + nameHeader + units * 2 > chunk.length) return false;
  if (((chunk[offset + 6] ?? 0) | ((chunk[offset + 7] ?? 0) << 8)) !== units) return false;
  for (let at = 0; at < units; at++) {
    const low = offset + nameHeader + at * 2;
    if (name.charCodeAt(at) !== ((chunk[low] ?? 0) | ((chunk[low + 1] ?? 0) << 8))) return false;
  }
  return true;
}
