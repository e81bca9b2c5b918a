/** What is read of a list while it is read: each indicator once, everything else with its reason. */
import {
  type IndicatorDraft,
  type IndicatorFacts,
  type IndicatorType,
  type MatchMode,
  MOST_INDICATOR_TEXT,
  NO_FACTS,
} from '@shared/model/indicator';
import type {
  IndicatorFormat,
  IndicatorReading,
  NotUnderstood,
  TableColumns,
  UnderstoodIndicator,
} from '@shared/model/indicator-reading';
import { checkIndicator } from '../check-indicator';
import { mergedDraft, samenessKey } from '../sameness';
import { weaknessesOf } from '../weakness';

/** What is told of an indicator that is found. */
export interface FoundIndicator {
  readonly place: string;
  readonly type: IndicatorType;
  readonly value: string;
  readonly mode?: MatchMode;
  readonly facts?: Partial<IndicatorFacts>;
  readonly active?: boolean;
  readonly remarks?: readonly string[];
  readonly isMeant?: boolean;
}

/** Far above any feed: what is beyond is told as one refusal. */
const MOST_INDICATORS = 500_000;
/** A list that says the same for ever is read no further. */
const MOST_TAKEN = 2_000_000;
const MOST_REFUSALS = 100_000;
const LONGEST_SHOWN = 500;

export class ReadingBook {
  readonly #understood = new Map<string, UnderstoodIndicator>();
  readonly #refused: NotUnderstood[] = [];
  #merged = 0;
  #taken = 0;
  #beyond = 0;

  /** Kept where it can be matched; else refused with the reason. */
  take(found: FoundIndicator): void {
    if (++this.#taken > MOST_TAKEN) return void this.#beyond++;
    const draft = draftOf(found);
    const reason = faultOf(draft);
    if (reason !== null) return this.refuse(found.place, found.value, reason);
    const key = samenessKey(draft);
    const known = this.#understood.get(key);
    if (known !== undefined) {
      this.#merged++;
      this.#understood.set(key, merged(known, draft, found));
    } else if (this.#understood.size >= MOST_INDICATORS) this.#beyond++;
    else this.#understood.set(key, understood(draft, found));
  }

  refuse(place: string, text: string, reason: string): void {
    if (this.#refused.length >= MOST_REFUSALS) this.#beyond++;
    else this.#refused.push({ place, text: text.slice(0, LONGEST_SHOWN), reason });
  }

  reading(format: IndicatorFormat, table: TableColumns | null = null): IndicatorReading {
    const beyond: NotUnderstood[] =
      this.#beyond === 0
        ? []
        : [{ place: '', text: '', reason: `${this.#beyond} more than one reading can take` }];
    return {
      ...{ format, table, merged: this.#merged },
      understood: [...this.#understood.values()],
      refused: [...this.#refused, ...beyond],
    };
  }
}

function draftOf({ type, value, mode, facts, active = true }: FoundIndicator): IndicatorDraft {
  const texts = { ...NO_FACTS, ...facts };
  return {
    ...texts,
    note: texts.note.slice(0, MOST_INDICATOR_TEXT),
    source: texts.source.slice(0, MOST_INDICATOR_TEXT),
    ...{ type, value: value.trim(), mode: mode ?? (type === 'regex' ? 'regex' : 'literal') },
    active,
  };
}

function faultOf(draft: IndicatorDraft): string | null {
  if (draft.value.length > MOST_INDICATOR_TEXT) {
    return `it is longer than ${MOST_INDICATOR_TEXT} characters`;
  }
  const checked = checkIndicator(draft);
  return checked.ok ? null : checked.reason;
}

const understood = (draft: IndicatorDraft, found: FoundIndicator): UnderstoodIndicator => ({
  ...{ place: found.place, draft, remarks: found.remarks ?? [] },
  ...{ weaknesses: weaknessesOf(draft), isMeant: found.isMeant ?? true },
});

const merged = (
  known: UnderstoodIndicator,
  draft: IndicatorDraft,
  { remarks = [], isMeant = true }: FoundIndicator,
): UnderstoodIndicator => ({
  ...known,
  draft: {
    ...known.draft,
    ...mergedDraft(known.draft, draft, undefined),
  },
  remarks: [...new Set([...known.remarks, ...remarks])].slice(0, 8),
  isMeant: known.isMeant || isMeant,
});
