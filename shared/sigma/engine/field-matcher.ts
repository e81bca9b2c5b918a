/** All tests of one field over a value at once: which of them are true. */
import { type ColumnEntry, textsOf } from '@shared/model/columns';
import { foldCase } from '@shared/model/fold-case';
import { EdgeTexts } from '@shared/text/edge-texts';
import { InnerTexts } from '@shared/text/inner-texts';
import type { Anchor, Literal } from './literals';
import type { TextTests } from './text-tests';
import type { TestLiterals } from './world-matchers';

/** Numbers of true predicates. */
export type Truths = Uint32Array;
const NONE: Truths = new Uint32Array(0);
const NO_OWNERS: readonly number[] = [];

interface Sought extends Literal {
  readonly owner: number;
}

/**
 * Knows the predicates that look for plain text; the others (null, exists, numbers, networks, references,
 * expressions without a literal) are tested where a rule needs them.
 */
export class FieldMatcher {
  /** Number in the table by owner. */
  readonly #numbers: readonly number[];
  readonly #tests: TextTests;
  readonly #whole = new Map<string, number[]>();
  readonly #starts: EdgeTexts;
  readonly #ends: EdgeTexts;
  readonly #inside: InnerTexts;
  readonly #decides: readonly boolean[];
  /** By owner, the turn in which it was last found true or false: each is tested once for a text. */
  readonly #seenIn: Uint32Array;
  #turn = 0;
  /** The text looked into, and what is true of it and of those before it in its entry. */
  #text = '';
  #folded = '';
  readonly #found: number[] = [];

  constructor(numbers: readonly number[], literalsOf: TestLiterals, tests: TextTests) {
    this.#numbers = numbers;
    this.#tests = tests;
    const sought: Sought[] = [];
    const decides: boolean[] = [];
    numbers.forEach((number, owner) => {
      const literals = literalsOf[number] ?? [];
      for (const literal of literals) sought.push({ ...literal, owner });
      decides.push(literals.every((literal) => literal.decides));
    });
    this.#decides = decides;
    this.#seenIn = new Uint32Array(numbers.length);
    const at = (anchor: Anchor): Sought[] => sought.filter((one) => one.anchor === anchor);
    this.#starts = new EdgeTexts('start', at('start'));
    this.#ends = new EdgeTexts('end', at('end'));
    this.#inside = new InnerTexts(at('inside'));
    for (const { text, owner } of at('whole')) {
      const owners = this.#whole.get(text);
      if (owners === undefined) this.#whole.set(text, [owner]);
      else owners.push(owner);
    }
  }

  /** What is true of any of the entry's texts. */
  truths(entry: ColumnEntry): Truths {
    this.#found.length = 0;
    if (typeof entry === 'string') this.#lookInto(entry);
    else for (const text of textsOf(entry)) this.#lookInto(text);
    if (this.#found.length === 0) return NONE;
    return Uint32Array.from(typeof entry === 'string' ? this.#found : new Set(this.#found));
  }

  #lookInto(text: string): void {
    this.#turn++;
    this.#text = text;
    this.#folded = foldCase(text);
    for (const owner of this.#whole.get(this.#folded) ?? NO_OWNERS) this.#take(owner);
    this.#starts.find(this.#folded, this.#take);
    this.#ends.find(this.#folded, this.#take);
    this.#inside.find(this.#folded, this.#take);
  }

  readonly #take = (owner: number): void => {
    if (this.#seenIn[owner] === this.#turn) return;
    this.#seenIn[owner] = this.#turn;
    const number = this.#numbers[owner] ?? 0;
    if (this.#decides[owner] === true || this.#tests.passes(number, this.#text, this.#folded))
      this.#found.push(number);
  };
}
