/**
 * Follows the brackets, strings and separators of one JSON value, unit by unit, and says at once where they
 * stop being JSON. What a number, a word or an escape may look like is left to `JSON.parse`: they cannot
 * hide where the value ends.
 */
import { DEEPEST_NESTING } from './json-record';

const AWAITS = {
  value: 0,
  valueOrEnd: 1,
  key: 2,
  keyOrEnd: 3,
  colon: 4,
  separator: 5,
  textEnd: 6,
  escaped: 7,
  scalarEnd: 8,
} as const;
type Awaits = (typeof AWAITS)[keyof typeof AWAITS];

export const UNIT = {
  lineFeed: 0x0a,
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

export const isBlank = (unit: number): boolean =>
  unit === 0x20 || unit === UNIT.lineFeed || unit === 0x0d || unit === 0x09;

/** Letters, digits, sign, point: what numbers, true, false and null are made of. */
const isScalar = (unit: number): boolean =>
  (unit >= 0x30 && unit <= 0x39) ||
  (unit >= 0x61 && unit <= 0x7a) ||
  (unit >= 0x41 && unit <= 0x5a) ||
  unit === 0x2d ||
  unit === 0x2b ||
  unit === 0x2e;

/**
 * - `inside`: the value goes on. - `ends`: it ends with this unit. - `ended`: it ended before this unit.
 * - `broken`: no JSON has this unit here. - `tooDeep`.
 */
export type Step = 'inside' | 'ends' | 'ended' | 'broken' | 'tooDeep';

export class JsonSyntax {
  #awaits: Awaits = AWAITS.value;
  #depth = 0;
  #isKey = false;
  /** Per depth: 1 for an object, 0 for an array. */
  readonly #isObject = new Uint8Array(DEEPEST_NESTING + 1);

  restart(): void {
    this.#awaits = AWAITS.value;
    this.#depth = 0;
  }

  /** True inside a text: only a quote, a backslash or a control character can change anything. */
  get isInText(): boolean {
    return this.#awaits === AWAITS.textEnd;
  }

  step(unit: number): Step {
    switch (this.#awaits) {
      case AWAITS.textEnd:
        return this.#inText(unit);
      case AWAITS.escaped:
        this.#awaits = AWAITS.textEnd;
        return unit < 0x20 ? 'broken' : 'inside';
      case AWAITS.scalarEnd:
        if (isScalar(unit)) return 'inside';
        if (this.#valueEnds() === 'ends') return 'ended';
        return this.step(unit);
      default:
        return isBlank(unit) ? 'inside' : this.#structure(unit);
    }
  }

  #inText(unit: number): Step {
    if (unit === UNIT.backslash) this.#awaits = AWAITS.escaped;
    else if (unit < 0x20) return 'broken';
    else if (unit === UNIT.quote) {
      if (!this.#isKey) return this.#valueEnds();
      this.#awaits = AWAITS.colon;
    }
    return 'inside';
  }

  #structure(unit: number): Step {
    switch (this.#awaits) {
      case AWAITS.colon:
        this.#awaits = AWAITS.value;
        return unit === UNIT.colon ? 'inside' : 'broken';
      case AWAITS.separator:
        return this.#separator(unit);
      case AWAITS.keyOrEnd:
        return unit === UNIT.closeBrace ? this.#close() : this.#key(unit);
      case AWAITS.key:
        return this.#key(unit);
      case AWAITS.valueOrEnd:
        return unit === UNIT.closeBracket ? this.#close() : this.#value(unit);
      default:
        return this.#value(unit);
    }
  }

  #separator(unit: number): Step {
    const inObject = this.#isObject[this.#depth] === 1;
    if (unit === UNIT.comma) {
      this.#awaits = inObject ? AWAITS.key : AWAITS.value;
      return 'inside';
    }
    return unit === (inObject ? UNIT.closeBrace : UNIT.closeBracket) ? this.#close() : 'broken';
  }

  #key(unit: number): Step {
    this.#isKey = true;
    this.#awaits = AWAITS.textEnd;
    return unit === UNIT.quote ? 'inside' : 'broken';
  }

  #value(unit: number): Step {
    if (unit === UNIT.openBrace) return this.#open(1, AWAITS.keyOrEnd);
    if (unit === UNIT.openBracket) return this.#open(0, AWAITS.valueOrEnd);
    this.#isKey = false;
    this.#awaits = unit === UNIT.quote ? AWAITS.textEnd : AWAITS.scalarEnd;
    return unit === UNIT.quote || isScalar(unit) ? 'inside' : 'broken';
  }

  #open(isObject: 0 | 1, awaits: Awaits): Step {
    if (this.#depth === DEEPEST_NESTING) return 'tooDeep';
    this.#isObject[++this.#depth] = isObject;
    this.#awaits = awaits;
    return 'inside';
  }

  #close(): Step {
    this.#depth--;
    return this.#valueEnds();
  }

  #valueEnds(): Step {
    this.#awaits = AWAITS.separator;
    return this.#depth === 0 ? 'ends' : 'inside';
  }
}
