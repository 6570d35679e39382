import { RuleError } from '../rejection.ts';
import type { Ranges, RegexFlags, RegexNode } from './ast.ts';
import * as sets from './char-set.ts';

/** Characters of a pattern, and groups within groups. Neither bounds the text that is searched. */
const LONGEST = 16_384;
const DEEPEST = 150;
/** Highest count of `{n,m}`; larger ones make programs that are large, not slow, and no rule needs them. */
const HIGHEST_COUNT = 1000;

const SHORTHAND: ReadonlyMap<string, Ranges> = new Map([
  ['d', sets.DIGIT],
  ['D', sets.complement(sets.DIGIT)],
  ['w', sets.WORD],
  ['W', sets.complement(sets.WORD)],
  ['s', sets.SPACE],
  ['S', sets.complement(sets.SPACE)],
  ['h', sets.HORIZONTAL],
  ['H', sets.complement(sets.HORIZONTAL)],
  ['v', sets.VERTICAL],
  ['V', sets.complement(sets.VERTICAL)],
]);

const CONTROL: ReadonlyMap<string, number> = new Map([
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['f', 12],
  ['a', 7],
  ['e', 27],
]);

/**
 * Parses the part of PCRE that needs no backtracking. `(?i)` and its like may stand anywhere. Lookaround,
 * backreferences, possessive quantifiers, atomic groups, conditions, recursion and Unicode properties are
 * refused with `regex-unsupported`; offsets of errors count from the beginning of the pattern.
 */
export function parseRegex(source: string, flags: RegexFlags): RegexNode {
  if (source.length > LONGEST) {
    throw new RuleError(
      'regex-too-large',
      `regex: expected at most ${LONGEST} characters, found ${source.length}`,
      0,
    );
  }
  return new Parser(source, flags).parse();
}

class Parser {
  readonly #source: string;
  #flags: RegexFlags;
  #at = 0;
  #depth = 0;

  constructor(source: string, flags: RegexFlags) {
    this.#source = source;
    this.#flags = flags;
  }

  parse(): RegexNode {
    const node = this.#alternatives();
    if (this.#at < this.#source.length) throw this.#bad('")" closes no group');
    return node;
  }

  #bad(problem: string): RuleError {
    return new RuleError('regex-syntax', `regex: ${problem}, at character ${this.#at + 1}`, this.#at);
  }

  #unsupported(what: string): RuleError {
    const reason = `regex: ${what} at character ${this.#at + 1} cannot be matched in linear time and is not supported`;
    return new RuleError('regex-unsupported', reason, this.#at);
  }

  #starts(text: string): boolean {
    return this.#source.startsWith(text, this.#at);
  }

  #accept(text: string): boolean {
    if (!this.#starts(text)) return false;
    this.#at += text.length;
    return true;
  }

