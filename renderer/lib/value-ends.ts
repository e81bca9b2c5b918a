/** Blanks at the ends of a value: they draw nothing, and make it another value. */
export interface ValueEnds {
  readonly before: number;
  readonly inner: string;
  readonly behind: number;
}

/** Other characters that draw nothing have escapes (hidden-characters.ts). */
const isBlank = (character: string | undefined): boolean =>
  character !== undefined && /^\p{Zs}$/u.test(character);

export function endsOf(text: string): ValueEnds {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text[start])) start++;
  while (end > start && isBlank(text[end - 1])) end--;
  return { before: start, inner: text.slice(start, end), behind: text.length - end };
}
