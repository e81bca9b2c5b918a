/** A plain list: one value a line, `#` begins a comment line. */
import { guessType } from '../guess-type';
import { refang } from '../refang';
import type { ReadingBook } from './reading-book';

export const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/);

/** What a line lists without quotation marks, comma and defanging; empty where it lists nothing. */
export function listedValue(line: string): string {
  const trimmed = line.trim();
  if (trimmed.startsWith('#') || trimmed.startsWith('//')) return '';
  return refang(trimmed.replace(/^["']|["'],?$|,$/g, '').trim());
}

export function readList(text: string, book: ReadingBook): void {
  linesOf(text).forEach((line, at) => {
    const value = listedValue(line);
    if (value !== '') book.take({ place: `line ${at + 1}`, type: guessType(value), value });
  });
}
