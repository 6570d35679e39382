import { type ExplainNode, type Explanation, shownTests, shownValue } from './explain.ts';

/**
 * An explanation as lines of text: whether the rule matched, the first thing that did not hold, and the tree with
 * `+` before what holds and `-` before what does not.
 */
export function explanationLines({ matched, logsource, tree, failure }: Explanation): string[] {
  const lines = [matched ? 'matched' : 'did not match'];
  if (failure) {
    const where = failure.path.length > 0 ? `${failure.path.join(' > ')}: ` : '';
    lines.push(`because ${where}expected ${failure.expected}`, `        found ${failure.found}`);
  }
  lines.push(`${sign(logsource.holds)} log source ${logsource.expected} (found ${logsource.found})`);
  if (tree) nodeLines(tree, 0, lines);
  return lines;
}

const sign = (holds: boolean): string => (holds ? '+' : '-');

function nodeLines(node: ExplainNode, depth: number, lines: string[]): void {
  const name = node.label === '' ? '' : `${node.label}: `;
  const start = `${'  '.repeat(depth)}${sign(node.holds)} ${name}`;
  if (node.kind === 'test') {
    const what = node.field ?? 'a value';
    const [first] = node.matched;
    if (first) lines.push(`${start}${what} ${first.test} (found ${shownValue(first.value)})`);
    else {
      const found = node.field === undefined ? '' : ` (found ${shownValue(node.found)})`;
      lines.push(`${start}${what} ${shownTests(node.tests)}${found}`);
    }
    return;
  }
  lines.push(`${start}${{ and: 'all of', or: 'any of', not: 'not' }[node.kind]}`);
  for (const child of node.children) nodeLines(child, depth + 1, lines);
}
