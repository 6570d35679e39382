import type { Interner } from '../ir/interner.ts';
import type { ModifierContext } from '../modifiers/index.ts';
import { entryOf, type YamlMap } from '../yaml/index.ts';
import { parseDetection } from './parse-detection.ts';
import { parseLogSource } from './parse-log-source.ts';
import { idOf, missing, readMetadata, wrongType } from './read-fields.ts';
import type { Rule, RuleSource } from './rule.ts';

/** Reads one rule from its document. Throws `RuleError` with the place of what is wrong. */
export function parseRule(
  root: YamlMap,
  source: RuleSource,
  interner: Interner,
  context: ModifierContext,
): Rule {
  const metadata = readMetadata(root);
  const logsource = parseLogSource(root);
  const section = entryOf(root, 'detection');
  if (!section) throw missing('detection', root);
  if (section.value.kind !== 'map') throw wrongType('detection', 'a map', section.value);
  const detection = parseDetection(section.value, interner, context);
  return { id: idOf(root, source.text), ...metadata, logsource, ...detection, source };
}
