/** Columns of 64-bit integers as eight byte planes, which compress far better than the numbers in a row. */
const PLANES = 8;

/** Values as differences to `base`, lowest bytes first. */
export function toPlanes(values: BigUint64Array, base: bigint): Uint8Array {
  const planes = new Uint8Array(values.length * PLANES);
  for (let at = 0; at < values.length; at++) {
    let rest = BigInt.asUintN(64, (values[at] ?? 0n) - base);
    for (let plane = 0; plane < PLANES; plane++) {
      planes[plane * values.length + at] = Number(rest & 0xffn);
      rest >>= 8n;
    }
  }
  return planes;
}

export function fromPlanes(planes: Uint8Array, base: bigint): BigUint64Array {
  const count = planes.length / PLANES;
  const values = new BigUint64Array(count);
  for (let at = 0; at < count; at++) {
    let low = 0;
    let high = 0;
    for (let plane = 3; plane >= 0; plane--) low = low * 256 + (planes[plane * count + at] ?? 0);
    for (let plane = 7; plane >= 4; plane--) high = high * 256 + (planes[plane * count + at] ?? 0);
    values[at] = BigInt.asUintN(64, ((BigInt(high) << 32n) | BigInt(low)) + base);
  }
  return values;
}
