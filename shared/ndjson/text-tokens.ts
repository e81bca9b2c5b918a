/** A line of JSON cut at its values: the text between them, and which leaf each belongs to. */
import type { Branch, Leaf } from './leaf-tree';

/** What follows a piece of the text between values. */
export type Follows = 'text' | 'number' | 'end';

export interface TokenStep {
  /** From the end of the value before it; quotes of texts belong to it. */
  readonly before: string;
  /** Values that stand in it: true, false and null. */
  readonly constants: readonly (string | null)[];
  readonly follows: Follows;
}

export interface LineTokens {
  readonly steps: readonly TokenStep[];
  readonly leaves: readonly Leaf[];
  /** The values of each leaf: several where it is an array. */
  readonly values: readonly (readonly (string | null)[])[];
  /** Of all members, each once. */
  readonly keys: readonly string[];
}

const TEXT = /"(?:[^"\\]|\\.)*"/y;
const NUMBER = /[-+.\deE]+/y;
const WORD = /true|false|null/y;
const BLANKS = /\s*/y;

/** `line` is JSON that was parsed before. Null where it has an array of anything but scalars. */
export function tokensOf(line: string, root: Branch): LineTokens | null {
  const cutter = new TokenCutter(line);
  return cutter.whole(root);
}

class TokenCutter {
  readonly #line: string;
  readonly #steps: TokenStep[] = [];
  readonly #leaves: Leaf[] = [];
  readonly #values: (string | null)[][] = [];
  readonly #keys = new Set<string>();
  #at = 0;
  #stepStart = 0;
  #constants: (string | null)[] = [];

  constructor(line: string) {
    this.#line = line;
  }

  whole(root: Branch): LineTokens | null {
    if (!this.#value(root)) return null;
    this.#step('end', this.#line.length);
    const keys = [...this.#keys];
    return { steps: this.#steps, leaves: this.#leaves, values: this.#values, keys };
  }

  #value(branch: Branch): boolean {
    const first = this.#peek();
    if (first === '{') return this.#object(branch);
    if (first === '[') return this.#array(branch);
    const value = this.#scalar();
    this.#leaf(branch, [value]);
    return true;
  }

  #object(branch: Branch): boolean {
    let child: Branch | null = null;
    while (this.#opensOrGoesOn('}')) {
      this.#peek();
      const key = String(JSON.parse(this.#take(TEXT)));
      this.#keys.add(key);
      child = branch.child(key, child);
      this.#peek();
      this.#at++;
      if (!this.#value(child)) return false;
    }
    if (child === null) this.#nothing(branch);
    return true;
  }

  #array(branch: Branch): boolean {
    const values: (string | null)[] = [];
    while (this.#opensOrGoesOn(']')) {
      const first = this.#peek();
      if (first === '{' || first === '[') return false;
      values.push(this.#scalar());
    }
    if (values.length > 0) this.#leaf(branch, values);
    else this.#nothing(branch);
    return true;
  }

  /** `{}` and `[]` stand for null, as it does in the text between values. */
  #nothing(branch: Branch): void {
    this.#constants.push(null);
    this.#leaf(branch, [null]);
  }

  /** Passes the bracket or comma before a member; false past the closing bracket. */
  #opensOrGoesOn(closing: string): boolean {
    const passed = this.#peek();
    this.#at++;
    if (passed === closing) return false;
    if (passed !== ',' && this.#peek() === closing) {
      this.#at++;
      return false;
    }
    return true;
  }

  #leaf(branch: Branch, values: (string | null)[]): void {
    this.#leaves.push(values.every((value) => value === null) ? branch.none : branch.text);
    this.#values.push(values);
  }

  #scalar(): string | null {
    const first = this.#peek();
    if (first === '"') {
      this.#step('text', this.#at + 1);
      const value = String(JSON.parse(this.#take(TEXT)));
      this.#stepStart = this.#at - 1;
      return value;
    }
    const word = this.#take(WORD);
    if (word !== '') {
      const constant = word === 'null' ? null : word;
      this.#constants.push(constant);
      return constant;
    }
    this.#step('number', this.#at);
    const value = String(Number(this.#take(NUMBER)));
    this.#stepStart = this.#at;
    return value;
  }

  #step(follows: Follows, end: number): void {
    const before = this.#line.slice(this.#stepStart, end);
    this.#steps.push({ before, constants: this.#constants, follows });
    this.#constants = [];
  }

  /** The next character that is not blank. */
  #peek(): string {
    this.#take(BLANKS);
    return this.#line.charAt(this.#at);
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#line)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }
}
