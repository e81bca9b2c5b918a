/** Decimal numbers without rounding: what was added to a sum can be taken away again and leaves nothing. */

/** `units` times ten to the power of `-scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** As JSON writes them (RFC 8259, 6). */
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** Hexadecimal digits, blanks around it or a size no double has make a text that is no number. */
export const isNumber = (text: string): boolean =>
  JSON_NUMBER.test(text) && Number.isFinite(Number(text));

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;
/** Far below and above any double; what reaches further would cost more than it says. */
const MOST_PLACES = 400;
const MOST_DIGITS = 1_000;

/** @param text that is a number; one that is beyond measure counts as the double next to it */
export function decimalOf(text: string): Decimal {
  return writtenDecimal(text) ?? writtenDecimal(String(Number(text))) ?? NOTHING;
}

const NOTHING: Decimal = { units: 0n, scale: 0 };

function writtenDecimal(text: string): Decimal | null {
  const [, sign, whole = '', fraction = '', power = '0'] = DECIMAL.exec(text) ?? [];
  const digits = whole + fraction;
  const scale = fraction.length - Number(power);
  if (digits === '' || digits.length > MOST_DIGITS || Math.abs(scale) > MOST_PLACES) return null;
  const units = BigInt(digits) * (sign === '-' ? -1n : 1n);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

/** The nearest double; infinite where there is none. */
export const doubleOf = ({ units, scale }: Decimal): number =>
  scale === 0 ? Number(units) : Number(`${units}e-${scale}`);

export class DecimalSum {
  #units = 0n;
  /** Grows with what is added, so that every part is whole. */
  #scale = 0;
  #count = 0;

  add(text: string): void {
    const units = this.#unitsOf(decimalOf(text));
    this.#units += units;
    this.#count++;
  }

  remove(text: string): void {
    const units = this.#unitsOf(decimalOf(text));
    this.#units -= units;
    this.#count--;
    // Places that nothing needs any more would slow everything that follows.
    if (this.#count === 0) this.#scale = 0;
  }

  /** In the places of the sum, which gets more of them where they are needed. */
  #unitsOf({ units, scale }: Decimal): bigint {
    if (scale > this.#scale) {
      this.#units *= 10n ** BigInt(scale - this.#scale);
      this.#scale = scale;
    }
    return scale === this.#scale ? units : units * 10n ** BigInt(this.#scale - scale);
  }

  sum(): number {
    return doubleOf({ units: this.#units, scale: this.#scale });
  }

  /** Finite also where the sum is not; 0 of nothing. */
  mean(): number {
    if (this.#count === 0) return 0;
    const sum = this.sum();
    if (Number.isFinite(sum)) return sum / this.#count;
    return doubleOf({ units: this.#units / BigInt(this.#count), scale: this.#scale });
  }
}

/** How many of so many are the given part of a hundred, rounded up, without the error of a double. */
export function rankFor(percentile: number): (length: number) => number {
  const { units, scale } = decimalOf(String(percentile));
  const whole = 100n * 10n ** BigInt(scale);
  return (length) => Number((units * BigInt(length) + whole - 1n) / whole);
}
