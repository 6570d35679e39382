import { RuleError } from '../rejection.ts';
import type { ConditionNode } from './ast.ts';
import { type Token, tokenize } from './tokens.ts';

/** Characters of one condition. */
const LONGEST = 65_536;
/** Brackets and negations within each other. */
const DEEPEST = 200;

/**
 * Parses a condition. Binding, loosest first: `or`, `and`, `not`, `x of`, brackets.
 * Throws `RuleError` with the offset of what was not expected.
 */
export function parseCondition(text: string): ConditionNode {
  if (text.length > LONGEST) {
    throw new RuleError('condition-too-complex', `condition: expected at most ${LONGEST} characters`, 0);
  }
  return new Parser(tokenize(text)).parse();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): ConditionNode {
    const node = this.#list('or');
    const rest = this.#peek();
    if (rest.kind !== 'end') throw unexpected('"and", "or" or the end', rest);
    return node;
  }

  #peek(): Token {
    return this.#tokens[this.#at] as Token;
  }

  #take(): Token {
    const token = this.#peek();
    if (token.kind !== 'end') this.#at++;
    return token;
  }

  #list(kind: 'or' | 'and'): ConditionNode {
    const children = [this.#operand(kind)];
    while (this.#peek().kind === kind) {
      this.#take();
      children.push(this.#operand(kind));
    }
    const only = children[0];
    return children.length === 1 && only ? only : { kind, children };
  }

  #operand(kind: 'or' | 'and'): ConditionNode {
    return kind === 'or' ? this.#list('and') : this.#negation();
  }

  #negation(): ConditionNode {
    const token = this.#take();
    if (token.kind !== 'not' && token.kind !== 'open') return this.#word(token);
    if (++this.#depth > DEEPEST) {
      throw new RuleError('condition-too-complex', `condition: more than ${DEEPEST} levels`, token.offset);
    }
    let node: ConditionNode;
    if (token.kind === 'not') {
      node = { kind: 'not', child: this.#negation() };
    } else {
      node = this.#list('or');
      const close = this.#take();
      if (close.kind !== 'close') throw unexpected('")"', close);
    }
    this.#depth--;
    return node;
  }

  #word(token: Token): ConditionNode {
    if (token.kind !== 'word') throw unexpected('the name of a selection', token);
    const next = this.#peek();
    if (next.kind !== 'word' || next.text.toLowerCase() !== 'of') {
      return { kind: 'identifier', name: token.text, offset: token.offset };
    }
    const quantity = token.text.toLowerCase();
    if (quantity !== '1' && quantity !== 'any' && quantity !== 'all') {
      throw unexpected('"1", "any" or "all" before "of"', token);
    }
    this.#take();
    const target = this.#take();
    if (target.kind !== 'word') throw unexpected('"them" or a pattern after "of"', target);
    const pattern = target.text.toLowerCase() === 'them' ? undefined : target.text;
    return { kind: 'selector', all: quantity === 'all', pattern, offset: token.offset };
  }
}

function unexpected(expected: string, found: Token): RuleError {
  const shown = found.kind === 'end' ? found.text : `"${found.text}"`;
  return new RuleError('condition-syntax', `condition: expected ${expected}, found ${shown}`, found.offset);
}
