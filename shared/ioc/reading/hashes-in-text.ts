/** Hashes in running text: an underscore may join one to the name of a file, a letter or a digit may not. */
import type { IndicatorType } from '@shared/model/indicator';

const hexadecimal = (digits: number): RegExp =>
  new RegExp(String.raw`(?<![\da-z])[\da-f]{${digits}}(?![\da-z])`, 'gi');

/** One of SHA-512's length is none of ours: its text is sought. */
export const HASHES: readonly (readonly [IndicatorType, RegExp])[] = [
  ['text', hexadecimal(128)],
  ['sha256', hexadecimal(64)],
  ['sha1', hexadecimal(40)],
  ['md5', hexadecimal(32)],
];
