import { readFileSync, writeFileSync } from 'node:fs';
import { type RuleFile, readRuleFiles, rulesFolder } from './rule-files.ts';

/**
 * The table of rules in `rules/README.md`, between two marks. Run as a program it writes the table; the test of
 * the rules compares it.
 */
export const readmePath = `${rulesFolder}README.md`;
const begin = '<!-- table of rules: node tools/rules-test/rule-table.ts -->';
const end = '<!-- end of table -->';

export function ruleTable(files: readonly RuleFile[]): string {
  const folders = [...new Set(files.map((file) => file.folder))];
  const parts = folders.map((folder) => {
    const rows = files.filter((file) => file.folder === folder).map(cells);
    return `### ${folder}/\n\n${aligned([['Rule', 'Level', 'Sure', 'Reads', 'ATT&CK'], ...rows])}\n`;
  });
  return parts.join('\n');
}

function cells({ name, rule }: RuleFile): string[] {
  const { category, service } = rule.logsource;
  const techniques = rule.tags
    .filter((tag) => /^(attack\.t\d|cve\.)/.test(tag))
    .map((tag) => (tag.startsWith('cve.') ? tag.replace('cve.', 'CVE-') : tag.replace('attack.t', 'T')));
  return [
    `[${rule.title}](${name}.yml)`,
    rule.level,
    rule.cordon.confidence,
    category ?? service ?? '',
    techniques.join(' '),
  ];
}

/** A table with columns of even width, as the formatter leaves it. */
function aligned([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[], fill: string): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width, fill)).join(' | ')} |`;
  return [line(head, ' '), line([], '-'), ...rows.map((row) => line(row, ' '))].join('\n');
}

/** The README with the table in its place. */
export function withTable(readme: string, table: string): string {
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${readmePath}: expected the marks "${begin}" and "${end}"`);
  return `${readme.slice(0, from + begin.length)}\n\n${table}\n${readme.slice(to)}`;
}

if (import.meta.main) {
  writeFileSync(readmePath, withTable(readFileSync(readmePath, 'utf8'), ruleTable(readRuleFiles())));
}
