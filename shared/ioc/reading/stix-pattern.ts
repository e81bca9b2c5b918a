/**
 * STIX patterns as the comparisons in them (STIX 2.1, section 9). What joins comparisons stays a tree: written out as
 * alternatives, a short pattern could fill the memory.
 */
import { PatternFault, type PatternToken, patternTokens } from './stix-tokens';

export interface Comparison {
  /** `file:hashes.SHA-256`, `windows-registry-key:values[*].name`: keys without quotation marks. */
  readonly path: string;
  readonly operator: string;
  readonly isNegated: boolean;
  /** Texts compared with; other literals are null. */
  readonly values: readonly (string | null)[];
}

/** What one observation must meet: a comparison, all parts, or any of them. No part of `all` is an `all` itself. */
export type Joined =
  | { readonly type: 'one'; readonly comparison: Comparison }
  | { readonly type: 'all' | 'any'; readonly parts: readonly Joined[] };

export interface Observation {
  readonly joined: Joined;
  /** `WITHIN 300 SECONDS`… */
  readonly qualifiers: readonly string[];
}

export interface ReadPattern {
  /** Alternatives, and those asked for beside one another. */
  readonly observations: readonly Observation[];
  /** More than one observation has to be made. */
  readonly needsSeveral: boolean;
}

/** Deeper brackets no tool writes; they would fill the stack. */
const MOST_DEPTH = 64;
const MOST_LENGTH = 200_000;
/** Every observation in brackets has those behind the brackets. */
const MOST_QUALIFIERS = 16;

/** @throws PatternFault with the reason a person understands */
export function readPattern(pattern: string): ReadPattern {
  if (pattern.length > MOST_LENGTH) throw new PatternFault('it is too long');
  return new PatternParser(patternTokens(pattern)).read();
}

/** Brackets around what is joined in the same way say nothing. */
function joinedBy(type: 'all' | 'any', parts: readonly Joined[]): Joined {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  return { type, parts: parts.flatMap((part) => (part.type === type ? part.parts : [part])) };
}

class PatternParser {
  readonly #tokens: readonly PatternToken[];
  #at = 0;
  #depth = 0;
  #needsSeveral = false;

  constructor(tokens: readonly PatternToken[]) {
    this.#tokens = tokens;
  }

  read(): ReadPattern {
    const observations = this.#observations();
    const left = this.#tokens[this.#at];
    if (left !== undefined) throw this.#fault(`"${left.text.slice(0, 40)}" is not expected`);
    return { observations, needsSeveral: this.#needsSeveral };
  }

  #observations(): Observation[] {
    const found = this.#observation();
    for (;;) {
      if (this.#takes('AND') || this.#takes('FOLLOWEDBY')) this.#needsSeveral = true;
      else if (!this.#takes('OR')) return found;
      found.push(...this.#observation());
    }
  }

  #observation(): Observation[] {
    const inner = this.#takes('(')
      ? this.#within(() => this.#observations(), ')')
      : [this.#bracketed()];
    const qualifiers = this.#qualifiers();
    return qualifiers.length === 0
      ? inner
      : inner.map((one) => ({ ...one, qualifiers: [...one.qualifiers, ...qualifiers] }));
  }

  #bracketed(): Observation {
    this.#expect('[');
    return { joined: this.#within(() => this.#anyOf(), ']'), qualifiers: [] };
  }

  #qualifiers(): string[] {
    const found: string[] = [];
    for (;;) {
      if (found.length > MOST_QUALIFIERS) throw new PatternFault('it has too many qualifiers');
      if (this.#takes('WITHIN')) {
        found.push(`WITHIN ${this.#next().text} SECONDS`);
        this.#expect('SECONDS');
      } else if (this.#takes('REPEATS')) {
        found.push(`REPEATS ${this.#next().text} TIMES`);
        this.#expect('TIMES');
      } else if (this.#takes('START')) {
        const from = this.#next().text;
        this.#expect('STOP');
        found.push(`START ${from} STOP ${this.#next().text}`);
      } else return found;
    }
  }

  #anyOf(): Joined {
    const parts = [this.#allOf()];
    while (this.#takes('OR')) parts.push(this.#allOf());
    return joinedBy('any', parts);
  }

  #allOf(): Joined {
    const parts = [this.#test()];
    while (this.#takes('AND')) parts.push(this.#test());
    return joinedBy('all', parts);
  }

  #test(): Joined {
    if (this.#takes('(')) return this.#within(() => this.#anyOf(), ')');
    const isNegated = this.#takes('NOT');
    if (this.#takes('EXISTS')) {
      const comparison = { path: this.#path(), operator: 'EXISTS', isNegated, values: [] };
      return { type: 'one', comparison };
    }
    return { type: 'one', comparison: this.#comparison(this.#path(), isNegated) };
  }

  #comparison(path: string, isNegatedBefore: boolean): Comparison {
    const isNegated = this.#takes('NOT') !== isNegatedBefore;
    const operator = this.#next().text.toUpperCase();
    if (operator !== 'IN') return { path, operator, isNegated, values: [this.#value()] };
    this.#expect('(');
    const values = [this.#value()];
    while (this.#takes(',')) values.push(this.#value());
    this.#expect(')');
    return { path, operator, isNegated, values };
  }

  #value(): string | null {
    const token = this.#next();
    if (token.kind === 'text') return token.text;
    if (token.kind === 'literal' || /^(true|false)$/i.test(token.text)) return null;
    throw this.#fault('a value is missing');
  }

  #path(): string {
    let path = this.#key();
    this.#expect(':');
    path += `:${this.#key()}`;
    for (;;) {
      if (this.#takes('.')) path += `.${this.#key()}`;
      else if (this.#takes('[')) {
        path += `[${this.#next().text}]`;
        this.#expect(']');
      } else return path;
    }
  }

  #key(): string {
    const token = this.#next();
    if (token.kind === 'text' || /^[A-Za-z_]/.test(token.text)) return token.text;
    throw this.#fault('a name is missing');
  }

  #within<Answer>(read: () => Answer, closing: string): Answer {
    if (++this.#depth > MOST_DEPTH) throw new PatternFault('its brackets are too deep');
    const answer = read();
    this.#expect(closing);
    this.#depth--;
    return answer;
  }

  #takes(sign: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'sign' || token.text.toUpperCase() !== sign) return false;
    this.#at++;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#takes(sign)) throw this.#fault(`"${sign}" is missing`);
  }

  #next(): PatternToken {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new PatternFault('it ends too early');
    this.#at++;
    return token;
  }

  #fault(what: string): PatternFault {
    const token = this.#tokens[this.#at];
    const place = token === undefined ? 'at its end' : `at character ${token.start + 1}`;
    return new PatternFault(`${what} ${place}`);
  }
}
