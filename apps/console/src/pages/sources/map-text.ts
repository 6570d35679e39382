import type { Input } from '../../api/index.ts';

type MapRule = Input<'sourceMapPropose'>['body']['rules'][number];
interface Named {
  readonly id: string;
  readonly code: string;
}
const kinds = ['network', 'domain', 'directory-branch'] as const;

/** A map as lines to edit: kind, value, code of the organisation. */
export function formatMap(rules: readonly MapRule[], organisations: readonly Named[]): string {
  const codes = new Map(organisations.map((each) => [each.id, each.code]));
  return rules
    .map((rule) => `${rule.by} ${rule.value} ${codes.get(rule.organisationId) ?? rule.organisationId}`)
    .join('\n');
}

/** Reads the lines back; text that says which line is wrong and why, when one is. Empty lines and `#` lines are left out. */
export function parseMap(text: string, organisations: readonly Named[]): readonly MapRule[] | string {
  const ids = new Map(organisations.map((each) => [each.code.toUpperCase(), each.id]));
  const rules: MapRule[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const words = line.trim().split(/\s+/);
    const [kind = '', ...rest] = words;
    if (kind === '' || kind.startsWith('#')) continue;
    const by = kinds.find((each) => each === kind);
    if (by === undefined)
      return `Line ${index + 1}: expected network, domain or directory-branch, found “${kind}”`;
    const code = rest.pop() ?? '';
    const value = rest.join(' ');
    if (value === '') return `Line ${index + 1}: expected a value and the code of an organisation`;
    const organisationId = ids.get(code.toUpperCase());
    if (organisationId === undefined) return `Line ${index + 1}: no organisation has the code “${code}”`;
    rules.push({ by, value, organisationId });
  }
  return rules;
}
