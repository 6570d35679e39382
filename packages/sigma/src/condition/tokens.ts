import { RuleError } from '../rejection.ts';

export interface Token {
  readonly kind: 'and' | 'or' | 'not' | 'open' | 'close' | 'word' | 'end';
  readonly text: string;
  readonly offset: number;
}

/** Splits a condition into words, brackets and operators; operators are recognised in any case. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\s+|[()|]|[^\s()|]+/gy;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const word = match[0];
    const offset = match.index;
    if (/^\s/.test(word)) continue;
    if (word === '|') {
      const reason =
        'condition: aggregation after "|" was removed from Sigma; write a correlation rule instead';
      throw new RuleError('condition-aggregation', reason, offset);
    }
    tokens.push({ kind: kindOf(word), text: word, offset });
  }
  tokens.push({ kind: 'end', text: 'the end', offset: text.length });
  return tokens;
}

function kindOf(word: string): Token['kind'] {
  if (word === '(') return 'open';
  if (word === ')') return 'close';
  const lower = word.toLowerCase();
  return lower === 'and' || lower === 'or' || lower === 'not' ? lower : 'word';
}
