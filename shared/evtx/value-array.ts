/** Array values (evtx.md 6): the element that holds one is repeated for each item. */
import type { ChunkBytes } from './chunk-bytes';
import { EvtxDamage } from './evtx-damage';
import type { Scalar } from './record-tree';
import { scalarOf } from './value-scalar';
import { VALUE, WIDTH_BYTES } from './value-types';

/** UTF-16 strings, each ended by NUL; an unterminated tail counts as an item. */
function utf16Items(chunk: ChunkBytes, offset: number, length: number): Scalar[] {
  const items = chunk.utf16(offset, length >> 1).split('\0');
  if (items.at(-1) === '') items.pop();
  return items;
}

function ansiItems(chunk: ChunkBytes, offset: number, length: number): Scalar[] {
  const items: Scalar[] = [];
  let start = offset;
  for (let at = offset; at <= offset + length; at++) {
    const ended = at === offset + length || chunk.bytes[at] === 0;
    if (!ended) continue;
    if (at < offset + length || at > start) items.push(chunk.ansi(start, at - start));
    start = at + 1;
  }
  return items;
}

function sidItems(chunk: ChunkBytes, offset: number, length: number): Scalar[] {
  const items: Scalar[] = [];
  for (let at = offset; at + 8 <= offset + length;) {
    const size = Math.min(8 + 4 * chunk.u8(at + 1), offset + length - at);
    items.push(scalarOf(chunk, VALUE.sid, at, size));
    at += size;
  }
  return items;
}

/** Items of an array of `type` (without the array bit). */
export function arrayItems(
  chunk: ChunkBytes,
  type: number,
  offset: number,
  length: number,
): Scalar[] {
  if (type === VALUE.utf16) return utf16Items(chunk, offset, length);
  if (type === VALUE.ansi) return ansiItems(chunk, offset, length);
  if (type === VALUE.sid) return sidItems(chunk, offset, length);
  const width = WIDTH_BYTES[type];
  if (width === undefined) throw new EvtxDamage(`unknown array type ${type}`, offset);
  const items: Scalar[] = [];
  for (let at = offset; at + width <= offset + length; at += width) {
    items.push(scalarOf(chunk, type, at, width));
  }
  return items;
}
