/** Look-up tables for the prefix codes of DEFLATE (RFC 1951, 3.2). */

/** Longest code of the format. */
const LONGEST_CODE_BITS = 15;

export interface CodeTable {
  readonly bits: number;
  /** Per `bits` bits of input: symbol × 16 + length of its code; 0 where no code begins like this. */
  readonly entries: Uint16Array;
}

/** Null where the lengths make no prefix code: too many codes, or gaps where the format allows none. */
export function codeTable(lengths: Uint8Array): CodeTable | null {
  const counts = new Uint16Array(LONGEST_CODE_BITS + 1);
  let bits = 0;
  for (const length of lengths) {
    counts[length] = (counts[length] ?? 0) + 1;
    bits = Math.max(bits, length);
  }
  counts[0] = 0;
  const next = firstCodes(counts);
  if (next === null) return null;
  const entries = new Uint16Array(1 << bits);
  lengths.forEach((length, symbol) => {
    if (length === 0) return;
    const code = next[length] ?? 0;
    next[length] = code + 1;
    const entry = symbol * 16 + length;
    for (let at = reversed(code, length); at < entries.length; at += 1 << length) {
      entries[at] = entry;
    }
  });
  return { bits, entries };
}

/** First code of each length; null where more codes are asked for than there are. */
function firstCodes(counts: Uint16Array): Uint16Array | null {
  const next = new Uint16Array(LONGEST_CODE_BITS + 1);
  let code = 0;
  for (let length = 1; length <= LONGEST_CODE_BITS; length++) {
    code = (code + (counts[length - 1] ?? 0)) << 1;
    if (code + (counts[length] ?? 0) > 1 << length) return null;
    next[length] = code;
  }
  return next;
}

/** Codes come with their first bit first, other numbers with their last. */
function reversed(code: number, length: number): number {
  let turned = 0;
  for (let bit = 0; bit < length; bit++) turned |= ((code >> bit) & 1) << (length - 1 - bit);
  return turned;
}
