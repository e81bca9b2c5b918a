/** Whether a file is JSON records, and how they are laid out. */
import type { ByteSource } from '@shared/model/evidence-reader';
import { isRecord } from './json-record';
import { lines } from './lines';
import type { NdjsonLayout } from './ndjson-reader';
import { bytesOf, type CodeUnits, TextBlocks } from './text-blocks';
import { opensWrapper } from './wrapper';

/** How far a file is looked into: bad lines at its begin must not hide the good ones behind them. */
const LOOK_BYTES = 4 << 20;
const LOOK_LINES = 2_000;
/** Enough for the first brackets behind blanks. */
const OPENING_BYTES = 4_096;

/** Null where it is no JSON of objects. */
export function jsonLayoutOf(source: ByteSource): NdjsonLayout | null {
  const units = openingOf(source);
  if (opensWrapper(units)) return 'array';
  const opening = textOf(units);
  // An object that goes on in the next line is found by its brackets, like an element of an array.
  if (opensArray(opening) || /^\s*\{[ \t]*[\r\n]/.test(opening)) return 'array';
  if (hasObjectLine(source)) return 'lines';
  if (/^\s*\{\s*"/.test(opening)) return 'lines';
  return /^(\{[ \t]*\r?\n\s*"|\[\s*\{)/m.test(opening) ? 'array' : null;
}

const openingOf = (source: ByteSource): CodeUnits =>
  new TextBlocks(source, OPENING_BYTES).next()?.units ?? new Uint8Array();

const textOf = (units: CodeUnits): string =>
  new TextDecoder(units instanceof Uint8Array ? 'utf-8' : 'utf-16le').decode(bytesOf(units));

function hasObjectLine(source: ByteSource): boolean {
  let seen = 0;
  for (const pieces of lines(new TextBlocks(source, LOOK_BYTES))) {
    for (const piece of pieces) {
      if (piece.type === 'text' && isObject(piece.text)) return true;
      if (++seen === LOOK_LINES) return false;
    }
  }
  return false;
}

const opensArray = (text: string): boolean => /^\s*\[\s*(\{|\]|$)/.test(text);

function isObject(text: string): boolean {
  if (!/^\s*\{/.test(text)) return false;
  try {
    return isRecord(JSON.parse(text));
  } catch {
    return false;
  }
}
