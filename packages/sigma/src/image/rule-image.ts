import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { IrNode } from '../ir/node.ts';
import type { RuleSet, RuleText } from '../load/load-rules.ts';
import type { BuiltTables, EngineTables } from '../match/tables.ts';
import type { Rule } from '../parse/rule.ts';
import { type PackedTables, packTables, readTables } from './engine-tables.ts';
import { NodeReader, NodeWriter } from './nodes.ts';
import { PackReader, PackWriter, type Ref } from './pack.ts';
import { TextReader, TextWriter } from './texts.ts';

/**
 * Rules that were read and checked, with an engine's search tables, as one run of bytes that is used where it lies:
 *
 *     0   8  "CORDONRI"
 *     8   4  format
 *     12  4  length of the head, 16 4 length of the pack, little-endian
 *     20  32 key: what the image was made from
 *     52  32 SHA-256 of everything else
 *     84     head: a structured clone; then, on the next 8th byte, the pack: arrays of numbers
 *
 * The digest keeps a damaged image from being used. It is no seal: whoever can write where images are kept can
 * make one, so that place must be the user's own. Every reference is checked against its bounds all the same.
 */
const MAGIC = Buffer.from('CORDONRI', 'latin1');
const FORMAT = 2;
const KEY_AT = 20;
const DIGEST_AT = 52;
const DIGEST_BYTES = 32;
const HEAD_AT = DIGEST_AT + DIGEST_BYTES;

/** What of a rule is needed wherever rules are used. */
type Hot = Pick<Rule, 'id' | 'title' | 'name' | 'level' | 'status' | 'tags' | 'logsource'>;

/** The rest, read when somebody asks for it: most rules are never shown to anybody. */
interface Cold {
  readonly plain: Omit<Rule, keyof Hot | 'selections' | 'detection' | 'source'>;
  readonly selections: readonly (readonly [name: string, node: number])[];
  readonly line: number;
  /** Number of the source, and where in it the document's text is; or the text itself. */
  readonly source: number;
  readonly text: readonly [at: number, length: number] | string;
}

interface Head {
  readonly rules: readonly Hot[];
  /** Root of each rule's condition. */
  readonly detections: Ref;
  /** A structured clone of `Cold[]`. */
  readonly cold: Ref;
  readonly rest: Omit<RuleSet, 'rules' | 'report'>;
  readonly report: Omit<RuleSet['report'], 'withoutLogsource'>;
  readonly withoutLogsource: readonly number[];
  readonly texts: { readonly units: Ref; readonly ends: Ref };
  readonly nodes: { readonly cells: Ref; readonly starts: Ref };
  readonly tables: PackedTables;
}

export interface RuleImage {
  readonly set: RuleSet;
  /** For an engine of `set.rules`. */
  readonly tables: EngineTables;
}

/** @param texts what `set` was loaded from, in that order */
export function writeImage(
  key: Uint8Array,
  texts: readonly RuleText[],
  set: RuleSet,
  built: BuiltTables,
): Uint8Array {
  const pack = new PackWriter();
  const textWriter = new TextWriter();
  const nodes = new NodeWriter(textWriter);
  const sources = new Map(texts.map((text, number) => [text.name, { number, text: text.text }]));
  const { rules, report, ...rest } = set;
  const { withoutLogsource, ...counts } = report;
  const detections = Int32Array.from(rules, ({ detection }) => nodes.numberOf(detection));
  const cold = rules.map((rule): Cold => {
    const {
      selections,
      detection: _,
      source,
      id,
      title,
      name,
      level,
      status,
      tags,
      logsource,
      ...plain
    } = rule;
    const from = sources.get(source.file);
    // The loader ends every document's text with one line break.
    const at = from?.text.indexOf(source.text.slice(0, -1)) ?? -1;
    return {
      plain,
      selections: [...selections].map(([key, node]) => [key, nodes.numberOf(node)]),
      line: source.line,
      source: from?.number ?? -1,
      text: at < 0 ? source.text : [at, source.text.length - 1],
    };
  });
  const numbers = new Map(rules.map((rule, number) => [rule, number]));
  const head: Head = {
    rules: rules.map(({ id, title, name, level, status, tags, logsource }) => ({
      id,
      title,
      name,
      level,
      status,
      tags,
      logsource,
    })),
    detections: pack.add(detections),
    cold: pack.add(serialize(cold)),
    rest,
    report: counts,
    withoutLogsource: withoutLogsource.map((rule) => numbers.get(rule) ?? -1),
    texts: textWriter.write(pack),
    nodes: nodes.write(pack),
    tables: packTables(built, pack),
  };
  const headBytes = serialize(head);
  const packAt = Math.ceil((HEAD_AT + headBytes.length) / 8) * 8;
  const image = Buffer.alloc(packAt + pack.length);
  MAGIC.copy(image);
  image.writeUInt32LE(FORMAT, 8);
  image.writeUInt32LE(headBytes.length, 12);
  image.writeUInt32LE(pack.length, 16);
  image.set(key.subarray(0, DIGEST_BYTES), KEY_AT);
  headBytes.copy(image, HEAD_AT);
  pack.writeTo(image.subarray(packAt));
  digestOf(image).copy(image, DIGEST_AT);
  return image;
}

