/**
 * The one folding by which letter case is ignored: rules, indicators and searches compare folded texts.
 * Lower case by Unicode's default mapping; it can change a text's length (`İ`), so positions in a folded
 * text are not positions in the original.
 */
export const foldCase = (text: string): string =>
  // The mapping has two small sigmas, by position in the word; a searched text does not know its position.
  text.toLowerCase().replaceAll('\u03c2', '\u03c3');
