/**
 * What a shard's filter knows, as numbers of 32 bits. Two things may have one number: then the filter says "may
 * be" where it could say no, and never the other way round. Texts are folded (shared/model/fold-case.ts), names
 * of fields in lower case.
 */

/** The numbers stand in files: a kind keeps its own. */
const KINDS = {
  /** Three characters of some value. */
  trigram: 1,
  /** A field that some event has. */
  field: 2,
  /** A whole text of a field. */
  value: 3,
  /** A field with so many values that the filter does not know them. */
  open: 4,
  /** Three characters of a value that the shard's index leaves out, each by its kind. */
  shape: 5,
  /** A field that has such values. */
  unindexed: 6,
  /** A whole hash in a value. */
  hash: 7,
  /** The leading bytes of an address in a value. */
  address: 8,
  /** The same of one that is not written as it mostly is. */
  oddAddress: 9,
} as const;

/** The last steps of MurmurHash3: every bit depends on every other. */
function mixed(hash: number): number {
  let one = hash ^ (hash >>> 16);
  one = Math.imul(one, 0x85eb_ca6b);
  one ^= one >>> 13;
  one = Math.imul(one, 0xc2b2_ae35);
  return (one ^ (one >>> 16)) >>> 0;
}

/** FNV-1a over UTF-16 units, from where another text ended. */
function hashed(text: string, from: number): number {
  let hash = from;
  for (let at = 0; at < text.length; at++)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
  return hash;
}

const of = (kind: keyof typeof KINDS, name: string): number =>
  hashed(name, Math.imul(0x811c_9dc5, KINDS[kind]));

/** @param first to `third`: UTF-16 units of a folded text */
export const trigramKey = (first: number, second: number, third: number): number =>
  mixed(Math.imul(first, 0x9e37_79b1) ^ Math.imul(second, 0x85eb_ca77) ^ (third + KINDS.trigram));

export const fieldKey = (name: string): number => mixed(of('field', name));
export const openKey = (name: string): number => mixed(of('open', name));
export const unindexedKey = (name: string): number => mixed(of('unindexed', name));

/** Keys of a field's values. */
export function valueKeys(name: string): (folded: string) => number {
  const begin = of('value', name) ^ SEPARATOR;
  return (folded) => mixed(hashed(folded, begin));
}

/** Keys of a field's shapes (`shapesOf`). */
export function shapeKeys(name: string): (shape: number) => number {
  const begin = of('shape', name);
  return (shape) => mixed(Math.imul(begin ^ shape, 0x0100_0193));
}

/** @param digits of a whole hash, folded */
export const hashKey = (digits: string): number => mixed(of('hash', digits));

/** @param bytes as many as lead */
export function addressKey(kind: 'address' | 'oddAddress', bytes: readonly number[]): number {
  let hash = of(kind, '');
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x0100_0193);
  return mixed(hash);
}

const SEPARATOR = 0x5bd1_e995;

/** Of a folded text; none where it is shorter than three units. */
export function trigramKeysOf(folded: string): number[] {
  const keys: number[] = [];
  for (let at = 2; at < folded.length; at++)
    keys.push(
      trigramKey(folded.charCodeAt(at - 2), folded.charCodeAt(at - 1), folded.charCodeAt(at)),
    );
  return keys;
}
