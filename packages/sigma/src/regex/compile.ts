import { RE2JS } from 're2js';
import { RuleError } from '../rejection.ts';
import type { RegexFlags, RegexNode } from './ast.ts';
import { emitRe2 } from './emit.ts';
import { parseRegex } from './parse.ts';

/** Instructions of an expanded expression. */
const LARGEST = 20_000;

/** Parses an expression and checks that it compiles; throws `RuleError` when it does not. */
export function checkRegex(source: string, letters: string): RegexNode {
  const node = parseRegex(source, flagsOf(letters));
  const size = sizeOf(node);
  if (size > LARGEST) {
    throw new RuleError(
      'regex-too-large',
      `regex: expected at most ${LARGEST} instructions, found about ${size}`,
      0,
    );
  }
  try {
    RE2JS.compile(emitRe2(node));
  } catch (error) {
    const reason = `regex: too large for the automaton (${error instanceof Error ? error.message : String(error)})`;
    throw new RuleError('regex-too-large', reason, 0);
  }
  return node;
}

function flagsOf(letters: string): RegexFlags {
  return { i: letters.includes('i'), m: letters.includes('m'), s: letters.includes('s') };
}

function sizeOf(node: RegexNode): number {
  switch (node.kind) {
    case 'set':
      return 1 + node.ranges.length / 8;
    case 'assert':
      return 1;
    case 'repeat':
      return (
        1 + sizeOf(node.child) * Math.max(1, node.max === Number.POSITIVE_INFINITY ? node.min : node.max)
      );
    case 'seq':
    case 'alt':
      return node.children.reduce((sum, child) => sum + sizeOf(child), 1);
  }
}

/** A search in time linear in the text, whatever the expression and the text (automata, no backtracking). */
export function compileRegex(source: string, letters: string): (text: string) => boolean {
  const program = RE2JS.compile(emitRe2(parseRegex(source, flagsOf(letters))));
  return (text) => program.test(text);
}

/** The parsed form of an expression that was checked before. */
export function parsedRegex(source: string, letters: string): RegexNode {
  return parseRegex(source, flagsOf(letters));
}
