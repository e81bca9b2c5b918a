/**
 * Searches over everything published in a case: events by query, detections, hits, one event whole. The
 * search process and the command line ask the same object.
 */
import type { EventRowsPart } from '@shared/contract/event-part';
import type { EventSearch } from '@shared/contract/event-search';
import type {
  DETECTION_ROWS,
  EVENT_HISTOGRAM,
  EVENT_ROW_AT,
  EVENT_ROWS,
  FIELD_VALUES,
  FLAW_ROWS,
  HIT_ROWS,
} from '@shared/contract/requests';
import type { GroupedHits, HITS_GROUPED, IndicatorHits } from '@shared/contract/hit-groups';
import type { WeighedIndicators } from '@shared/contract/indicators';
import type { UntouchedFile, UntouchedOrder } from '@shared/contract/untouched';
import type { TRIAL_ORDER } from '@shared/contract/search';
import type {
  DetectionRow,
  EventDetail,
  EventHistogram,
  EventPlace,
  EventRow,
  FieldUse,
  FieldValues,
  FlawsAnswer,
  HitRow,
  RowsAnswer,
  RuleCount,
  RuleTrial,
} from '@shared/contract/views';
import type { StableKey } from '@shared/model/event-mark';
import type { FileId } from '@shared/model/ids';
import type { HuntClock } from '@shared/sigma/engine/text-tests';
import type { z } from 'zod';
import type { CaseSearcher, FoundEvents } from '../event-store';
import { problemOf, type PublishedFile } from './case-facts';
import { CaseFiles } from './case-files';
import { type Copies, copyKey, withoutCopies } from './copies';
import { eventDetail, eventRow, placeOf, unreadableRow } from './event-rows';
import { foundHistogram, foundValues, type Valued } from './found-counts';
import { foundEvents } from './found-events';
import { type Interval, intervals } from './histogram';
import type { MatchList } from './matches';
import { PartPace } from './part-pace';
import { askedTime, parsed, searchKey, valuesPage } from './asked-query';
import { tryRules } from './rule-trial';
import { RecentlyUsed } from './recently-used';
import { FoundLists } from './found-lists';
import type { WeighedDraft } from './indicator-places';
import { EventsSearched } from './search-events';
import { flawsOf } from './stored-flaws';
import { untouchedFiles } from './untouched-files';
import { weighIndicators } from './weigh-indicators';
import { rangeOf } from './search-range';

/** Of what searches found, likewise; the last one always. Everything of ten million events is 210 MB. */
const MOST_FOUND_BYTES = 400 << 20;
/** The files of a result and its key; no search is so small that a hundred thousand are worth keeping. */
const FOUND_OVERHEAD_BYTES = 1 << 20;

/** Fields whose values are kept: those beside the results. */
const MOST_VALUED = 24;

const NO_COPIES: Copies = new Map();

/** Rows that are told of a search before its end. */
const PART_ROWS = 50;

/** Told at each segment how far a search is. */
type Watch = (soFar: Pick<Found, 'files' | 'matches'>, searched: number) => void;

export interface Found {
  /** Differs where anything of it does. */
  readonly key: string;
  readonly files: readonly PublishedFile[];
  readonly matches: MatchList;
  /** Of those that have copies which are left out. */
  readonly copies: Copies;
  /** Files that could not be searched, and why. */
  readonly problems: readonly string[];
}

