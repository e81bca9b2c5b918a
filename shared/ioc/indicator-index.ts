/**
 * Which indicators are worth testing on a text: one pass over it finds every stretch any of them needs, one
 * look-up each its addresses. A hundred thousand cost hardly more than ten.
 */
import { foldCase } from '@shared/model/fold-case';
import { InnerTexts } from '@shared/text/inner-texts';
import type { SoughtText } from '@shared/text/gram-table';
import { AddressIndex } from './address-index';
import { findAddresses, type FoundAddress } from './address-search';
import { foldText } from './folding';
import type { FoldedViews, Sought } from './indicator-test';

/** RE2 takes the long s for an s; foldCase leaves it. */
const LONG_S = '\u017f';
/** These foldings take texts out or put other names in: there only the folded text tells. */
const REWRITING = ['path', 'registry', 'commandLine'] as const;
type Rewriting = (typeof REWRITING)[number];
/** Where, in a text that is lower case. */
const REWRITTEN: Readonly<Record<Rewriting, RegExp>> = {
  path: /\\\?|harddiskvolume/,
  registry: /[\\/]registry[\\/]|hkey_/,
  commandLine: /["']/,
};
/** What is left of lower-case JSON; null where the folding rewrites none of its texts. */
const REWRITTEN_JSON: Readonly<Record<Rewriting, (json: string) => string | null>> = {
  path: (json) => (REWRITTEN.path.test(json) ? foldText(json, 'path') : null),
  registry: (json) => (REWRITTEN.registry.test(json) ? foldText(json, 'registry') : null),
  commandLine: (json) => (/\\"|'/.test(json) ? json.replaceAll(/\\"|["']/g, '') : null),
};

export class IndicatorIndex {
  readonly #stretches: InnerTexts;
  /** By folding, the stretches sought in what it leaves. */
  readonly #rewritten: readonly { folding: Rewriting; stretches: InnerTexts }[];
  readonly #addresses = new AddressIndex();
  readonly #expressions: number[] = [];
  readonly #always: number[] = [];
  readonly #seenIn: Uint32Array;
  #turn = 0;
  #found: number[] = [];

  /** Owners are positions in the list. */
  constructor(sought: readonly Sought[]) {
    const stretches: SoughtText[] = [];
    sought.forEach((one, owner) => {
      if (one.by === 'network') this.#addresses.add(one.network, owner);
      if (one.by === 'expression') this.#expressions.push(owner);
      const texts = stretchesOf(one);
      if (texts === null) this.#always.push(owner);
      else for (const text of texts) stretches.push({ text, owner });
    });
    this.#stretches = new InnerTexts(stretches);
    this.#rewritten = REWRITING.map((folding) => {
      const folded = (owner: number): boolean => {
        const one = sought[owner];
        return one?.by === 'stretch' && one.folding === folding;
      };
      return { folding, stretches: new InnerTexts(stretches.filter(({ owner }) => folded(owner))) };
    });
    this.#seenIn = new Uint32Array(sought.length);
  }

  readonly #take = (owner: number): void => {
    if (this.#seenIn[owner] === this.#turn) return;
    this.#seenIn[owner] = this.#turn;
    this.#found.push(owner);
  };

  /** Owners to be tested on a text, in the order of the list. */
  candidates(text: FoldedViews): readonly number[] {
    const folded = text.under('case').text;
    this.#begin(folded);
    for (const { folding, stretches } of this.#rewritten)
      if (REWRITTEN[folding].test(folded))
        stretches.find(foldText(text.original, folding), this.#take);
    if (!this.#addresses.isEmpty) this.#takeAddresses(text.addresses());
    return this.#found.length < 2 ? this.#found : this.#found.toSorted((a, b) => a - b);
  }

  /**
   * Owners that a text of the record may hold, by the record as it is written in JSON; all that are
   * candidates on one of its texts are among them. A record with `\u` escapes must be read instead.
   */
  candidatesInJson(document: string): readonly number[] {
    const folded = foldCase(document);
    this.#begin(folded);
    for (const { folding, stretches } of this.#rewritten) {
      const json = REWRITTEN_JSON[folding](folded);
      if (json !== null) stretches.find(json, this.#take);
    }
    if (!this.#addresses.isEmpty) this.#takeAddresses(findAddresses(document));
    return this.#found;
  }

  #begin(folded: string): void {
    this.#turn++;
    this.#found = [];
    this.#always.forEach(this.#take);
    this.#stretches.find(folded, this.#take);
    if (folded.includes(LONG_S)) this.#expressions.forEach(this.#take);
  }

  #takeAddresses(found: readonly FoundAddress[]): void {
    for (const { address } of found) this.#addresses.find(address, this.#take);
  }
}

/** Null where any text may be meant. */
function stretchesOf(sought: Sought): readonly string[] | null {
  switch (sought.by) {
    case 'stretch':
      return sought.stretches;
    case 'expression':
      return sought.stretch === null ? null : [sought.stretch];
    case 'network':
      return [];
    case 'nothing':
      return null;
  }
}