  /** Flags set by `(?i)` hold to the end of the group, its later alternatives included. */
  #alternatives(): RegexNode {
    const children = [this.#sequence()];
    while (this.#accept('|')) children.push(this.#sequence());
    const only = children[0];
    return children.length === 1 && only ? only : { kind: 'alt', children };
  }

  #sequence(): RegexNode {
    const children: RegexNode[] = [];
    while (this.#at < this.#source.length && !this.#starts('|') && !this.#starts(')')) {
      const atom = this.#atom();
      if (atom) children.push(this.#quantified(atom));
    }
    const only = children[0];
    return children.length === 1 && only ? only : { kind: 'seq', children };
  }

  #atom(): RegexNode | undefined {
    if (this.#accept('(')) return this.#group();
    if (this.#accept('[')) return this.#set(this.#bracket());
    if (this.#accept('.')) return { kind: 'set', ranges: this.#flags.s ? sets.EVERYTHING : sets.NOT_NEWLINE };
    if (this.#accept('^')) return { kind: 'assert', what: this.#flags.m ? 'lineStart' : 'start' };
    if (this.#accept('$')) return { kind: 'assert', what: this.#flags.m ? 'lineEnd' : 'end' };
    if (this.#starts('*') || this.#starts('+') || this.#starts('?')) throw this.#bad('nothing to repeat');
    if (this.#accept('\\')) return this.#escape();
    return this.#character(this.#point());
  }

  /** The code point at the cursor, which moves behind it. */
  #point(): number {
    const point = this.#source.codePointAt(this.#at);
    if (point === undefined) throw this.#bad('the pattern ends too early');
    this.#at += point > 0xffff ? 2 : 1;
    return point;
  }

  #character(point: number): RegexNode {
    return this.#set([[point, point]]);
  }

  #set(ranges: Ranges): RegexNode {
    return { kind: 'set', ranges: this.#flags.i ? sets.closeOverCase(ranges) : ranges };
  }

  #group(): RegexNode | undefined {
    const outer = this.#flags;
    if (this.#accept('?')) {
      if (this.#accept('#')) {
        const end = this.#source.indexOf(')', this.#at);
        if (end < 0) throw this.#bad('a comment is not closed');
        this.#at = end + 1;
        return undefined;
      }
      const opened = this.#groupKind();
      if (opened === 'flags') return undefined;
    } else if (this.#starts('*')) {
      throw this.#unsupported('a verb "(*…"');
    }
    if (++this.#depth > DEEPEST)
      throw new RuleError('regex-too-large', `regex: over ${DEEPEST} nested groups`, this.#at);
    const node = this.#alternatives();
    if (!this.#accept(')')) throw this.#bad('a group is not closed');
    this.#depth--;
    this.#flags = outer;
    return node;
  }

  /** Reads what follows `(?`; "flags" for `(?i)`, which changes the rest of the group it stands in. */
  #groupKind(): 'group' | 'flags' {
    if (this.#accept(':')) return 'group';
    const rest = this.#source.slice(this.#at, this.#at + 80);
    const name = /^(?:P?<(?![=!])\w+>|'\w+')/.exec(rest);
    if (name) {
      this.#at += name[0].length;
      return 'group';
    }
    const flags = /^([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/.exec(rest);
    if (!flags) throw this.#unsupported('a lookaround, atomic or conditional group "(?…"');
    const [whole, on = '', off = '', close] = flags;
    if (!/^[imsU]*$/.test(on + off)) throw this.#unsupported(`the group option "(?${whole}"`);
    this.#flags = withFlags(withFlags(this.#flags, on, true), off, false);
    this.#at += whole.length;
    return close === ':' ? 'group' : 'flags';
  }

  #quantified(atom: RegexNode): RegexNode {
    let node = atom;
    const quantifier = this.#quantifier();
    if (quantifier) {
      node = { kind: 'repeat', child: node, min: quantifier.min, max: quantifier.max };
      if (this.#starts('+')) throw this.#unsupported('a possessive quantifier');
      this.#accept('?');
      if (this.#quantifier()) throw this.#bad('a quantifier follows a quantifier');
    }
    return node;
  }

  #quantifier(): { min: number; max: number } | undefined {
    if (this.#accept('*')) return { min: 0, max: Number.POSITIVE_INFINITY };
    if (this.#accept('+')) return { min: 1, max: Number.POSITIVE_INFINITY };
    if (this.#accept('?')) return { min: 0, max: 1 };
    // A brace that is no quantifier is a literal brace.
    const counted = /^\{(\d{1,6})(,?)(\d{0,6})\}/.exec(this.#source.slice(this.#at, this.#at + 16));
    if (!counted || (counted[2] === '' && counted[3] !== '')) return undefined;
    const min = Number(counted[1]);
    const max = counted[2] === '' ? min : counted[3] === '' ? Number.POSITIVE_INFINITY : Number(counted[3]);
    if (max < min) throw this.#bad(`expected {n,m} with n not above m, found ${counted[0]}`);
    if (min > HIGHEST_COUNT || (max > HIGHEST_COUNT && max !== Number.POSITIVE_INFINITY)) {
      throw new RuleError('regex-too-large', `regex: expected counts of at most ${HIGHEST_COUNT}`, this.#at);
    }
    this.#at += counted[0].length;
    return { min, max };
  }

  #escape(): RegexNode {
    const next = this.#source[this.#at];
    if (next === undefined) throw this.#bad('the pattern ends with a backslash');
    const shorthand = SHORTHAND.get(next);
    if (shorthand) {
      this.#at++;
      return { kind: 'set', ranges: shorthand };
    }
    if (this.#accept('A')) return { kind: 'assert', what: 'start' };
    if (this.#accept('z')) return { kind: 'assert', what: 'veryEnd' };
    if (this.#accept('Z')) return { kind: 'assert', what: 'end' };
    if (this.#accept('b')) return { kind: 'assert', what: 'wordEdge' };
    if (this.#accept('B')) return { kind: 'assert', what: 'notWordEdge' };
    if (this.#accept('Q')) return this.#quote();
    return this.#character(this.#escapedPoint());
  }

  #quote(): RegexNode {
    const end = this.#source.indexOf('\\E', this.#at);
    const text = this.#source.slice(this.#at, end < 0 ? undefined : end);
    this.#at += text.length + (end < 0 ? 0 : 2);
    return { kind: 'seq', children: [...text].map((char) => this.#character(char.codePointAt(0) ?? 0)) };
  }

  /** The code point of an escape that stands for one, within brackets or outside. */
  #escapedPoint(): number {
    const next = this.#source[this.#at] ?? '';
    const control = CONTROL.get(next);
    if (control !== undefined) {
      this.#at++;
      return control;
    }
    const coded = /^(?:x\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(0[0-7]{0,2}))/.exec(
      this.#source.slice(this.#at, this.#at + 10),
    );
    if (coded) {
      const octal = coded[4];
      const point = octal
        ? Number.parseInt(octal, 8)
        : Number.parseInt(coded[1] ?? coded[2] ?? coded[3] ?? '', 16);
      if (point > 0x10ffff) throw this.#bad('expected a code point up to 10FFFF');
      this.#at += coded[0].length;
      return point;
    }
    if (/[1-9kg]/.test(next)) throw this.#unsupported('a backreference');
    if (/[a-zA-Z]/.test(next)) throw this.#unsupported(`the escape "\\${next}"`);
    return this.#point();
  }

  #bracket(): Ranges {
    const negated = this.#accept('^');
    const ranges: (readonly [number, number])[] = [];
    for (let first = true; first || !this.#starts(']'); first = false) {
      if (this.#at >= this.#source.length) throw this.#bad('a "[" is not closed');
      const low = this.#member();
      if (typeof low !== 'number') {
        ranges.push(...low);
        continue;
      }
      const after = this.#source[this.#at + 1];
      if (!this.#starts('-') || after === ']' || after === undefined) {
        ranges.push([low, low]);
        continue;
      }
      this.#at++;
      const high = this.#member();
      if (typeof high !== 'number') {
        ranges.push([low, low], [0x2d, 0x2d], ...high);
      } else {
        if (high < low) throw this.#bad('a range in brackets runs backwards');
        ranges.push([low, high]);
      }
    }
    this.#at++;
    const united = sets.unite(ranges);
    // Case before negation: [^a] without regard to case leaves out A as well.
    if (!negated) return united;
    return sets.complement(this.#flags.i ? sets.closeOverCase(united) : united);
  }

  /** One member of a bracket: a code point, or a set. */
  #member(): number | Ranges {
    const named = /^\[:(\^?)([a-z]+):\]/.exec(this.#source.slice(this.#at, this.#at + 16));
    if (named) {
      const ranges = sets.POSIX.get(named[2] ?? '');
      if (!ranges) throw this.#bad(`unknown class ${named[0]}`);
      this.#at += named[0].length;
      return named[1] === '^' ? sets.complement(ranges) : ranges;
    }
    if (!this.#accept('\\')) return this.#point();
    const shorthand = SHORTHAND.get(this.#source[this.#at] ?? '');
    if (shorthand) {
      this.#at++;
      return shorthand;
    }
    if (this.#accept('b')) return 8;
    return this.#escapedPoint();
  }
}

function withFlags(flags: RegexFlags, letters: string, value: boolean): RegexFlags {
  return {
    i: letters.includes('i') ? value : flags.i,
    m: letters.includes('m') ? value : flags.m,
    s: letters.includes('s') ? value : flags.s,
  };
}
