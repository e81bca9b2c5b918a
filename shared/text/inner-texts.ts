/** Finds which of many texts stand anywhere in a value, in one pass over it. */
import {
  byGramLength,
  byteOf,
  gramBefore,
  gramShape,
  GramTable,
  SPREAD,
  type SoughtText,
} from './gram-table';
import { rarestGramEnds } from './rarest-gram';

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
  const texts = sought.map(({ text }) => text);
  const ends = rarestGramEnds(texts, characters);
  const grams = texts.map((text, at) => gramBefore(text, ends[at] ?? 0, characters));
  const owners = Int32Array.from(sought, ({ owner }) => owner);
  return { characters, table: new GramTable(grams), texts, owners, ends };
}

function findIn(layer: Layer, value: string, found: (owner: number) => void): void {
  const { characters, table, texts, owners, ends } = layer;
  const { mask, spread } = gramShape(characters);
  const { met, metShift } = table;
  let window = 0;
  let before = 0;
  for (let at = 0; at < value.length; at++) {
    before = (before << 8) | (window >>> 24);
    window = (window << 8) | byteOf(value.charCodeAt(at));
    if (at + 1 < characters) continue;
    const gram = (window & mask) ^ Math.imul(before, spread);
    if (met[Math.imul(gram, SPREAD) >>> metShift] !== 1) continue;
    for (let entry = table.first(gram); entry >= 0; entry = table.after(entry, gram)) {
      const start = at + 1 - (ends[entry] ?? 0);
      if (start >= 0 && value.startsWith(texts[entry] ?? '', start)) found(owners[entry] ?? 0);
    }
  }
}
