/**
 * Texts of values that come again: names, paths, accounts, identifiers. Equal values are one string for all
 * who count or compare them.
 */
import { KnownValues } from './known-values';

const MOST_BYTES = 512;

export class TextPool extends KnownValues {
  readonly texts: string[] = Array.from({ length: KnownValues.places }, () => '');

  constructor() {
    super(MOST_BYTES);
  }

  put(place: number, view: DataView, offset: number, kind: number, text: string): void {
    this.keep(place, view, offset, kind);
    this.texts[place] = text;
  }
}
