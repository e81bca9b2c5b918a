/** The condition language (sigma.md 1.6): recursive descent over whole words. */
import { escapeRegex } from '@shared/text/escape-regex';
import { allOf, anyOf, notOf, type RuleNode } from './predicate';
import { RuleError } from './rule-error';

/** Nodes of a rule's detections by identifier. */
export type Detections = ReadonlyMap<string, RuleNode>;

const WORD = /\s*(?:([()|])|([A-Za-z0-9_*.-]+))/y;
const DEEPEST = 200;

function wordsOf(text: string): string[] {
  const words: string[] = [];
  WORD.lastIndex = 0;
  while (WORD.lastIndex < text.trimEnd().length) {
    const at = WORD.lastIndex;
    const found = WORD.exec(text);
    if (found === null) throw new RuleError(`condition: cannot read "${text.slice(at, at + 12)}"`);
    words.push(found[1] ?? found[2] ?? '');
    // What follows a pipe is another language, which the parser refuses as a whole.
    if (found[1] === '|') break;
  }
  return words;
}

/**
 * @param noun what stands under the identifiers
 * @throws RuleError on anything that is not a condition over the detections
 */
export function compileCondition(
  text: string,
  detections: Detections,
  noun: 'detection' | 'rule' = 'detection',
): RuleNode {
  return new ConditionParser(wordsOf(text), detections, noun).parse();
}

class ConditionParser {
  readonly #words: readonly string[];
  readonly #detections: Detections;
  readonly #noun: string;
  #at = 0;
  #depth = 0;

  constructor(words: readonly string[], detections: Detections, noun: string) {
    this.#words = words;
    this.#detections = detections;
    this.#noun = noun;
  }

  parse(): RuleNode {
    const node = this.#or();
    const rest = this.#words[this.#at];
    if (rest === '|') {
      throw new RuleError(
        'condition: aggregation ("| count()") was removed, use a correlation rule',
      );
    }
    if (rest !== undefined) throw new RuleError(`condition: "${rest}" is not expected here`);
    return node;
  }

  #isNext(word: string): boolean {
    return this.#words[this.#at]?.toLowerCase() === word;
  }

  #take(word: string): boolean {
    if (!this.#isNext(word)) return false;
    this.#at++;
    return true;
  }

  #or(): RuleNode {
    const parts = [this.#and()];
    while (this.#take('or')) parts.push(this.#and());
    return anyOf(parts);
  }

  #and(): RuleNode {
    const parts = [this.#not()];
    while (this.#take('and')) parts.push(this.#not());
    return allOf(parts);
  }

  #not(): RuleNode {
    if (++this.#depth > DEEPEST) throw new RuleError('condition: nests too deep');
    const node = this.#take('not') ? notOf(this.#not()) : this.#atom();
    this.#depth--;
    return node;
  }

  #atom(): RuleNode {
    if (this.#take('(')) {
      const node = this.#or();
      if (!this.#take(')')) throw new RuleError('condition: a parenthesis is not closed');
      return node;
    }
    const word = this.#words[this.#at++];
    if (word === undefined) throw new RuleError('condition: ends too early');
    if (this.#isNext('of')) return this.#quantified(word);
    const node = this.#detections.get(word);
    if (node === undefined) throw new RuleError(`condition: there is no ${this.#noun} "${word}"`);
    return node;
  }

  #quantified(quantifier: string): RuleNode {
    this.#at++;
    const pattern = this.#words[this.#at++];
    if (pattern === undefined) throw new RuleError('condition: "of" needs a pattern');
    const members = this.#members(pattern);
    switch (quantifier.toLowerCase()) {
      case 'all':
        return allOf(members);
      case '1':
      case 'any':
        return anyOf(members);
      default:
        throw new RuleError(`condition: "${quantifier} of" is not known`);
    }
  }

  /** Detections whose name starts with `_` join only where the pattern asks for such names. */
  #members(pattern: string): RuleNode[] {
    const parts = (pattern.toLowerCase() === 'them' ? '*' : pattern).split('*').map(escapeRegex);
    const expression = new RegExp(`^${parts.join('.*')}$`, 's');
    const hidden = pattern.startsWith('_');
    const members = [...this.#detections]
      .filter(([name]) => (hidden || !name.startsWith('_')) && expression.test(name))
      .map(([, node]) => node);
    if (members.length === 0) throw new RuleError(`condition: no ${this.#noun} fits "${pattern}"`);
    return members;
  }
}
