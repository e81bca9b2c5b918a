/**
 * Events that match a search, in order. They are kept segment by segment as they stand, and put in order where
 * somebody looks: a page merges the runs of its own stretch of time.
 */
import type { FileTime, TimeExtent } from '@shared/model/file-time';
import { type MatchedRun, OpenRuns } from './matched-run';
import { placeOfRank } from './rank-search';
import { type MergedEvent, RunMerge } from './run-merge';
import { boundOf, compareBounds, type TimeBound, timeOfBound } from './time-words';
import { TimedRuns } from './timed-runs';

export interface Match {
  /** Position of the file among those searched. */
  readonly file: number;
  readonly event: number;
}

/** Events that are put in order together: two pages. Each may be of another file, which is opened for it. */
const BLOCK = 512;

interface Block {
  /** Rank of its first event. */
  readonly start: number;
  readonly events: readonly Match[];
}

const NOTHING: Block = { start: 0, events: [] };

/** Events are added file by file, each file's in their order. */
export class MatchList {
  readonly #runs: MatchedRun[] = [];
  readonly #byFile = new Map<number, MatchedRun[]>();
  #count = 0;
  readonly #sorted: 'asc' | 'desc';
  #timedRuns: TimedRuns | null = null;
  #block = NOTHING;
  /** Stands behind the last block. */
  #merge: RunMerge | null = null;

  constructor(sorted: 'asc' | 'desc') {
    this.#sorted = sorted;
  }

  get count(): number {
    return this.#count;
  }

  /** How many have a time. */
  get timed(): number {
    return this.#inTime.allTimed;
  }

  /** Whether any file of it is taken for what the case tells of it. */
  get isTold(): boolean {
    return this.#runs.some((run) => run.isTold);
  }

  /** Looks at every run. @throws CaseScopeError `shard-damaged` */
  workOutOrder(): void {
    for (const run of this.#runs) run.workOutOrder();
  }

  /** What it takes in memory. */
  get heldBytes(): number {
    return this.#runs.reduce((sum, { heldBytes }) => sum + heldBytes, 0);
  }

  get runs(): readonly MatchedRun[] {
    return this.#runs;
  }

  get #inTime(): TimedRuns {
    return (this.#timedRuns ??= new TimedRuns(this.#runs));
  }

  /** Null where no event has a time. */
  get extent(): TimeExtent | null {
    const { earliest: first, latest: last } = this.#inTime;
    return first === null || last === null ? null : { first, last };
  }

  /** Of those from one time to before another. */
  extentWithin(from: bigint, to: bigint): TimeExtent | null {
    const [begin, end] = [boundOf(from), boundOf(to)];
    let first: TimeBound | null = null;
    let last: TimeBound | null = null;
    for (const [at, run] of this.#runs.entries()) {
      const opened = new OpenRuns();
      const passed = this.#inTime.before(at, begin, opened);
      const behind = this.#inTime.before(at, end, opened);
      if (passed === behind) continue;
      const ends = [run.boundAtRank(passed, opened), run.boundAtRank(behind - 1, opened)] as const;
      if (first === null || compareBounds(ends[0], first) < 0) first = ends[0];
      if (last === null || compareBounds(ends[1], last) > 0) last = ends[1];
    }
    if (first === null || last === null) return null;
    return { first: timeOfBound(first), last: timeOfBound(last) };
  }

  /** Behind all there are; one without events is none. */
  put(run: MatchedRun): void {
    const { file } = run;
    if (run.count === 0) return;
    this.#runs.push(run);
    // Whoever looks before all are added sees what there is.
    this.#block = NOTHING;
    this.#merge = null;
    this.#timedRuns = null;
    this.#count += run.count;
    const others = this.#byFile.get(file);
    if (others === undefined) this.#byFile.set(file, [run]);
    else others.push(run);
  }

  /** Those that have a time, the earliest first, whatever the rows are sorted by. */
  *byTime(): Generator<MergedEvent, void, undefined> {
    const merge = new RunMerge(this.#inTime, new Uint32Array(this.#runs.length));
    for (let next = merge.next(); next !== null; next = merge.next()) yield next;
  }

  /** The list without some of its events. @param dropped places in the segments of runs */
  without(dropped: ReadonlyMap<MatchedRun, ReadonlySet<number>>): MatchList {
    const others = new MatchList(this.#sorted);
    for (const run of this.#runs) {
      const places = dropped.get(run);
      others.put(places === undefined ? run : run.without(places));
    }
    return others;
  }

  /** Of a file, in the order of its events. @param file position among those searched */
  runsOf(file: number): readonly MatchedRun[] {
    return this.#byFile.get(file) ?? [];
  }

  has(file: number, event: number): boolean {
    return this.#runOf(file, event) !== undefined;
  }

  /** The event's time, where the list has it: null where it has none, undefined where it is not in the list. */
  timeOf(file: number, event: number): FileTime | null | undefined {
    const run = this.#runOf(file, event);
    return run?.timeAt(event - run.firstEvent);
  }

  #runOf(file: number, event: number): MatchedRun | undefined {
    const run = this.runsOf(file).findLast(({ firstEvent }) => firstEvent <= event);
    return run?.has(event - run.firstEvent) === true ? run : undefined;
  }

  /** How many happened before a time. */
  rankOf(time: bigint): number {
    return this.#inTime.rankOf(boundOf(time));
  }

  /** The first row at or behind a time, in the order the rows are sorted by. */
  rowAt(time: bigint): number {
    return this.#sorted === 'asc' ? this.rankOf(time) : this.timed - this.rankOf(time + 1n);
  }

  /**
   * By time, then file, then place in the file, so that pages never depend on chance; the other way round
   * all of it turned. Events without a time come last either way.
   */
  at(row: number): Match | null {
    if (row < 0 || row >= this.count) return null;
    const ascending = this.#sorted === 'asc';
    if (row < this.timed) return this.#atRank(ascending ? row : this.timed - 1 - row);
    return this.#untimedAt(ascending ? row - this.timed : this.count - 1 - row);
  }

  #atRank(rank: number): Match | null {
    const start = rank - (rank % BLOCK);
    if (this.#block.start !== start || this.#block.events.length === 0) this.#load(start);
    return this.#block.events[rank - start] ?? null;
  }

  #load(start: number): void {
    const isNext = start === this.#block.start + this.#block.events.length;
    const merge = isNext && this.#merge !== null ? this.#merge : this.#mergeFrom(start);
    const events: Match[] = [];
    while (events.length < BLOCK) {
      const next = merge.next();
      if (next === null) break;
      events.push(matchAt(next.run, next.place));
    }
    this.#merge = merge;
    this.#block = { start, events };
  }

  #mergeFrom(rank: number): RunMerge {
    const { passed, left } = placeOfRank(this.#inTime, rank, this.timed);
    const merge = new RunMerge(this.#inTime, passed);
    for (let at = 0; at < left; at++) merge.next();
    return merge;
  }

  /** In the order they were added. */
  #untimedAt(at: number): Match | null {
    let before = 0;
    for (const run of this.#runs) {
      const untimed = run.count - run.timed;
      if (at < before + untimed) return matchAt(run, run.untimedAt(at - before));
      before += untimed;
    }
    return null;
  }
}

export const matchAt = ({ file, firstEvent }: MatchedRun, place: number): Match => ({
  file,
  event: firstEvent + place,
});
