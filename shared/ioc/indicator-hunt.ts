/**
 * The indicators of a case over a stretch of events: each distinct value of a field is looked at once. A hit is
 * an indicator and an event; where it stands is kept as the hit's matches.
 */
import { type Column, type EventColumns, FIRST_VALUE_CODE, textsOf } from '@shared/model/columns';
import { type IndicatorHit, RAW_TEXT } from '@shared/model/indicator';
import { EventHits } from './event-hits';
import type { IndicatorMatcher, TextMatch } from './indicator-matcher';
import { seekAccounts, splitAccounts } from './split-accounts';

export class IndicatorHunt {
  readonly #matcher: IndicatorMatcher;
  readonly #events: EventColumns;
  readonly #hits = new Map<number, EventHits>();

  constructor(matcher: IndicatorMatcher, events: EventColumns) {
    this.#matcher = matcher;
    this.#events = events;
  }

  /**
   * Tells every hit, by event. `step` is told how many events are done, those of a column in part; it may throw
   * to end the hunt.
   *
   * @param rawTexts what the events say beside their fields, as a column
   */
  run(
    rawTexts: () => Column | null,
    found: (event: number, hit: IndicatorHit) => void,
    step: (done: number) => void,
  ): void {
    if (this.#matcher.isEmpty) return;
    const { events, names } = this.#events;
    names.forEach((name, at) => {
      this.#seekIn(name);
      step(Math.floor((events * (at + 1)) / (names.length + 1)));
    });
    if (this.#matcher.accounts.length > 0) this.#seekInAccounts();
    this.#seekInRaw(rawTexts());
    for (const event of [...this.#hits.keys()].toSorted((a, b) => a - b))
      for (const hit of this.#hits.get(event)?.hits() ?? []) found(event, hit);
    step(events);
  }

  #hitsOf(event: number): EventHits {
    const hits = this.#hits.get(event) ?? new EventHits();
    this.#hits.set(event, hits);
    return hits;
  }

  #seekIn(field: string): void {
    const column = this.#events.column(field);
    if (column === null) return;
    this.#eachMatch(column, field, (event, matches) => {
      const hits = this.#hitsOf(event);
      for (const match of matches) hits.add(match, field);
    });
  }

  /** What a field shows is told by the field; raw text adds what no field has. */
  #seekInRaw(rawTexts: Column | null): void {
    if (rawTexts === null) return;
    this.#eachMatch(rawTexts, null, (event, matches) => {
      const hits = this.#hitsOf(event);
      const fresh = matches.filter(({ found }) => !hits.has(found));
      for (const match of fresh) hits.add(match, RAW_TEXT);
    });
  }

  /** @param field null for raw texts */
  #eachMatch(
    column: Column,
    field: string | null,
    tell: (event: number, matches: readonly TextMatch[]) => void,
  ): void {
    const byCode = this.#matchesByCode(column, field);
    if (byCode === null) return;
    const { codes } = column;
    for (let event = 0; event < codes.length; event++) {
      const matches = byCode.get(codes[event] ?? 0);
      if (matches !== undefined) tell(event, matches);
    }
  }

  /** Null where no value has an indicator, as in nearly every column. */
  #matchesByCode(
    { entries }: Column,
    field: string | null,
  ): ReadonlyMap<number, readonly TextMatch[]> | null {
    const byCode = new Map<number, readonly TextMatch[]>();
    entries.forEach((entry, at) => {
      const matches = textsOf(entry).flatMap((text) => this.#matcher.inText(text, field));
      if (matches.length > 0) byCode.set(at + FIRST_VALUE_CODE, matches);
    });
    return byCode.size === 0 ? null : byCode;
  }

  #seekInAccounts(): void {
    for (const account of splitAccounts(this.#events)) {
      const seek = (text: string): readonly TextMatch[] => this.#matcher.inAccount(text);
      seekAccounts(account, seek, (event, matches) => {
        const hits = this.#hitsOf(event);
        for (const match of matches) hits.add(match, account.field);
      });
    }
  }
}
