/** One search over the published events of some files, shard by shard. */
import type { FileTime } from '@shared/model/file-time';
import type { Query } from '@shared/query/ast';
import type { Segment } from '../event-store';
import { type CaseFiles, problemOrCancel, type PublishedFile } from './case-files';
import { evaluateSegment } from './evaluate-segment';
import { timesOf } from './file-times';
import { MatchList } from './matches';
import { type KnownFile, narrowed } from './narrow-query';
import { planned, type PlannedQuery } from './query-plan';
import { keepWithin, type TimeRange } from './time-flags';
import type { SearchedFile } from './told-by-case';
import type { SegmentColumns } from './segment-columns';

export interface AskedEvents {
  readonly query: Query;
  readonly range: TimeRange;
  readonly sort: 'asc' | 'desc';
}

/** Called at every segment with what was found before it and how many files are behind; may throw. */
export type Look = (matches: MatchList, searched: number) => void;

export class EventsSearched {
  readonly matches: MatchList;
  /** Files that could not be searched, and why; the matches are of the others. */
  readonly problems: string[] = [];
  readonly #files: CaseFiles;
  readonly #range: TimeRange;
  readonly #look: Look;
  /** Time of the last event of the case. */
  readonly #caseEnd: FileTime | null;

  /** @throws whatever `look` throws to end the search */
  constructor(
    files: CaseFiles,
    searched: readonly PublishedFile[],
    { query, range, sort }: AskedEvents,
    look: Look,
  ) {
    this.matches = new MatchList(sort);
    this.#files = files;
    this.#range = range;
    this.#look = look;
    this.#caseEnd = files.lastTime;
    const plan = planned(query);
    searched.forEach((file, position) => this.#search(file, position, plan));
  }

  #search(file: PublishedFile, position: number, plan: PlannedQuery): void {
    if (!overlaps(file, this.#range)) return;
    const files = this.#files;
    const known = { outline: files.outline(file), isMarked: files.isMarked(file) };
    const caseEnd = this.#caseEnd;
    const query = narrowed(plan, { file, ...known, caseEnd });
    if (query === null) return;
    try {
      const asked = searchedFile(files, { file, caseEnd, outline: known.outline });
      for (const columns of files.segments(file)) {
        this.#look(this.matches, position);
        this.#searchSegment(columns, position, query, asked);
      }
    } catch (error) {
      this.problems.push(problemOrCancel(file, error));
    }
  }

  #searchSegment(
    columns: SegmentColumns,
    position: number,
    query: PlannedQuery,
    file: SearchedFile,
  ): void {
    const { segment } = columns;
    const { from, to } = this.#range;
    const isWhole = query.kind === 'all' && from === null && to === null;
    const flags = isWhole ? null : evaluateSegment(query, columns, file);
    if (flags !== null) {
      if (!flags.includes(1)) return;
      keepWithin(flags, segment, this.#range);
    }
    const again = (): Segment => file.segment(segment.id);
    this.matches.add(position, segment, flags, again);
  }
}

function searchedFile(
  files: CaseFiles,
  { file, caseEnd, outline }: Omit<KnownFile, 'isMarked'>,
): SearchedFile {
  const once = <Marks>(read: () => Marks): (() => Marks) => {
    let known: Marks | undefined;
    return () => (known ??= read());
  };
  return {
    ...{ name: file.name, indexed: new Map(), caseEnd, outline },
    detections: once(() => files.detections(file)),
    hits: once(() => files.hits(file)),
    marks: once(() => files.marks(file)),
    segment: (id) => files.segment(file, id).segment,
  };
}

/** Whether a file can have events in the range, told by its published counts. */
function overlaps(file: PublishedFile, { from, to }: TimeRange): boolean {
  if (file.published.counts.events === 0) return false;
  if (from === null && to === null) return true;
  const times = timesOf(file);
  return (
    times !== null && (from === null || times.last >= from) && (to === null || times.first < to)
  );
}