/** Whether these bytes are a whole image, undamaged, made from what the key stands for. */
export function isImageOf(key: Uint8Array, bytes: Uint8Array): boolean {
  const image = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return (
    image.length >= HEAD_AT &&
    image.subarray(0, MAGIC.length).equals(MAGIC) &&
    image.readUInt32LE(8) === FORMAT &&
    image.subarray(KEY_AT, KEY_AT + DIGEST_BYTES).equals(key) &&
    digestOf(image).equals(image.subarray(DIGEST_AT, DIGEST_AT + DIGEST_BYTES))
  );
}

/**
 * The rules and tables of an image that `isImageOf` has accepted. Conditions are made when a rule is asked for its
 * own, tables are used where they lie. The bytes may be shared between threads; they are not to be changed. Without
 * `texts` the rules lack their source, which engines do not need.
 *
 * @throws RangeError for a reference that leads outside
 */
export function readImage(bytes: Uint8Array, texts: readonly RuleText[] = []): RuleImage {
  const image = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const headLength = image.readUInt32LE(12);
  const packAt = Math.ceil((HEAD_AT + headLength) / 8) * 8;
  if (packAt + image.readUInt32LE(16) !== image.length)
    throw new RangeError(
      `rule image: expected ${packAt + image.readUInt32LE(16)} bytes, found ${image.length}`,
    );
  // A copy: the deserialiser takes no memory that threads share.
  const head = deserialize(Buffer.from(image.subarray(HEAD_AT, HEAD_AT + headLength))) as Head;
  const pack = new PackReader(bytes.subarray(packAt));
  const nodes = new NodeReader(pack, head.nodes, new TextReader(pack, head.texts));
  const detections = pack.get('i32', head.detections);
  let coldRules: readonly Cold[] | undefined;
  const coldOf = (number: number): Cold => {
    coldRules ??= deserialize(Buffer.from(pack.get('u8', head.cold))) as Cold[];
    const cold = coldRules[number];
    if (!cold) throw new RangeError(`rule image: expected rule ${number}, found ${coldRules.length} rules`);
    return cold;
  };
  const rules = head.rules.map((hot, number) =>
    ruleOf(
      hot,
      () => nodes.node(detections[number] ?? -1),
      () => coldOf(number),
      nodes,
      texts,
    ),
  );
  const withoutLogsource = head.withoutLogsource.flatMap((number) => rules[number] ?? []);
  return {
    set: { ...head.rest, rules, report: { ...head.report, withoutLogsource } },
    tables: readTables(head.tables, pack),
  };
}

function ruleOf(
  hot: Hot,
  detection: () => IrNode,
  cold: () => Cold,
  nodes: NodeReader,
  texts: readonly RuleText[],
): Rule {
  let selections: ReadonlyMap<string, IrNode> | undefined;
  return {
    ...hot,
    get description() {
      return cold().plain.description;
    },
    get license() {
      return cold().plain.license;
    },
    get author() {
      return cold().plain.author;
    },
    get date() {
      return cold().plain.date;
    },
    get modified() {
      return cold().plain.modified;
    },
    get references() {
      return cold().plain.references;
    },
    get fields() {
      return cold().plain.fields;
    },
    get falsepositives() {
      return cold().plain.falsepositives;
    },
    get scope() {
      return cold().plain.scope;
    },
    get related() {
      return cold().plain.related;
    },
    get custom() {
      return cold().plain.custom;
    },
    get conditions() {
      return cold().plain.conditions;
    },
    get selections() {
      selections ??= new Map(cold().selections.map(([name, node]) => [name, nodes.node(node)]));
      return selections;
    },
    get detection() {
      return detection();
    },
    get source() {
      const { source, text, line } = cold();
      const from = texts[source];
      return {
        file: from?.name ?? '',
        line,
        text: typeof text === 'string' ? text : `${from?.text.slice(text[0], text[0] + text[1]) ?? ''}\n`,
      };
    },
  };
}

function digestOf(image: Buffer): Buffer {
  return createHash('sha256').update(image.subarray(0, DIGEST_AT)).update(image.subarray(HEAD_AT)).digest();
}
