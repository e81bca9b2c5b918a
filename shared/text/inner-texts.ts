/** Finds which of many texts stand anywhere in a value, in one pass over it. */
import { byGramLength, byteOf, gramBefore, gramOf, GramTable, type SoughtText } from './gram-table';

/** Texts of one gram length. */
interface Layer {
  readonly characters: number;
  readonly table: GramTable;
  readonly texts: readonly string[];
  readonly owners: Int32Array;
  /** Where in its text the gram ends. */
  readonly ends: Int32Array;
}

export class InnerTexts {
  readonly #layers: readonly Layer[];

  constructor(sought: readonly SoughtText[]) {
    this.#layers = [...byGramLength(sought)].map(([characters, texts]) =>
      layerOf(characters, texts),
    );
  }

  /** Tells of the owner of each text found; of one found twice, twice. */
  find(value: string, found: (owner: number) => void): void {
    for (const layer of this.#layers) findIn(layer, value, found);
  }
}

function layerOf(characters: number, sought: readonly SoughtText[]): Layer {
  const uses = gramUses(characters, sought);
  const ends = sought.map(({ text }) => rarestGramEnd(text, characters, uses));
  const grams = sought.map(({ text }, at) => gramBefore(text, ends[at] ?? 0, characters));
  return {
    characters,
    table: new GramTable(grams),
    texts: sought.map(({ text }) => text),
    owners: Int32Array.from(sought, ({ owner }) => owner),
    ends: Int32Array.from(ends),
  };
}

/** How many texts have a gram: what many look for is common in values, too. */
function gramUses(characters: number, sought: readonly SoughtText[]): ReadonlyMap<number, number> {
  const uses = new Map<number, number>();
  for (const { text } of sought) {
    for (let end = characters; end <= text.length; end++) {
      const gram = gramBefore(text, end, characters);
      uses.set(gram, (uses.get(gram) ?? 0) + 1);
    }
  }
  return uses;
}

function rarestGramEnd(
  text: string,
  characters: number,
  uses: ReadonlyMap<number, number>,
): number {
  let best = characters;
  let fewest = Number.POSITIVE_INFINITY;
  for (let end = characters; end <= text.length; end++) {
    const used = uses.get(gramBefore(text, end, characters)) ?? 0;
    if (used < fewest) {
      fewest = used;
      best = end;
    }
  }
  return best;
}

function findIn(layer: Layer, value: string, found: (owner: number) => void): void {
  const { characters, table, texts, owners, ends } = layer;
  let window = 0;
  let before = 0;
  for (let at = 0; at < value.length; at++) {
    before = (before << 8) | (window >>> 24);
    window = (window << 8) | byteOf(value.charCodeAt(at));
    if (at + 1 < characters) continue;
    const gram = gramOf(window, before, characters);
    for (let entry = table.first(gram); entry >= 0; entry = table.after(entry, gram)) {
      const start = at + 1 - (ends[entry] ?? 0);
      if (start >= 0 && value.startsWith(texts[entry] ?? '', start)) found(owners[entry] ?? 0);
    }
  }
}
