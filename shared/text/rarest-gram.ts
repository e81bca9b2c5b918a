/** Which stretch of a text a finder looks for. */
import { byteOf, gramOf, gramShape } from './gram-table';

const COUNTED_BITS = 16;
/** As in gram-table.ts. */
const SPREAD = 0x9e3779b1;

/** By text, where its stretch ends that fewest of the texts have: what many look for is common in values, too. */
export function rarestGramEnds(texts: readonly string[], characters: number): Int32Array {
  // Stretches that fall together are counted together: it is a choice, no answer.
  const uses = new Uint32Array(1 << COUNTED_BITS);
  for (const text of texts)
    eachGram(text, characters, (place) => (uses[place] = (uses[place] ?? 0) + 1));
  return Int32Array.from(texts, (text) => {
    let best = characters;
    let fewest = Number.POSITIVE_INFINITY;
    eachGram(text, characters, (place, end) => {
      const used = uses[place] ?? 0;
      if (used >= fewest) return;
      fewest = used;
      best = end;
    });
    return best;
  });
}

/** @param met told where a stretch is counted, and where in the text it ends */
function eachGram(
  text: string,
  characters: number,
  met: (place: number, end: number) => void,
): void {
  const shape = gramShape(characters);
  let window = 0;
  let before = 0;
  for (let at = 0; at < text.length; at++) {
    before = (before << 8) | (window >>> 24);
    window = (window << 8) | byteOf(text.charCodeAt(at));
    if (at + 1 < characters) continue;
    const gram = gramOf(window, before, shape);
    met(Math.imul(gram, SPREAD) >>> (32 - COUNTED_BITS), at + 1);
  }
}
