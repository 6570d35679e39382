import { RuleError } from '../rejection.ts';
import { entryOf, type YamlMap } from '../yaml/index.ts';
import { missing, textOf, wrongType } from './read-fields.ts';
import type { LogSource } from './rule.ts';

/** Reads the `logsource` of a rule or filter, in lower case. Throws `RuleError` with the place of what is wrong. */
export function parseLogSource(root: YamlMap): LogSource {
  const entry = entryOf(root, 'logsource');
  if (!entry) throw missing('logsource', root);
  if (entry.value.kind !== 'map') throw wrongType('logsource', 'a map', entry.value);
  const map = entry.value;
  const part = (key: string): string | undefined => textOf(map, key)?.toLowerCase();
  const logsource: LogSource = {
    product: part('product'),
    category: part('category'),
    service: part('service'),
    definition: textOf(map, 'definition'),
  };
  if (!logsource.product && !logsource.category && !logsource.service) {
    const reason = 'logsource: expected product, category or service, found none of them';
    throw new RuleError('logsource-empty', reason, entry.keyOffset);
  }
  return logsource;
}
