/** Names of fields outside quotation marks, of any alphabet: for the classes of expressions with the flag `u`. */
const BEGIN = String.raw`[\p{L}_@]`;
const REST = String.raw`[\p{L}\p{M}\p{N}_.@#-]`;

/** What is no drive and no part of a word: two characters at least. */
export const LONG_NAME = `${BEGIN}${REST}+`;
export const NAME = `${BEGIN}${REST}*`;
/** A drive before a slash. */
export const LETTER = String.raw`[\p{L}_]`;
