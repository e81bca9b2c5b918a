/** What searches of a case found: each kept while it is shown, and found by all threads together. */
import type { EventSearch } from '@shared/contract/event-search';
import type { PublishedFile } from '../case/published-rows';
import type { CaseFiles } from './case-files';
import { parsed, searchKey, valuesKey } from './asked-query';
import { isDamaged } from '../shard/shard-damage';
import { type Copies, type WithoutCopies, withoutCopies } from './copies';
import { countValues, type Valued, valued } from './found-counts';
import { isCaseField } from '@shared/query/case-fields';
import type { ReadRows, WantedRow } from './found-rows';
import { intervals } from './histogram';
import type { Interval } from './interval-counts';
import type { MatchList } from './matches';
import { RecentlyUsed } from './recently-used';
import { rangeOf } from './search-range';
import { type AskedEvents, EventsSearched, type Look, type SearchProblem } from './search-events';
import { type FoundSoFar, type FoundTogether, SharedSearch } from './shared-search';
import { type OtherShares, seenBy, type Share, type SharedQuestion, WHOLE } from './shares';
import { ValueCounts } from './value-counts';

/** Of what searches found, together; the last one is always kept: two bytes an event where it is not all of a file. */
const MOST_FOUND_BYTES = 200 << 20;
/** The files of a result and its key; no search is so small that a hundred thousand are worth keeping. */
const FOUND_OVERHEAD_BYTES = 1 << 20;

/** Fields whose values are kept: those beside the results. */
const MOST_VALUED = 24;

export const NO_COPIES: Copies = new Map();

/** Told at each segment, with what tells how far the search is. */
export type Watch = (soFar: () => FoundSoFar & Pick<Found, 'files'>) => void;

export interface Found {
  /** Differs where anything of it does. */
  readonly key: string;
  /** `seenBy`; empty where one thread searches all. */
  readonly seen: string;
  readonly files: readonly PublishedFile[];
  readonly matches: MatchList;
  /** Of those that have copies which are left out. */
  readonly copies: Copies;
  /** Files that could not be searched, or not compared with others, and why: by their positions, and told. */
  readonly failed: readonly SearchProblem[];
  readonly problems: readonly string[];
}

/** Who searches with whom. */
export interface Together {
  readonly share: Share;
  /** Threads that look at the other shares. */
  readonly others: OtherShares;
}

export class FoundSearches {
  readonly #files: CaseFiles;
  readonly #step: () => void;
  readonly #share: Share;
  readonly #shared: SharedSearch;
  readonly #found: RecentlyUsed<string, Found>;
  readonly #values = new RecentlyUsed<string, Valued>(MOST_VALUED);
  #looksAtAll = false;
  #keptBytes: number | null = null;

