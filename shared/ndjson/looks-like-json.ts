/** Whether a file's first bytes are JSON records, and how they are laid out. */
import type { NdjsonLayout } from './ndjson-reader';
import { encodingOf } from './text-encoding';

/** `head`: the first kilobytes of the file. Null where it is no JSON of objects. */
export function jsonLayoutOf(head: Uint8Array): NdjsonLayout | null {
  const encoding = encodingOf(head.subarray(0, 4));
  const usable = head.length - ((head.length - encoding.markBytes) % encoding.unitBytes);
  const text = new TextDecoder(encoding.name).decode(head.subarray(encoding.markBytes, usable));
  const start = text.trimStart();
  if (/^\[\s*(\{|$|\])/.test(start)) return 'array';
  if (!/^\{\s*("|\})/.test(start)) return null;
  // An object that goes on in the next line is pretty-printed: found by its brackets, like an element.
  return /^\{[ \t]*[\r\n]/.test(start) ? 'array' : 'lines';
}
