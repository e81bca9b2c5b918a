/**
 * The one folding by which letter case is ignored: rules, indicators and searches compare folded texts.
 * Lower case by Unicode's default mapping; it can change a text's length (`İ`), so positions in a folded
 * text are not positions in the original.
 */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  // The mapping has two small sigmas, by position in the word; a searched text does not know its position.
  return lower.includes('\u03c2') ? lower.replaceAll('\u03c2', '\u03c3') : lower;
}
