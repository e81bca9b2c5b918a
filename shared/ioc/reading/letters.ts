/** What names in running text are made of, in any script. For regular expressions with the flags `iu`. */

/** Letters with their marks, digits, the underscore. */
export const LETTER = String.raw`\p{L}\p{M}\p{N}_`;

/** Scripts whose words follow each other, or a name, without a blank. */
const UNSPACED = [
  ...['Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo', 'Thai', 'Lao', 'Khmer', 'Myanmar'],
]
  .map((script) => String.raw`\p{Script=${script}}`)
  .join('');

/** No name that has come to here goes on. */
export const NAME_ENDS = String.raw`(?![${UNSPACED}])[${LETTER}]`;

/** Behind such letters another name may begin without a sign. */
export const BEGINS_AMID = new RegExp(
  String.raw`^(.*[${UNSPACED}])((?![${UNSPACED}])[${LETTER}].*)$`,
  'u',
);
