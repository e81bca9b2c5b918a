/** All indicators of a case over one event, each value tested once per indicator: plain and exact. */
import type { EventFields } from '@shared/model/event';
import type { Indicator, IndicatorMatch } from '@shared/model/indicator';
import { findAddresses, type FoundAddress } from './address-search';
import { fold, type Folded, type FoldingName } from './folding';
import { compileIndicator, type FoldedViews, type IndicatorTest } from './indicator-test';

export interface IndicatorRefusal {
  readonly indicator: Indicator;
  readonly reason: string;
}

interface CompiledIndicator {
  readonly indicator: Indicator;
  readonly test: IndicatorTest;
}

class TextViews implements FoldedViews {
  readonly original: string;
  readonly #folded = new Map<FoldingName, Folded>();
  #addresses: readonly FoundAddress[] | undefined;

  constructor(text: string) {
    this.original = text;
  }

  addresses(): readonly FoundAddress[] {
    this.#addresses ??= findAddresses(this.original);
    return this.#addresses;
  }

  under(folding: FoldingName): Folded {
    let folded = this.#folded.get(folding);
    if (folded === undefined) {
      folded = fold(this.original, folding);
      this.#folded.set(folding, folded);
    }
    return folded;
  }
}

/** Values repeat from event to event: what a text matched is kept for this many texts. */
const REMEMBERED_TEXTS = 20_000;
const LONGEST_REMEMBERED = 4_096;

type TextMatch = Omit<IndicatorMatch, 'field'>;

export class IndicatorMatcher {
  readonly refusals: readonly IndicatorRefusal[];
  readonly #compiled: readonly CompiledIndicator[];
  readonly #remembered = new Map<string, readonly TextMatch[]>();

  /** Inactive indicators are left out. */
  constructor(indicators: readonly Indicator[]) {
    const compiled: CompiledIndicator[] = [];
    const refusals: IndicatorRefusal[] = [];
    for (const indicator of indicators.filter((one) => one.active)) {
      const made = compileIndicator(indicator);
      if (made.ok) compiled.push({ indicator, test: made.test });
      else refusals.push({ indicator, reason: made.reason });
    }
    this.#compiled = compiled;
    this.refusals = refusals;
  }

  /** One match per indicator and field: the first text of the field that has it. */
  match(event: EventFields): IndicatorMatch[] {
    const found: IndicatorMatch[] = [];
    for (let position = 0; position < event.names.length; position++) {
      const field = event.names[position] ?? '';
      const value = event.values[position];
      if (typeof value === 'string') {
        for (const match of this.#matchText(value)) found.push({ ...match, field });
      } else if (Array.isArray(value)) found.push(...this.#matchTuple(field, value));
    }
    return found;
  }

  #matchTuple(field: string, elements: readonly (string | null)[]): IndicatorMatch[] {
    const first = new Map<number, IndicatorMatch>();
    for (const element of elements) {
      if (element === null) continue;
      for (const match of this.#matchText(element)) {
        if (!first.has(match.indicatorId)) first.set(match.indicatorId, { ...match, field });
      }
    }
    return [...first.values()];
  }

  #matchText(text: string): readonly TextMatch[] {
    const known = this.#remembered.get(text);
    if (known !== undefined) return known;
    const views = new TextViews(text);
    const found = this.#compiled.flatMap(({ indicator, test }): TextMatch[] => {
      const span = test(views);
      if (span === null) return [];
      const { id, type, value } = indicator;
      return [{ indicatorId: id, type, indicator: value, value: text, ...span }];
    });
    if (text.length <= LONGEST_REMEMBERED) {
      if (this.#remembered.size >= REMEMBERED_TEXTS) this.#remembered.clear();
      this.#remembered.set(text, found);
    }
    return found;
  }
}