export class CaseSearch implements CaseSearcher {
  readonly files: CaseFiles;
  readonly #step: () => void;
  readonly #now: () => number;
  readonly #found = new RecentlyUsed<string, Found>(
    MOST_FOUND_BYTES,
    undefined,
    ({ matches }) => matches.heldBytes + FOUND_OVERHEAD_BYTES,
  );
  readonly #values = new RecentlyUsed<string, Valued>(MOST_VALUED);
  readonly #lists: FoundLists;

  /**
   * @param step called at every segment; may throw a CaseScopeError `cancelled`
   * @param now milliseconds that tell when a part of an answer is due
   */
  constructor(
    caseDir: string,
    step: () => void = () => undefined,
    now: () => number = () => performance.now(),
  ) {
    this.#step = step;
    this.#now = now;
    this.files = new CaseFiles(caseDir);
    this.#lists = new FoundLists(this.files, step);
  }

  /** @throws QueryError with the place of the fault */
  events(search: EventSearch, watch?: Watch): Found {
    const query = parsed(search.query);
    const range = rangeOf(search);
    const files = this.files.published(search.files);
    const key = searchKey(search, query, files, this.files);
    const look = (matches: MatchList, searched: number): void => {
      this.#step();
      watch?.({ files, matches }, searched);
    };
    return this.#found.get(key, () => {
      const asked = { query, range, sort: search.sort };
      const { matches, problems } = new EventsSearched(this.files, files, asked, look);
      const all = { matches, copies: NO_COPIES };
      const kept = search.withoutCopies === true ? this.#distinct(files, matches) : all;
      return { key, files, problems, ...kept };
    });
  }

  #distinct(
    files: readonly PublishedFile[],
    matches: MatchList,
  ): Pick<Found, 'matches' | 'copies'> {
    return withoutCopies(this.files, files, matches, this.#step);
  }

  eventRows(
    { search, start, end, columns }: z.infer<typeof EVENT_ROWS>,
    onPart?: (part: EventRowsPart) => void,
  ): RowsAnswer<EventRow> {
    const isWatched = onPart !== undefined && start === 0 && end > 0;
    const watch = isWatched ? this.#watch(columns, onPart) : undefined;
    const found = this.events(search, watch);
    const problems = new Set(found.problems);
    const rows = this.#rows(found, { start, end }, columns, problems);
    return { total: found.matches.count, start, rows, problems: [...problems] };
  }

  #watch(columns: readonly string[], onPart: (part: EventRowsPart) => void): Watch {
    const pace = new PartPace(this.#now);
    return (soFar, searched) => {
      if (!pace.isDue()) return;
      // What cannot be read is told with the answer; until then copies are rows of their own.
      const shown = { ...soFar, copies: NO_COPIES };
      const rows = this.#rows(shown, { start: 0, end: PART_ROWS }, columns, new Set());
      onPart({ found: soFar.matches.count, searched, files: soFar.files.length, rows });
    };
  }

  #rows(
    { files, matches, copies }: Pick<Found, 'files' | 'matches' | 'copies'>,
    { start, end }: { readonly start: number; readonly end: number },
    columns: readonly string[],
    problems: Set<string>,
  ): EventRow[] {
    const wanted: { row: number; file: number; event: number }[] = [];
    for (let row = start; row < Math.min(end, matches.count); row++) {
      const match = matches.at(row);
      if (match !== null) wanted.push({ row: row - start, ...match });
    }
    // File by file: a page in the order of time jumps between more files than stay open.
    wanted.sort((left, right) => left.file - right.file || left.event - right.event);
    const rows: EventRow[] = [];
    for (const { row, file, event } of wanted) {
      const from = files[file];
      if (from === undefined) continue;
      const known = copies.get(copyKey({ file, event })) ?? 1;
      rows[row] = { ...this.#row(from, event, columns, problems), copies: known };
    }
    return rows;
  }

  /** A row that cannot be read keeps its place on the page; the others go on. */
  #row(
    file: PublishedFile,
    event: number,
    columns: readonly string[],
    problems: Set<string>,
  ): Omit<EventRow, 'copies'> {
    try {
      return eventRow(this.files, file, event, columns);
    } catch (error) {
      problems.add(problemOf(file, error));
      return unreadableRow(file, event, columns.length);
    }
  }

  find(search: EventSearch): FoundEvents {
    const found = this.events(search);
    const { matches, problems } = found;
    const events = (limit = matches.count) => foundEvents(this.files, found, limit);
    return { count: matches.count, problems, events };
  }

  histogram({ search, most }: z.infer<typeof EVENT_HISTOGRAM>): EventHistogram {
    return foundHistogram(this.files, this.events(search), most);
  }

  intervals(search: EventSearch, widthTicks: bigint): Iterable<Interval> {
    return intervals(this.events(search).matches, widthTicks);
  }

  values({ search, field, ...page }: z.infer<typeof FIELD_VALUES>): FieldValues {
    const found = this.events(search);
    const valued = this.#values.get(`${found.key} ${field}`, () =>
      foundValues(this.files, found, field, this.#step),
    );
    return valuesPage(valued, found.matches.count, page);
  }

  fields(): readonly FieldUse[] {
    return this.files.fieldUses();
  }

  rowAt({ search, time }: z.infer<typeof EVENT_ROW_AT>): { row: number } {
    const wanted = askedTime(time);
    return { row: this.events(search).matches.rowAt(wanted) };
  }

  /** Stable keys of the rows from `start` to before `end`. */
  keys(search: EventSearch, start: number, end: number): readonly StableKey[] {
    const { matches, files } = this.events(search);
    const keys: StableKey[] = [];
    for (let row = start; row < Math.min(end, matches.count); row++) {
      const match = matches.at(row);
      const file = match === null ? undefined : files[match.file];
      const sha256 = file?.hashes?.sha256;
      if (match === null || file === undefined || sha256 === undefined) continue;
      const { columns, at } = this.files.place(file, match.event);
      keys.push({ sha256, offset: columns.fixed(at).offsetBytes });
    }
    return keys;
  }

  place(file: number, event: number): EventPlace | null {
    const [found] = this.files.published([file]);
    return found === undefined ? null : placeOf(this.files, found, event);
  }

  event(file: number, event: number): EventDetail | null {
    const [found] = this.files.published([file]);
    return found === undefined ? null : eventDetail(this.files, found, event);
  }

  detections(asked: z.infer<typeof DETECTION_ROWS>): RowsAnswer<DetectionRow> {
    return this.#lists.detections(asked);
  }

  detectionsByRule(): readonly RuleCount[] {
    return this.#lists.detectionsByRule();
  }

  hits(asked: z.infer<typeof HIT_ROWS>): RowsAnswer<HitRow> {
    return this.#lists.hits(asked);
  }

  hitGroups(asked: z.infer<typeof HITS_GROUPED>): readonly GroupedHits[] {
    return this.#lists.hitGroups(asked);
  }

  hitsByIndicator(): readonly IndicatorHits[] {
    return this.#lists.hitsByIndicator();
  }

  /** @param mostOccurrences that correlations are tried over */
  tryRules(
    asked: z.infer<typeof TRIAL_ORDER>,
    clock: HuntClock,
    mostOccurrences?: number,
  ): RuleTrial {
    return tryRules(this.files, asked, clock, mostOccurrences);
  }

  weighIndicators(sought: readonly WeighedDraft[]): WeighedIndicators {
    return weighIndicators(this.files, this.files.published(null), sought, this.#step);
  }

  untouchedFiles(asked: UntouchedOrder): readonly UntouchedFile[] {
    return untouchedFiles(this.files, asked, this.#step);
  }

  flaws({ file, start, end }: z.infer<typeof FLAW_ROWS>): FlawsAnswer {
    return flawsOf(this.files, file, start, end);
  }

  keepAtMost(bytes: number): void {
    this.files.keepAtMost(bytes);
  }

  release(file: FileId): void {
    this.files.release(file);
  }

  close(): void {
    this.files.close();
  }
}
