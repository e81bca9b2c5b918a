/**
 * Which indicators are worth testing on a text: one pass over it finds every stretch any of them needs, one
 * look-up each its addresses. A hundred thousand cost hardly more than ten.
 */
import { InnerTexts } from '@shared/text/inner-texts';
import type { SoughtText } from '@shared/text/gram-table';
import { AddressIndex } from './address-index';
import type { FoundAddress } from './address-search';
import { foldText } from './folding';
import type { FoldedViews, Sought } from './indicator-test';
import { withoutSeparators } from './sought-stretch';

/** RE2 takes the long s for an s; foldCase leaves it. */
const LONG_S = '\u017f';
/** These foldings take texts out or put other names in: there only the folded text tells. */
const REWRITING = ['path', 'registry', 'commandLine'] as const;
type Rewriting = (typeof REWRITING)[number];
/** Where, in a text that is lower case. */
const REWRITTEN: Readonly<Record<Rewriting, (text: string) => boolean>> = {
  path: (text) => text.includes('\\?') || text.includes('harddiskvolume'),
  registry: (text) =>
    text.includes('hkey_') ||
    (text.includes('registry') && /[\\/]registry[\\/]|registry::/.test(text)) ||
    (text.includes('hk') && /hk[a-z]{1,2}:/.test(text)),
  commandLine: (text) => text.includes('"') || text.includes("'"),
};
/** Paths and keys that share a stretch; were they more, a text that has it would be tested on each of them. */
const MOST_ALIKE = 512;

type SoughtStretch = Extract<Sought, { readonly by: 'stretch' }>;

interface Rewritten {
  readonly folding: Rewriting;
  readonly stretches: InnerTexts;
  readonly joined: InnerTexts;
}

export class IndicatorIndex {
  readonly #stretches: InnerTexts;
  /** Those of paths and keys that begin alike, sought without separators; null where there are none. */
  readonly #joined: InnerTexts | null;
  /** By folding, the stretches sought in what it leaves. */
  readonly #rewritten: readonly Rewritten[];
  readonly #addresses = new AddressIndex();
  readonly #expressions: number[] = [];
  readonly #always: number[] = [];
  readonly #seenIn: Uint32Array;
  #turn = 0;
  #found: number[] = [];

  /** Owners are positions in the list. */
  constructor(sought: readonly Sought[], mostAlike = MOST_ALIKE) {
    const stretches: SoughtText[] = [];
    const joined: SoughtText[] = [];
    const isAlike = alikeIn(sought, mostAlike);
    sought.forEach((one, owner) => {
      if (one.by === 'network') this.#addresses.add(one.network, owner);
      if (one.by === 'expression') this.#expressions.push(owner);
      const texts = stretchesOf(one);
      if (texts === null) this.#always.push(owner);
      else if (isJoinable(one) && texts.some(isAlike))
        for (const text of new Set(one.joined)) joined.push({ text, owner });
      else for (const text of new Set(texts)) stretches.push({ text, owner });
    });
    this.#stretches = new InnerTexts(stretches);
    this.#joined = joined.length === 0 ? null : new InnerTexts(joined);
    this.#rewritten = REWRITING.flatMap((folding) => {
      const isFolded = ({ owner }: SoughtText): boolean => {
        const one = sought[owner];
        return one?.by === 'stretch' && one.folding === folding;
      };
      const [own, ownJoined] = [stretches.filter(isFolded), joined.filter(isFolded)];
      if (own.length + ownJoined.length === 0) return [];
      return [{ folding, stretches: new InnerTexts(own), joined: new InnerTexts(ownJoined) }];
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
    for (const one of this.#rewritten)
      if (REWRITTEN[one.folding](folded))
        this.#takeRewritten(one, foldText(text.original, one.folding));
    if (!this.#addresses.isEmpty) this.#takeAddresses(text.addresses());
    return this.#found.length < 2 ? this.#found : this.#found.toSorted((a, b) => a - b);
  }

  #begin(folded: string): void {
    this.#turn++;
    this.#found = [];
    this.#always.forEach(this.#take);
    this.#stretches.find(folded, this.#take);
    this.#joined?.find(withoutSeparators(folded), this.#take);
    if (folded.includes(LONG_S)) this.#expressions.forEach(this.#take);
  }

  #takeRewritten({ stretches, joined }: Rewritten, text: string): void {
    stretches.find(text, this.#take);
    joined.find(withoutSeparators(text), this.#take);
  }

  #takeAddresses(found: readonly FoundAddress[]): void {
    for (const { address } of found) this.#addresses.find(address, this.#take);
  }
}

/** What of a command line is left without separators still has its blanks, which a text may have more of. */
const isJoinable = (sought: Sought): sought is SoughtStretch =>
  sought.by === 'stretch' && (sought.folding === 'path' || sought.folding === 'registry');

/** Which stretches of paths and keys too many have. */
function alikeIn(sought: readonly Sought[], most: number): (stretch: string) => boolean {
  const uses = new Map<string, number>();
  for (const one of sought) {
    if (!isJoinable(one)) continue;
    for (const stretch of new Set(one.stretches)) uses.set(stretch, (uses.get(stretch) ?? 0) + 1);
  }
  return (stretch) => (uses.get(stretch) ?? 0) > most;
}

/** Null where any text may be meant. */
function stretchesOf(sought: Sought): readonly string[] | null {
  switch (sought.by) {
    case 'stretch':
    case 'expression':
      return sought.stretches;
    case 'network':
      return [];
    case 'nothing':
      return null;
  }
}
