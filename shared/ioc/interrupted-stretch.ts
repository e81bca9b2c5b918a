/**
 * Command lines are compared without their quotation marks, which may stand anywhere (`c"m"d`): a stretch of one stands
 * in the text as it is, or with such a mark within.
 */
export interface Interruptible {
  readonly stretch: string;
  /** Three characters each; one of them stands in the text where the stretch does not. */
  readonly interruptions: readonly string[];
}

/** Longer stretches have more places to be interrupted at, and are not much rarer. */
const LONGEST = 12;
const MARKS = ['"', "'"];

/** @param stretch of a folded command line, without quotation marks and blanks */
export function interruptible(stretch: string): Interruptible {
  const sought = stretch.slice(0, LONGEST);
  const interruptions = [...sought.slice(1)].flatMap((behind, at) => {
    const before = sought.slice(at, at + 1);
    return MARKS.flatMap((mark) => [
      `${before}${mark}${behind}`,
      ...MARKS.map((second) => `${before}${mark}${second}`),
    ]);
  });
  return { stretch: sought, interruptions: [...new Set(interruptions)] };
}
