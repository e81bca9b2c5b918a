/** Finds which of many texts a value begins with, or ends with. */
import { byGramLength, gramBefore, GramTable, type SoughtText } from './gram-table';

interface Layer {
  readonly characters: number;
  readonly table: GramTable;
  readonly texts: readonly string[];
  readonly owners: Int32Array;
}

export class EdgeTexts {
  readonly #atEnd: boolean;
  readonly #layers: readonly Layer[];

  constructor(edge: 'start' | 'end', sought: readonly SoughtText[]) {
    this.#atEnd = edge === 'end';
    const byLength = byGramLength(sought);
    this.#layers = [...byLength].map(([characters, texts]) => ({
      characters,
      table: new GramTable(texts.map(({ text }) => this.#gram(text, characters))),
      texts: texts.map(({ text }) => text),
      owners: Int32Array.from(texts, ({ owner }) => owner),
    }));
  }

  #gram(text: string, characters: number): number {
    return gramBefore(text, this.#atEnd ? text.length : characters, characters);
  }

  find(value: string, found: (owner: number) => void): void {
    for (const { characters, table, texts, owners } of this.#layers) {
      if (value.length < characters) continue;
      const gram = this.#gram(value, characters);
      for (let entry = table.first(gram); entry >= 0; entry = table.after(entry, gram)) {
        const text = texts[entry] ?? '';
        if (this.#atEnd ? value.endsWith(text) : value.startsWith(text)) found(owners[entry] ?? 0);
      }
    }
  }
}
