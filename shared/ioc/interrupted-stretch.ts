/**
 * Command lines are compared without their quotation marks, which may stand anywhere (`c"m"d`): a stretch of one stands
 * in the text as it is, or with such a mark within.
 */

/** Longer stretches have more places to be interrupted at, and are not much rarer. */
const LONGEST = 12;
const MARKS = ['"', "'"];

/** What is sought of a stretch of a folded command line, without quotation marks and blanks. */
export const soughtPart = (stretch: string): string => stretch.slice(0, LONGEST);

/** Three characters each: one of them stands in the text where the sought part of the stretch does not. */
export function interruptionsOf(stretch: string): string[] {
  const sought = soughtPart(stretch);
  const interruptions = [...sought.slice(1)].flatMap((behind, at) => {
    const before = sought.slice(at, at + 1);
    return MARKS.flatMap((mark) => [
      `${before}${mark}${behind}`,
      ...MARKS.map((second) => `${before}${mark}${second}`),
    ]);
  });
  return [...new Set(interruptions)];
}
