import type { Ranges, RegexNode } from './ast.ts';

/**
 * Writes a parsed expression in RE2's syntax, every character class spelled out, so that what `\s`, `$` or
 * "ignore case" mean is decided by our parser and not by the library.
 */
export function emitRe2(node: RegexNode): string {
  switch (node.kind) {
    case 'set':
      return emitSet(node.ranges);
    case 'seq':
      return node.children
        .map((child) => (child.kind === 'alt' ? `(?:${emitRe2(child)})` : emitRe2(child)))
        .join('');
    case 'alt':
      return node.children.map(emitRe2).join('|');
    case 'repeat': {
      const { min, max } = node;
      const count =
        max === Number.POSITIVE_INFINITY
          ? min === 0
            ? '*'
            : min === 1
              ? '+'
              : `{${min},}`
          : `{${min},${max}}`;
      return `(?:${emitRe2(node.child)})${count}`;
    }
    case 'assert':
      return assertions[node.what];
  }
}

const assertions = {
  start: '\\A',
  end: '(?:\\n?\\z)',
  veryEnd: '\\z',
  lineStart: '(?m:^)',
  lineEnd: '(?m:$)',
  wordEdge: '\\b',
  notWordEdge: '\\B',
} as const;

function emitSet(ranges: Ranges): string {
  const first = ranges[0];
  if (!first) return '[^\\x{0}-\\x{10ffff}]';
  if (ranges.length === 1 && first[0] === first[1]) return emitPoint(first[0]);
  const inner = ranges.map(([low, high]) =>
    low === high ? emitPoint(low) : `${emitPoint(low)}-${emitPoint(high)}`,
  );
  return `[${inner.join('')}]`;
}

function emitPoint(point: number): string {
  const char = String.fromCodePoint(point);
  return /^[0-9A-Za-z]$/.test(char) ? char : `\\x{${point.toString(16)}}`;
}
