/** A YAML value with the source text of scalars kept: `0x10`, `yes` and `012` stay what the author wrote. */
export type YamlNode = YamlScalar | YamlSeq | YamlMap;

export interface YamlScalar {
  readonly kind: 'scalar';
  /** Text after quotes, folding and escapes are undone; never converted to a number or boolean. */
  readonly text: string;
  /** Quoted, block or tagged `!!str`: always a string. A plain scalar may be null, boolean or number. */
  readonly quoted: boolean;
  readonly offset: number;
}

export interface YamlSeq {
  readonly kind: 'seq';
  readonly items: readonly YamlNode[];
  readonly offset: number;
}

export interface YamlMap {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
  readonly offset: number;
}

export interface YamlEntry {
  readonly key: string;
  readonly keyOffset: number;
  readonly value: YamlNode;
}

/** Null as the YAML 1.2 core schema has it. */
export function isNull(node: YamlNode): boolean {
  return node.kind === 'scalar' && !node.quoted && /^(?:~|null|Null|NULL|)$/.test(node.text);
}

/** Entry of a map by key. */
export function entryOf(map: YamlMap, key: string): YamlEntry | undefined {
  return map.entries.find((entry) => entry.key === key);
}

/** Plain JavaScript value by the YAML 1.2 core schema, for fields that the engine only carries along. */
export function toPlain(node: YamlNode): unknown {
  if (node.kind === 'seq') return node.items.map(toPlain);
  if (node.kind === 'map')
    return Object.fromEntries(node.entries.map((each) => [each.key, toPlain(each.value)]));
  if (node.quoted) return node.text;
  if (isNull(node)) return null;
  if (/^(?:true|True|TRUE)$/.test(node.text)) return true;
  if (/^(?:false|False|FALSE)$/.test(node.text)) return false;
  if (/^[-+]?\d{1,15}(?:\.\d{1,15})?$/.test(node.text) && !/^[-+]?0\d/.test(node.text))
    return Number(node.text);
  return node.text;
}
