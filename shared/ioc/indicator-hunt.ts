/**
 * The indicators of a case over a stretch of events: each distinct value of a field is looked at once. A hit is
 * an indicator and an event; where it stands is kept as the hit's matches.
 */
import { type Column, type EventColumns, FIRST_VALUE_CODE, textsOf } from '@shared/model/columns';
import { type IndicatorHit, RAW_TEXT } from '@shared/model/indicator';
import { EventHits } from './event-hits';
import type { IndicatorMatcher, TextMatch } from './indicator-matcher';
import { seekAccounts, splitAccounts } from './split-accounts';
import { WorkSteps } from './work-steps';

type Worked = WorkSteps['add'];

export class IndicatorHunt {
  readonly #matcher: IndicatorMatcher;
  readonly #events: EventColumns;
  readonly #hits = new Map<number, EventHits>();
  /** Columns looked at, the one in work in part. */
  #columnsDone = 0;

  constructor(matcher: IndicatorMatcher, events: EventColumns) {
    this.#matcher = matcher;
    this.#events = events;
  }

  /**
   * Tells every hit, by event. `step` is told how many events are done, those of a column in part, with every column
   * and after much work within one; it may throw to end the hunt.
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
    const tell = (): void => step(Math.floor((events * this.#columnsDone) / (names.length + 1)));
    const { add: worked } = new WorkSteps(tell);
    for (const name of names) {
      this.#seekIn(name, worked);
      tell();
    }
    if (this.#matcher.accounts.length > 0) this.#seekInAccounts(worked);
    this.#seekInRaw(rawTexts(), worked);
    for (const event of [...this.#hits.keys()].toSorted((a, b) => a - b))
      for (const hit of this.#hits.get(event)?.hits() ?? []) found(event, hit);
    step(events);
  }

  #hitsOf(event: number): EventHits {
    const hits = this.#hits.get(event) ?? new EventHits();
    this.#hits.set(event, hits);
    return hits;
  }

  #seekIn(field: string, worked: Worked): void {
    const before = this.#columnsDone;
    const column = this.#events.column(field);
    if (column !== null)
      this.#eachMatch(column, field, worked, (event, matches) => {
        const hits = this.#hitsOf(event);
        for (const match of matches) hits.add(match, field);
      });
    this.#columnsDone = before + 1;
  }

  /** What a field shows is told by the field; raw text adds what no field has. */
  #seekInRaw(rawTexts: Column | null, worked: Worked): void {
    if (rawTexts === null) return;
    this.#eachMatch(rawTexts, null, worked, (event, matches) => {
      const hits = this.#hitsOf(event);
      const fresh = matches.filter(({ found }) => !hits.has(found));
      for (const match of fresh) hits.add(match, RAW_TEXT);
    });
  }

  /** @param field null for raw texts */
  #eachMatch(
    column: Column,
    field: string | null,
    worked: Worked,
    tell: (event: number, matches: readonly TextMatch[]) => void,
  ): void {
    const byCode = this.#matchesByCode(column, field, worked);
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
    worked: Worked,
  ): ReadonlyMap<number, readonly TextMatch[]> | null {
    const byCode = new Map<number, readonly TextMatch[]>();
    const before = this.#columnsDone;
    entries.forEach((entry, at) => {
      this.#columnsDone = before + at / entries.length;
      const matches = textsOf(entry).flatMap((text) => this.#matcher.inText(text, field, worked));
      if (matches.length > 0) byCode.set(at + FIRST_VALUE_CODE, matches);
    });
    return byCode.size === 0 ? null : byCode;
  }

  #seekInAccounts(worked: Worked): void {
    for (const account of splitAccounts(this.#events)) {
      const seek = (text: string): readonly TextMatch[] => this.#matcher.inAccount(text, worked);
      seekAccounts(account, seek, (event, matches) => {
        const hits = this.#hitsOf(event);
        for (const match of matches) hits.add(match, account.field);
      });
    }
  }
}
