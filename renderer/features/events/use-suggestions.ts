import { useMemo } from 'react';
import { printField } from '@shared/query/printer';
import type { EventView } from '@shared/contract/event-view';
import { EMPTY_SEARCH } from '../../app/view-store';
import { useAsked } from '../../lib/use-asked';
import { useSettled } from '../../lib/use-settled';
import { useCaseTotals } from '../evidence/use-case-totals';
import { useSearches } from '../searches/searches-store';
import { wordsOfView } from '../searches/view-words';
import { type Completed, namesFor } from './completion';
import { timeForms } from './time-forms';
import { useQueryNames } from './use-field-names';

export interface Suggestion {
  readonly text: string;
  /** Events of the case that have the value; null for what is no value. */
  readonly count: number | null;
  /** What it finds, where that does not stand in it. */
  readonly told?: string;
  /** A whole search, with all that narrowed it. */
  readonly view?: EventView;
}

const NONE: readonly Suggestion[] = [];
const MOST_VALUES = 10;
const MOST_SEARCHES = 10;

/** All of the case in bars as narrow as they are drawn. */
const WHOLE_CASE = { search: EMPTY_SEARCH, most: 1_000 };

/** A time near the last event of the case, one clock that was wrong left aside; null while there is none. */
function useLateTime(isWanted: boolean, version: string): string | null {
  const { answer } = useAsked('events.histogram', isWanted ? WHOLE_CASE : null, version);
  return answer?.edges.at(-2) ?? null;
}

/** Names, forms of a time, or values with how many events of the case have them. */
export function useSuggestions(completed: Completed | null): readonly Suggestion[] {
  const names = useQueryNames();
  const { published } = useCaseTotals();
  const settled = useSettled(completed, 120);
  const asked =
    settled?.kind === 'value'
      ? {
          ...{ search: EMPTY_SEARCH, field: settled.field, holding: settled.typed },
          ...{ start: 0, end: MOST_VALUES },
        }
      : null;
  const { answer, of } = useAsked('events.values', asked, published);
  const late = useLateTime(completed?.kind === 'time', published);
  return useMemo(() => {
    if (completed === null) return NONE;
    if (completed.kind === 'field')
      return namesFor(offered(names, completed), completed.typed).map((text) => ({
        ...{ text, count: null },
      }));
    if (completed.kind === 'time')
      return timeForms(completed.typed, late).map((form) => ({ ...form, count: null }));
    // Those of what was typed before stay until the others are there: one of them may be chosen already.
    if (answer === null || of?.field !== completed.field) return NONE;
    const fitting = answer.rows.flatMap(({ value, count }) =>
      value !== null && value !== '' && isBegun(value, completed.typed)
        ? [{ text: value, count }]
        : [],
    );
    return fitting.toSorted((one, other) => begun(other, completed) - begun(one, completed));
  }, [completed, names, answer, of, late]);
}

/** In a line of one row no line break can be typed. */
const isBegun = (value: string, typed: string): boolean =>
  value !== typed && !/[\r\n]/.test(value) && value.toLowerCase().includes(typed.toLowerCase());

/** 1 where it begins as typed: those stand before others that hold it. */
const begun = ({ text }: Suggestion, { typed }: Completed): 0 | 1 =>
  text.toLowerCase().startsWith(typed.toLowerCase()) ? 1 : 0;

/** Names that stand in quotation marks are those that have to. */
const offered = (names: readonly string[], { isQuoted }: NamePart): readonly string[] =>
  isQuoted === true ? names.filter((name) => printField(name).startsWith('"')) : names;

type NamePart = Extract<Completed, { kind: 'field' }>;

/** The last one first. */
export function useLastSearches(): readonly Suggestion[] {
  const recent = useSearches((store) => store.recent);
  return useMemo(
    () =>
      recent
        .slice(0, MOST_SEARCHES)
        .map((view) => ({ text: wordsOfView(view), count: null, view })),
    [recent],
  );
}
