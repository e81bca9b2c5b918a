/** Numbers as the texts that evidence is compared by: as JavaScript prints them, unless that loses digits. */

/** Digits a number keeps as a double (ECMAScript: 2^53 has 16). */
const EXACT_DIGITS = 15;

/** True where the number as it was written may have had more digits than it kept. */
export const mayHaveLostDigits = (value: number): boolean =>
  !Number.isSafeInteger(value) && String(value).length > EXACT_DIGITS;

/** What can stand for itself, whatever its length. */
export const isPlainDecimal = (written: string): boolean => /^-?\d+(\.\d+)?$/.test(written);

/** `1.50` is `1.5`, `1e3` is `1000`; a number of 64 bits keeps its digits. */
export const numberText = (written: string, value: number): string =>
  mayHaveLostDigits(value) && isPlainDecimal(written) ? written : String(value);
