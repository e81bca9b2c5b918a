/** Whether two stretches hold the same bytes; both must lie inside their views. */
export function equalBytes(
  first: DataView,
  firstAt: number,
  second: DataView,
  secondAt: number,
  length: number,
): boolean {
  const last = length - WORD_BYTES;
  if (last < 0) return equalFew(first, firstAt, second, secondAt, length);
  // Once optimised, words of eight bytes are compared without a bigint being made of them.
  for (let at = 0; at < last; at += WORD_BYTES) {
    if (first.getBigInt64(firstAt + at, true) !== second.getBigInt64(secondAt + at, true)) {
      return false;
    }
  }
  // The last word may overlap the one before it.
  return first.getBigInt64(firstAt + last, true) === second.getBigInt64(secondAt + last, true);
}

const WORD_BYTES = 8;

function equalFew(
  first: DataView,
  firstAt: number,
  second: DataView,
  secondAt: number,
  length: number,
): boolean {
  if (length >= 4) {
    const last = length - 4;
    return (
      first.getInt32(firstAt, true) === second.getInt32(secondAt, true) &&
      first.getInt32(firstAt + last, true) === second.getInt32(secondAt + last, true)
    );
  }
  for (let at = 0; at < length; at++) {
    if (first.getUint8(firstAt + at) !== second.getUint8(secondAt + at)) return false;
  }
  return true;
}
