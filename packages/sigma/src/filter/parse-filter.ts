import { readReferences } from '../correlation/parse-correlation.ts';
import type { Interner } from '../ir/interner.ts';
import type { ModifierContext } from '../modifiers/index.ts';
import { parseDetection } from '../parse/parse-detection.ts';
import { parseLogSource } from '../parse/parse-log-source.ts';
import { idOf, missing, readMetadata, wrongType } from '../parse/read-fields.ts';
import type { RuleSource } from '../parse/rule.ts';
import { entryOf, type YamlMap } from '../yaml/index.ts';
import type { FilterDraft } from './filter.ts';

/** Reads a filter from its document. Throws `RuleError` with the place of what is wrong. */
export function parseFilter(
  root: YamlMap,
  source: RuleSource,
  interner: Interner,
  context: ModifierContext,
): FilterDraft {
  const metadata = readMetadata(root);
  const logsource = parseLogSource(root);
  const entry = entryOf(root, 'filter');
  if (!entry) throw missing('filter', root);
  if (entry.value.kind !== 'map') throw wrongType('filter', 'a map', entry.value);
  const named = entryOf(entry.value, 'rules')?.value;
  const any = named?.kind === 'scalar' && named.text === 'any';
  const rules = any ? undefined : readReferences(entry.value, 'rules');
  const selections = { ...entry.value, entries: entry.value.entries.filter(({ key }) => key !== 'rules') };
  const { conditions, detection } = parseDetection(selections, interner, context);
  return { id: idOf(root, source.text), ...metadata, logsource, rules, conditions, detection, source };
}
