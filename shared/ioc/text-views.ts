/** A text under every folding and with its addresses, each made when first asked for. */
import { type FoundAddress, findAddresses } from './address-search';
import { fold, type Folded, type ViewName } from './folding';
import type { FoldedViews } from './indicator-test';

export class TextViews implements FoldedViews {
  readonly original: string;
  readonly #folded = new Map<ViewName, Folded>();
  #addresses: readonly FoundAddress[] | undefined;

  constructor(text: string) {
    this.original = text;
  }

  addresses(): readonly FoundAddress[] {
    this.#addresses ??= findAddresses(this.original);
    return this.#addresses;
  }

  under(view: ViewName): Folded {
    let folded = this.#folded.get(view);
    if (folded === undefined) {
      folded = fold(this.original, view);
      this.#folded.set(view, folded);
    }
    return folded;
  }
}
