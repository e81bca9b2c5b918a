/**
 * A search spread over threads: each searches its share of the files with the same code, and with caches of its own.
 * Answers are put together by the thread that was asked, so that they are those of one thread.
 */
import type { EventSearch } from '@shared/contract/event-search';
import type { FileId } from '@shared/model/ids';
import type { Query } from '@shared/query/ast';
import type { PublishedFile } from '../case/published-rows';
import { asksCaseEnd } from './case-end';
import { type CaseFacts, packsKey, publishedKey } from './case-facts';
import type { ReadRows, WantedRow } from './found-rows';
import type { Interval } from './interval-counts';
import type { ListedRuns } from './listed-runs';
import type { SearchProblem } from './search-events';
import type { CountedValues } from './value-counts';

export interface Share {
  /** From 0, below `of`. */
  readonly number: number;
  readonly of: number;
}

export const WHOLE: Share = { number: 0, of: 1 };

/** Files of one pack are in one share: their events stand in the same segments. */
export const isInShare = ({ id, published }: PublishedFile, { number, of }: Share): boolean =>
  (published.pack ?? id) % of === number;

/** What is searched, and the case as the asker sees it. */
export interface SharedQuestion {
  readonly search: EventSearch;
  /** `seenBy`. */
  readonly seen: string;
  /** As `AskedEvents` has it. */
  readonly looksAtAll: boolean;
  /** Of decoded columns, for each thread; null as many as are usual. */
  readonly keptBytes: number | null;
}

/** Asks what is found. */
export type FoundQuestion = SharedQuestion &
  (
    | {
        readonly type: 'runs';
        /** As `AskedEvents` has it. */
        readonly inOrder: boolean;
      }
    | { readonly type: 'values'; readonly field: string }
    | { readonly type: 'intervals'; readonly widthTicks: bigint }
  );

/** Asks for rows of what was found. */
export interface RowsQuestion extends SharedQuestion {
  readonly type: 'rows';
  readonly wanted: readonly WantedRow[];
  readonly columns: readonly string[];
}

export type ShareQuestion = FoundQuestion | RowsQuestion;

export type ShareOrder =
  | ShareQuestion
  /** Opens the case, so that the first question finds it open; nobody waits for that. */
  | { readonly type: 'enter' }
  | { readonly type: 'release'; readonly file: FileId }
  | { readonly type: 'close' };

/** So far, or all of them. */
export interface FoundRuns {
  readonly type: 'runs';
  /** Files behind, those of other shares among them. */
  readonly searched: number;
  readonly runs: ListedRuns;
  readonly problems: readonly SearchProblem[];
}

export interface FoundValues {
  readonly type: 'values';
  readonly values: CountedValues;
  readonly problems: readonly string[];
}

export interface FoundIntervals {
  readonly type: 'intervals';
  readonly intervals: readonly Interval[];
}

/** Those that are of files of the share. */
export interface FoundRows extends ReadRows {
  readonly type: 'rows';
}

/** `done` of what is no question; `otherwise` where the thread sees the case in another state. */
export type ShareAnswer =
  FoundRuns | FoundValues | FoundIntervals | FoundRows | { readonly type: 'done' | 'otherwise' };

/** The other threads of a search, as the one that is asked uses them. */
export interface OtherShares {
  /** How many there are. */
  readonly count: number;
  /** Begins with all of them, once they are through with what they have begun before. */
  ask(order: ShareOrder): void;
  /**
   * Waits for all of them. Null of a thread that had not begun yet, and will not.
   * @throws CaseScopeError what one of them threw
   */
  answers(): (ShareAnswer | null)[];
  /** What each of them told last of what was asked; null of one that has told nothing. */
  parts(): (ShareAnswer | null)[];
}

export const NO_OTHERS: OtherShares = {
  ...{ count: 0, ask: () => undefined, answers: () => [], parts: () => [] },
};

/** The same where two threads see the case in the same state: nothing published, tuned, marked or packed in between. */
export const seenBy = (
  files: readonly PublishedFile[],
  query: Query,
  facts: Pick<CaseFacts, 'tuning' | 'caseEnd' | 'marksVersion'>,
): string =>
  [
    ...[publishedKey(files), packsKey(files), facts.tuning.version, facts.marksVersion],
    asksCaseEnd(query) ? String(facts.caseEnd) : '',
  ].join(' ');
