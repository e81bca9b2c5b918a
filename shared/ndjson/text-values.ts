/** Single values of a JSON line, cut out where they stand: texts and numbers as `JSON.parse` would give them. */
import { mayHaveLostDigits } from '@shared/model/number-text';
import type { CodeUnits } from './text-blocks';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SLASH = 0x2f;
const ZERO = 0x30;
const POINT = 0x2e;
const MINUS = 0x2d;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

export const startsNumber = (code: number): boolean => isDigit(code) || code === MINUS;

/** Place of the closing quote, negative where there are escapes before it; 0 where it has none. */
export function endOfText(
  codes: CodeUnits,
  bytes: DataView | null,
  from: number,
  end: number,
): number {
  let escapes = false;
  for (let at = bytes === null ? from : plainUntil(bytes, from, end); at < end; at++) {
    const code = codes[at] ?? 0;
    if (code === QUOTE) return escapes ? -at : at;
    if (code < 0x20) return 0;
    if (code === BACKSLASH) {
      escapes = true;
      at++;
      if (bytes !== null) at = plainUntil(bytes, at + 1, end) - 1;
    }
  }
  return 0;
}

/**
 * Passes bytes four by four while none of them is a quote, a backslash or a control character. ASCII alone:
 * taking the sought byte from each leaves a high bit where one of them was it.
 */
function plainUntil(bytes: DataView, from: number, end: number): number {
  let at = from;
  for (; at + 4 <= end; at += 4) {
    const four = bytes.getInt32(at, true);
    const quote = (four ^ 0x22222222) - 0x01010101;
    const backslash = (four ^ 0x5c5c5c5c) - 0x01010101;
    if (((quote | backslash | (four - 0x20202020)) & 0x80808080) !== 0) break;
  }
  return at;
}

export function endOfNumber(codes: CodeUnits, from: number, end: number): number {
  let at = from;
  while (at < end && isNumeric(codes[at] ?? 0)) at++;
  return at;
}

/** Digits, point, signs and exponent. */
const isNumeric = (code: number): boolean =>
  isDigit(code) ||
  code === POINT ||
  code === MINUS ||
  code === 0x2b ||
  code === 0x65 ||
  code === 0x45;

/** Null where JSON has no such text. */
export function textOf(text: string, from: number, stop: number): string | null {
  if (stop > 0) return text.slice(from, stop);
  return stop === 0 ? null : unescaped(text, from, -stop);
}

/** A backslash before itself, a quote or a slash is dropped; other escapes are left to JSON.parse. */
function unescaped(text: string, from: number, stop: number): string | null {
  let whole = '';
  let start = from;
  for (
    let at = text.indexOf('\\', from);
    at >= 0 && at < stop;
    at = text.indexOf('\\', start + 1)
  ) {
    const escaped = text.charCodeAt(at + 1);
    if (escaped !== BACKSLASH && escaped !== QUOTE && escaped !== SLASH) {
      return parsedText(text.slice(from - 1, stop + 1));
    }
    whole += text.slice(start, at);
    start = at + 1;
  }
  return whole + text.slice(start, stop);
}

function parsedText(quoted: string): string | null {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return null;
  }
}

/** Numbers of so few digits are written one way only (a double keeps 15), but for zeros at their ends. */
const PLAIN_DIGITS = 15;

/** Null where the digits are not written the way the number's text is. */
export function numberOf(
  text: string,
  codes: CodeUnits,
  from: number,
  stop: number,
): string | null {
  const digits = text.slice(from, stop);
  if (isPlain(codes, from, stop)) return digits;
  const number = Number(digits);
  return String(number) === digits && !mayHaveLostDigits(number) ? digits : null;
}

/** Digits with a point among them at most, none of them a zero that could be left out. */
function isPlain(codes: CodeUnits, from: number, stop: number): boolean {
  const startsWithZero = codes[from] === ZERO && stop - from > 1;
  if (stop - from > PLAIN_DIGITS || startsWithZero) return false;
  let points = 0;
  for (let at = from; at < stop; at++) {
    const code = codes[at] ?? 0;
    if (code === POINT) points++;
    else if (!isDigit(code)) return false;
  }
  const last = codes[stop - 1] ?? 0;
  return points === 0 || (points === 1 && last !== ZERO && last !== POINT && codes[from] !== POINT);
}
