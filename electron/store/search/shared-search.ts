/**
 * What of a search is done in shares: asked of the other threads, done here for the own share and for those of
 * threads that are not up yet or see the case in another state, and put together.
 */
import type { PublishedFile } from '../case/published-rows';
import type { CaseFiles } from './case-files';
import type { Found } from './found-searches';
import { countValues, type Valued, valued } from './found-counts';
import { type ReadRows, readRows, type WantedRow } from './found-rows';
import { intervals } from './histogram';
import { type Interval, intervalsTogether } from './interval-counts';
import { factsIn } from './listed-runs';
import { MatchedRun } from './matched-run';
import { MatchList } from './matches';
import { type AskedEvents, EventsSearched, type Look, type SearchProblem } from './search-events';
import {
  isInShare,
  type OtherShares,
  type Share,
  type ShareAnswer,
  type SharedQuestion,
  type ShareOrder,
} from './shares';
import { areTold } from './told-runs';
import { ValueCounts } from './value-counts';

/** Of a search that goes on. */
export interface FoundSoFar {
  readonly matches: MatchList;
  /** Files behind. */
  readonly searched: number;
}

export interface FoundTogether {
  readonly matches: MatchList;
  readonly problems: readonly SearchProblem[];
}

/** Fewer files of others are read sooner than they are asked for. */
const LEAST_FILES = 8;

export class SharedSearch {
  readonly #files: CaseFiles;
  readonly #others: OtherShares;
  readonly #step: () => void;
  /** What the others told last is of the question that is being asked. */
  #isAsking = false;

  /** A page was read before, or more: the first of all is read here sooner than threads have opened what it is of. */
  #haveLooked = false;

  constructor(files: CaseFiles, others: OtherShares, step: () => void) {
    this.#files = files;
    this.#others = others;
    this.#step = step;
  }

  /** @throws whatever `look` throws to end the search */
  events(
    question: SharedQuestion,
    searched: readonly PublishedFile[],
    asked: AskedEvents,
    look: Look,
  ): FoundTogether {
    // Nothing to spread: it is told sooner than threads are asked.
    if (areTold(this.#files, searched, asked))
      return new EventsSearched(this.#files, searched, asked, look);
    const parts = this.#spread(
      { type: 'runs', ...question, inOrder: asked.inOrder },
      (share) => new EventsSearched(this.#files, searched, asked, look, share),
      (answer) => (answer.type === 'runs' ? this.#told(answer, searched, asked) : null),
    );
    const problems = parts.flatMap((part) => part.problems).toSorted((a, b) => a.file - b.file);
    return { matches: together(parts, asked.sort), problems };
  }

  /** What all shares have found by now. */
  soFar(own: FoundSoFar, searched: readonly PublishedFile[], asked: AskedEvents): FoundSoFar {
    const told = this.#isAsking ? this.#others.parts() : [];
    const parts = told.filter((part) => part?.type === 'runs');
    const others = parts.map((part) => this.#told(part, searched, asked));
    const behind = parts.reduce((sum, part) => sum + part.searched, own.searched);
    return {
      matches: together([own, ...others], asked.sort),
      searched: Math.floor(behind / (this.#others.count + 1)),
    };
  }

  #told(
    { runs, problems }: Extract<ShareAnswer, { type: 'runs' }>,
    searched: readonly PublishedFile[],
    { sort }: AskedEvents,
  ): FoundTogether {
    const matches = new MatchList(sort);
    for (const facts of factsIn(runs)) {
      const file = searched[facts.file];
      if (file === undefined) throw new Error('a run of no file that was searched');
      matches.put(new MatchedRun(facts, (id) => this.#files.shards.part(file, id).segment));
    }
    return { matches, problems };
  }

  values(question: SharedQuestion, found: Found, field: string): Valued {
    const counts = new ValueCounts(field, this.#files.shards.numbersOf(field));
    const problems = this.#spread(
      { type: 'values', ...question, field },
      (share) => countValues(this.#files, found, { field, counts }, this.#step, share),
      (answer) => {
        if (answer.type !== 'values') return null;
        counts.addCounted(answer.values);
        return answer.problems;
      },
    );
    return valued(counts, problems.flat());
  }

  intervals(question: SharedQuestion, found: Found, widthTicks: bigint): Interval[] {
    const parts = this.#spread(
      { type: 'intervals', ...question, widthTicks },
      (share) => intervals(runsIn(found, share), widthTicks),
      (answer) => (answer.type === 'intervals' ? answer.intervals : null),
    );
    return intervalsTogether(parts);
  }

  /** Rows of many files are read together: each is of a block of its own that has to be unpacked. */
  rows(
    question: SharedQuestion,
    { files }: Pick<Found, 'files'>,
    wanted: readonly WantedRow[],
    columns: readonly string[],
  ): ReadRows {
    const own = { number: 0, of: this.#others.count + 1 };
    const isOfOthers = ({ file }: WantedRow): boolean => {
      const from = files[file];
      return from !== undefined && !isInShare(from, own);
    };
    const ofOthers = new Set(wanted.filter(isOfOthers).map(({ file }) => file));
    const isFirst = !this.#haveLooked;
    this.#haveLooked = true;
    if (isFirst || ofOthers.size < LEAST_FILES)
      return readRows(this.#files, files, wanted, columns);
    const parts = this.#spread(
      { type: 'rows', ...question, wanted, columns },
      (share) => readRows(this.#files, files, wanted, columns, share),
      (answer) => (answer.type === 'rows' ? answer : null),
    );
    return {
      rows: parts.flatMap(({ rows }) => rows),
      problems: parts.flatMap(({ problems }) => problems).toSorted((a, b) => a.file - b.file),
    };
  }

  /** The own share first. @param told null of what is no answer to the order */
  #spread<Part>(
    order: ShareOrder,
    alone: (share: Share) => Part,
    told: (answer: ShareAnswer) => Part | null,
  ): Part[] {
    const of = this.#others.count + 1;
    this.#others.ask(order);
    this.#isAsking = true;
    try {
      const own = this.#through(() => alone({ number: 0, of }));
      const others = this.#others.answers().map((answer, at) => {
        const part = answer === null ? null : told(answer);
        return part ?? alone({ number: at + 1, of });
      });
      return [own, ...others];
    } finally {
      this.#isAsking = false;
      this.#haveLooked = true;
    }
  }

  /** Whatever happens here, the others are through before anything else is asked of them. */
  #through<Part>(work: () => Part): Part {
    try {
      return work();
    } catch (error) {
      try {
        this.#others.answers();
      } catch {
        // One reason for the end of a search is enough.
      }
      throw error;
    }
  }
}

function together(
  parts: readonly { readonly matches: MatchList }[],
  sort: AskedEvents['sort'],
): MatchList {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return only.matches;
  const matches = new MatchList(sort);
  // Of one file all runs are in one part, in their order.
  const runs = parts.flatMap((part) => part.matches.runs);
  for (const run of runs.toSorted((a, b) => a.file - b.file)) matches.put(run);
  return matches;
}

const runsIn = ({ files, matches }: Found, share: Share): readonly MatchedRun[] =>
  matches.runs.filter(({ file }) => {
    const from = files[file];
    return from !== undefined && isInShare(from, share);
  });
