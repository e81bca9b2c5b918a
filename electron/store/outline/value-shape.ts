/**
 * Values of numbers and hexadecimal characters alone stand in no index (shard-schema.ts, `UNINDEXED_VALUE`). What
 * tells their fields apart is their shape: times, addresses, GUIDs and counters each have three characters in a
 * row that the others never have.
 */
import { UNINDEXED_VALUE } from '../shard/shard-schema';

/** Kinds of characters: a digit, a letter up to f, and the others as they are. */
const KINDS = '0a-{}x:. ()';
/** Shapes are below it. */
export const SHAPES = KINDS.length ** 3;

/** The index's tokenizer ends at a NUL: it stands for a blank. */
export const withoutNul = (text: string): string => text.replaceAll('\0', ' ');

const kindOf = Array.from({ length: 128 }, (_, unit) => {
  const character = withoutNul(String.fromCharCode(unit));
  if (/\d/.test(character)) return KINDS.indexOf('0');
  return /[a-f]/.test(character) ? KINDS.indexOf('a') : KINDS.indexOf(character);
});

export const isUnindexed = (text: string): boolean => UNINDEXED_VALUE.test(withoutNul(text));

/** Each once. @param folded an unindexed text */
export function shapesIn(folded: string): number[] {
  const shapes = new Set<number>();
  shapesOf(folded, (shape) => shapes.add(shape));
  return [...shapes];
}

/** Calls `see` with the shape of every three characters in a row. @param folded an unindexed text */
export function shapesOf(folded: string, see: (shape: number) => void): void {
  let shape = 0;
  for (let at = 0; at < folded.length; at++) {
    shape = (shape * KINDS.length + (kindOf[folded.charCodeAt(at)] ?? 0)) % SHAPES;
    if (at >= 2) see(shape);
  }
}
