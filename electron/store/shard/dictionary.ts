/**
 * The distinct values of one column as bytes: a count, a kind and a length for each, then all texts.
 * Length-prefixed, so newlines, NUL and lone surrogates survive.
 */
import type { ColumnEntry } from '@shared/model/columns';

export const KIND_UTF8 = 0;
/** Texts with a lone surrogate, which UTF-8 cannot hold. */
export const KIND_UTF16 = 1;
/** A tuple, as JSON (which escapes lone surrogates). */
const KIND_TUPLE = 2;
const LONE_SURROGATE = /\p{Surrogate}/u;

function encode(entry: ColumnEntry): { kind: number; bytes: Buffer } {
  if (typeof entry !== 'string')
    return { kind: KIND_TUPLE, bytes: Buffer.from(JSON.stringify(entry)) };
  const bytes = Buffer.from(entry);
  if (bytes.length === entry.length || !LONE_SURROGATE.test(entry))
    return { kind: KIND_UTF8, bytes };
  return { kind: KIND_UTF16, bytes: Buffer.from(entry, 'utf16le') };
}

export function encodeDictionary(entries: readonly ColumnEntry[]): Buffer {
  const encoded = entries.map(encode);
  const header = Buffer.alloc(4 + entries.length * 5);
  header.writeUInt32LE(entries.length, 0);
  encoded.forEach(({ kind, bytes }, at) => {
    header[4 + at] = kind;
    header.writeUInt32LE(bytes.length, 4 + entries.length + at * 4);
  });
  return Buffer.concat([header, ...encoded.map(({ bytes }) => bytes)]);
}

/** @throws Error where the bytes of a tuple are damaged */
export function decodeEntry(kind: number, bytes: Buffer): ColumnEntry {
  if (kind === KIND_UTF8) return bytes.toString('utf8');
  if (kind === KIND_UTF16) return bytes.toString('utf16le');
  const tuple: unknown = JSON.parse(bytes.toString('utf8'));
  if (!Array.isArray(tuple)) throw new TypeError('a dictionary tuple is no list');
  return tuple.map((element: unknown) => (typeof element === 'string' ? element : null));
}