  /** @param step called at every segment; may throw a CaseScopeError `cancelled` */
  constructor(files: CaseFiles, { share, others }: Together, step: () => void) {
    this.#files = files;
    this.#step = step;
    this.#share = share;
    this.#shared = new SharedSearch(files, others, step);
    this.#found = new RecentlyUsed(
      MOST_FOUND_BYTES / share.of,
      undefined,
      ({ matches }) => matches.heldBytes + FOUND_OVERHEAD_BYTES,
    );
  }

  /** Bytes of decoded columns, in each thread. */
  keepAtMost(bytes: number): void {
    this.#keptBytes = bytes;
    this.#files.keepAtMost(bytes);
  }

  /**
   * From now on no file is taken for what the case tells of it: what was found that way is found again.
   * @returns false where nothing changes
   */
  lookAtAll(): boolean {
    if (this.#looksAtAll) return false;
    this.#looksAtAll = true;
    this.#found.clear();
    this.#values.clear();
    return true;
  }

  /**
   * What is read of a search; read once more with a look at every file where damage is met: a file whose shard is
   * damaged is not what the case tells of it.
   * @param problemsOf files that could not be read, among them those that were not even found
   */
  readable<Answer>(
    find: () => Found,
    read: (found: Found) => Answer,
    problemsOf: (answer: Answer) => readonly string[] = () => [],
  ): Answer {
    const found = this.#calmly(find);
    try {
      const answer = this.#where(() => read(found));
      const isMet = problemsOf(answer).some((problem) => !found.problems.includes(problem));
      if (!isMet || !this.#mistrust(found)) return answer;
    } catch (error) {
      if (!isDamaged(error) || !this.#mistrust(found)) throw error;
    }
    return read(find());
  }

  /** A file that was packed meanwhile is read where it lies now. */
  #where<Answer>(read: () => Answer): Answer {
    try {
      return read();
    } catch (error) {
      if (!isDamaged(error)) throw error;
      return read();
    }
  }

  /** What leaves copies out reads of files while it finds. */
  #calmly(find: () => Found): Found {
    try {
      return find();
    } catch (error) {
      if (!isDamaged(error) || !this.lookAtAll()) throw error;
      return find();
    }
  }

  /** @returns whether anything of it was taken for what the case tells */
  #mistrust({ matches }: Found): boolean {
    return matches.isTold && this.lookAtAll();
  }

  /** What matches, in the order that is asked for. @throws QueryError with the place of the fault */
  inOrder(search: EventSearch, watch?: Watch): Found {
    return this.find(search, true, watch);
  }

  /**
   * What matches, for those who ask nothing of times. Copies are told by them.
   * @throws QueryError with the place of the fault
   */
  counted(search: EventSearch): Found {
    return this.find(search, search.withoutCopies === true);
  }

  find(search: EventSearch, inOrder: boolean, watch?: Watch): Found {
    const query = parsed(search.query);
    const { sort, withoutHidden = false } = search;
    const looksAtAll = this.#looksAtAll;
    const asked = { query, range: rangeOf(search), withoutHidden, sort, inOrder, looksAtAll };
    const files = this.#files.published(search.files);
    const key = searchKey(search, query, files, this.#files);
    const keyInNoOrder = `${key} in no order`;
    if (inOrder) this.#found.giveUp(keyInNoOrder);
    const isKeptInOrder = inOrder || this.#found.find(key) !== undefined;
    const look = (matches: MatchList, searched: number): void => {
      this.#step();
      watch?.(() => ({ files, ...this.#shared.soFar({ matches, searched }, files, asked) }));
    };
    return this.#found.get(isKeptInOrder ? key : keyInNoOrder, () => {
      const seen = this.#share.of === 1 ? '' : seenBy(files, query, this.#files);
      // Copies may lie in several shares: they are left out of what all of them found.
      const question = this.#question({ ...search, withoutCopies: false }, { seen });
      const found = this.#searched(question, files, asked, look);
      const kept: WithoutCopies =
        search.withoutCopies === true
          ? withoutCopies(this.#files, files, found.matches, this.#step)
          : { matches: found.matches, copies: NO_COPIES, problems: [] };
      const failed = [...found.problems, ...kept.problems];
      const problems = failed.map(({ reason }) => reason);
      const { matches, copies } = kept;
      return { key, seen, files, failed, problems, matches, copies };
    });
  }

  #searched(
    question: SharedQuestion,
    files: readonly PublishedFile[],
    asked: AskedEvents,
    look: Look,
  ): FoundTogether {
    const isAsked = this.#share.number > 0;
    return isAsked
      ? new EventsSearched(this.#files, files, asked, look, this.#share)
      : this.#shared.events(question, files, asked, look);
  }

  intervals(search: EventSearch, found: Found, widthTicks: bigint): readonly Interval[] {
    // The others know nothing of copies that are left out.
    if (search.withoutCopies === true) return intervals(found.matches.runs, widthTicks);
    return this.#shared.intervals(this.#question(search, found), found, widthTicks);
  }

  rows(
    search: EventSearch,
    found: Found,
    wanted: readonly WantedRow[],
    columns: readonly string[],
  ): ReadRows {
    // The others know nothing of copies that are left out; of files they know the same.
    const question = this.#question({ ...search, withoutCopies: false }, found);
    return this.#shared.rows(question, found, wanted, columns);
  }

  #question(search: EventSearch, { seen }: Pick<Found, 'seen'>): SharedQuestion {
    return { search, seen, looksAtAll: this.#looksAtAll, keptBytes: this.#keptBytes };
  }

  values(search: EventSearch, found: Found, field: string): Valued {
    const key = valuesKey(found.key, field, this.#files);
    return this.#values.get(key, () => this.#valued(search, found, field));
  }

  #valued(search: EventSearch, found: Found, field: string): Valued {
    if (search.withoutCopies !== true && !isCaseField(field))
      return this.#shared.values(this.#question(search, found), found, field);
    const counts = new ValueCounts(field, this.#files.shards.numbersOf(field));
    const problems = countValues(this.#files, found, { field, counts }, this.#step, WHOLE);
    return valued(counts, problems);
  }
}
