/**
 * All indicators of a case over one event, each text tested once per indicator: plain and exact. A hit is
 * an indicator and an event; where it stands is kept as the hit's matches.
 */
import type { EventFields } from '@shared/model/event';
import {
  type Indicator,
  type IndicatorHit,
  type IndicatorMatch,
  RAW_TEXT,
} from '@shared/model/indicator';
import { findAddresses, type FoundAddress } from './address-search';
import { fold, type Folded, type FoldingName } from './folding';
import { compileIndicator, type FoldedViews, type IndicatorTest } from './indicator-test';
import { splitAccounts } from './split-accounts';

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

/** An indicator and the first place where it stands in a text. */
interface TextMatch extends Omit<IndicatorMatch, 'field'> {
  readonly found: CompiledIndicator;
}

/** Names an account with its domain, which a record may keep in a field of its own. */
const namesDomain = ({ type, value }: Indicator): boolean =>
  type === 'username' && /[\\@]/.test(value);

function findIn(compiled: readonly CompiledIndicator[], text: string): TextMatch[] {
  const views = new TextViews(text);
  return compiled.flatMap((found): TextMatch[] => {
    const span = found.test(views);
    return span === null ? [] : [{ found, value: text, ...span }];
  });
}

/** The hits of one event while it is being read. */
class EventHits {
  readonly #matches = new Map<CompiledIndicator, IndicatorMatch[]>();

  /** The first text of a field that has the indicator is kept. */
  add({ found, value, start, end }: TextMatch, field: string): void {
    const matches = this.#matches.get(found);
    const match = { field, value, start, end };
    if (matches === undefined) this.#matches.set(found, [match]);
    else if (!matches.some((other) => other.field === field)) matches.push(match);
  }

  has({ found }: TextMatch): boolean {
    return this.#matches.has(found);
  }

  hits(): IndicatorHit[] {
    return [...this.#matches].map(([{ indicator }, matches]) => {
      const { id: indicatorId, type, mode, value } = indicator;
      return { indicatorId, type, mode, indicator: value, matches };
    });
  }
}

export class IndicatorMatcher {
  readonly refusals: readonly IndicatorRefusal[];
  readonly #compiled: readonly CompiledIndicator[];
  readonly #accounts: readonly CompiledIndicator[];
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
    this.#accounts = compiled.filter(({ indicator }) => namesDomain(indicator));
    this.refusals = refusals;
  }

  /**
   * The hits of one event.
   *
   * @param rawTexts every name and value of the original record, decoded one by one; asked for only where
   *   there is something to seek
   */
  match(event: EventFields, rawTexts: () => Iterable<string>): IndicatorHit[] {
    if (this.#compiled.length === 0) return [];
    const hits = new EventHits();
    const told = this.#matchFields(event, hits);
    this.#matchAccounts(event, hits);
    for (const text of rawTexts()) {
      if (told.has(text)) continue;
      told.add(text);
      // What a field shows is told by the field; raw text adds what no field has.
      for (const match of this.#matchText(text)) if (!hits.has(match)) hits.add(match, RAW_TEXT);
    }
    return hits.hits();
  }

  /** @returns every text of the fields */
  #matchFields({ names, values }: EventFields, hits: EventHits): Set<string> {
    const told = new Set<string>();
    names.forEach((field, position) => {
      const value = values[position] ?? null;
      for (const text of typeof value === 'string' ? [value] : (value ?? [])) {
        if (text === null) continue;
        told.add(text);
        for (const match of this.#matchText(text)) hits.add(match, field);
      }
    });
    return told;
  }

  #matchAccounts(event: EventFields, hits: EventHits): void {
    if (this.#accounts.length === 0) return;
    for (const { field, account } of splitAccounts(event)) {
      for (const match of findIn(this.#accounts, account)) hits.add(match, field);
    }
  }

  #matchText(text: string): readonly TextMatch[] {
    const known = this.#remembered.get(text);
    if (known !== undefined) return known;
    const found = findIn(this.#compiled, text);
    if (text.length <= LONGEST_REMEMBERED) {
      if (this.#remembered.size >= REMEMBERED_TEXTS) this.#remembered.clear();
      this.#remembered.set(text, found);
    }
    return found;
  }
}
