/**
 * The indicators of a case over a stretch of events: each distinct value of a field is looked at once. A hit is
 * an indicator and an event; where it stands is kept as the hit's matches.
 */
import { type Column, type EventColumns, FIRST_VALUE_CODE, textsOf } from '@shared/model/columns';
import { type IndicatorHit, RAW_TEXT } from '@shared/model/indicator';
import { EventHits } from './event-hits';
import type { IndicatorMatcher, TextMatch } from './indicator-matcher';
import { accountsOf, splitAccounts } from './split-accounts';

/** The original record of an event. */
export interface RawRecord {
  /** As it is stored, in JSON. */
  readonly document: string;
  /** Every name and value of it, decoded one by one. */
  texts(): Iterable<string>;
}

/** Events between two reports of progress. */
const STEP_EVENTS = 64;

export class IndicatorHunt {
  readonly #matcher: IndicatorMatcher;
  readonly #events: EventColumns;
  readonly #hits = new Map<number, EventHits>();

  constructor(matcher: IndicatorMatcher, events: EventColumns) {
    this.#matcher = matcher;
    this.#events = events;
  }

  /**
   * Tells every hit, by event. `step` is told how many events are done; it may throw to end the hunt.
   *
   * @param rawOf the original record, which may hold texts no field shows; asked for each event
   */
  run(
    rawOf: (event: number) => RawRecord,
    found: (event: number, hit: IndicatorHit) => void,
    step: (done: number) => void,
  ): void {
    if (this.#matcher.isEmpty) return;
    for (const name of this.#events.names) this.#seekIn(name);
    if (this.#matcher.accounts.length > 0) this.#seekInAccounts();
    for (let event = 0; event < this.#events.events; event++) {
      this.#seekInRaw(event, rawOf(event));
      for (const hit of this.#hits.get(event)?.hits() ?? []) found(event, hit);
      if ((event + 1) % STEP_EVENTS === 0) step(event + 1);
    }
  }

  #hitsOf(event: number): EventHits {
    const hits = this.#hits.get(event) ?? new EventHits();
    this.#hits.set(event, hits);
    return hits;
  }

  #seekIn(field: string): void {
    const column = this.#events.column(field);
    const byCode = column === null ? null : this.#matchesByCode(column);
    if (column === null || byCode === null) return;
    const { codes } = column;
    for (let event = 0; event < codes.length; event++) {
      const matches = byCode.get(codes[event] ?? 0);
      if (matches === undefined) continue;
      const hits = this.#hitsOf(event);
      for (const match of matches) hits.add(match, field);
    }
  }

  /** Null where no value has an indicator, as in nearly every column. */
  #matchesByCode({ entries }: Column): ReadonlyMap<number, readonly TextMatch[]> | null {
    const byCode = new Map<number, readonly TextMatch[]>();
    entries.forEach((entry, at) => {
      const matches = textsOf(entry).flatMap((text) => this.#matcher.inText(text));
      if (matches.length > 0) byCode.set(at + FIRST_VALUE_CODE, matches);
    });
    return byCode.size === 0 ? null : byCode;
  }

  #seekInAccounts(): void {
    for (const account of splitAccounts(this.#events)) {
      const known = new Map<string, readonly TextMatch[]>();
      for (let event = 0; event < this.#events.events; event++) {
        for (const text of accountsOf(account, event)) {
          const matches = known.get(text) ?? this.#matcher.inAccount(text);
          known.set(text, matches);
          for (const match of matches) this.#hitsOf(event).add(match, account.field);
        }
      }
    }
  }

  /** What a field shows is told by the field; raw text adds what no field has. */
  #seekInRaw(event: number, raw: RawRecord): void {
    const known = this.#hits.get(event);
    const isKnown = (found: TextMatch['found']): boolean => known?.has(found) ?? false;
    if (!isEscaped(raw.document) && !this.#matcher.mayHoldOther(raw.document, isKnown)) return;
    for (const text of new Set(raw.texts())) {
      for (const match of this.#matcher.inText(text))
        if (!isKnown(match.found)) this.#addRaw(event, match);
    }
  }

  #addRaw(event: number, match: TextMatch): void {
    this.#hitsOf(event).add(match, RAW_TEXT);
  }
}

/** An escape may spell any character, so nothing is sure of such a record before it is decoded. */
const isEscaped = (json: string): boolean =>
  json.includes('\\u') && /(?<!\\)(?:\\\\)*\\u/.test(json);
