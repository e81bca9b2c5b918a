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
  EventDetail,
  EventHistogram,
  EventRow,
  FieldUse,
  FieldValues,
} from '@shared/contract/event-views';
import type { FlawsAnswer } from '@shared/contract/evidence-views';
import type { DetectionRow, EventPlace, HitRow } from '@shared/contract/finding-views';
import type { RowsAnswer } from '@shared/contract/rows-answer';
import type { RuleCount, RuleTrial } from '@shared/contract/rule-views';
import type { StableKey } from '@shared/model/event-mark';
import type { FileId } from '@shared/model/ids';
import type { HuntClock } from '@shared/sigma/engine/text-tests';
import type { z } from 'zod';
import type { CaseSearcher, FoundEvents } from '../event-store';
import type { PublishedFile } from './case-facts';
import { CaseFiles } from './case-files';
import { type Copies, withoutCopies } from './copies';
import { eventDetail, placeOf } from './event-rows';
import { countValues, foundHistogram, isCaseField, type Valued, valued } from './found-counts';
import { foundEvents } from './found-events';
import { foundRows } from './found-rows';
import { type Interval, intervals } from './histogram';
import type { MatchList } from './matches';
import { PartPace } from './part-pace';
import { askedTime, parsed, searchKey, valuesPage } from './asked-query';
import { tryRules } from './rule-trial';
import { RecentlyUsed } from './recently-used';
import { FoundLists } from './found-lists';
import type { WeighedDraft } from './indicator-needs';
import { type AskedEvents, EventsSearched, type Look, type SearchProblem } from './search-events';
import {
  type FoundSoFar,
  type FoundTogether,
  SharedSearch,
  type SharedQuestion,
} from './shared-search';
import {
  type FoundRuns,
  NO_OTHERS,
  type OtherShares,
  seenBy,
  type Share,
  type ShareAnswer,
  type ShareOrder,
  type ShareQuestion,
  WHOLE,
} from './shares';
import { answerOf, runsOf } from './share-answers';
import { flawsOf } from './stored-flaws';
import { ValueCounts } from './value-counts';
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

/** Told at each segment, with what tells how far the search is. */
type Watch = (soFar: () => FoundSoFar & Pick<Found, 'files'>) => void;

export interface CaseSearchOptions {
  /** Called at every segment; may throw a CaseScopeError `cancelled`. */
  readonly step?: () => void;
  /** Milliseconds that tell when a part of an answer is due. */
  readonly now?: () => number;
  /** Of a thread that is asked by another: what it looks at. */
  readonly share?: Share;
  /** Threads that look at the other shares. */
  readonly others?: OtherShares;
}

export interface Found {
  /** Differs where anything of it does. */
  readonly key: string;
  /** `seenBy`; empty where one thread searches all. */
  readonly seen: string;
  readonly files: readonly PublishedFile[];
  readonly matches: MatchList;
  /** Of those that have copies which are left out. */
  readonly copies: Copies;
  /** Files that could not be searched, and why: by their positions, and told. */
  readonly failed: readonly SearchProblem[];
  readonly problems: readonly string[];
}

export class CaseSearch implements CaseSearcher {
  readonly files: CaseFiles;
  readonly #step: () => void;
  readonly #now: () => number;
  readonly #share: Share;
  readonly #others: OtherShares;
  readonly #shared: SharedSearch;
  readonly #found: RecentlyUsed<string, Found>;
  readonly #values = new RecentlyUsed<string, Valued>(MOST_VALUED);
  readonly #lists: FoundLists;
  /** Of all shares; null until every thread was told. */
  #keptBytes: number | null = null;

  constructor(caseDir: string, options: CaseSearchOptions = {}) {
    const { step = () => undefined, now = () => performance.now(), others = NO_OTHERS } = options;
    this.#step = step;
    this.#now = now;
    this.#others = others;
    this.#share = options.share ?? { number: 0, of: others.count + 1 };
    this.files = new CaseFiles(caseDir, this.#share.of);
    this.#shared = new SharedSearch(this.files, others, step);
    this.#lists = new FoundLists(this.files, step);
    this.#found = new RecentlyUsed(
      MOST_FOUND_BYTES / (options.share?.of ?? 1),
      undefined,
      ({ matches }) => matches.heldBytes + FOUND_OVERHEAD_BYTES,
    );
  }

  /** @throws QueryError with the place of the fault */
  events(search: EventSearch, watch?: Watch): Found {
    return this.#eventsIn(search, true, watch);
  }

  /**
   * What matches, for those who ask nothing of times. Copies are told by them.
   * @throws QueryError with the place of the fault
   */
  #counted(search: EventSearch): Found {
    return this.#eventsIn(search, search.withoutCopies === true);
  }

  #eventsIn(search: EventSearch, inOrder: boolean, watch?: Watch): Found {
    const query = parsed(search.query);
    const asked = { query, range: rangeOf(search), sort: search.sort, inOrder };
    const files = this.files.published(search.files);
    const key = searchKey(search, query, files, this.files);
    const keyInNoOrder = `${key} in no order`;
    if (inOrder) this.#found.giveUp(keyInNoOrder);
    const isKeptInOrder = inOrder || this.#found.find(key) !== undefined;
    const look = (matches: MatchList, searched: number): void => {
      this.#step();
      watch?.(() => ({ files, ...this.#shared.soFar({ matches, searched }, files, asked) }));
    };
    return this.#found.get(isKeptInOrder ? key : keyInNoOrder, () => {
      const seen = this.#share.of === 1 ? '' : seenBy(files, this.files);
      // Copies may lie in several shares: they are left out of what all of them found.
      const question = { search: { ...search, withoutCopies: false }, seen };
      const { matches, problems: failed } = this.#searched(question, files, asked, look);
      const kept =
        search.withoutCopies === true
          ? this.#distinct(files, matches)
          : { matches, copies: NO_COPIES };
      const problems = failed.map(({ reason }) => reason);
      return { key, seen, files, failed, problems, ...kept };
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
      ? new EventsSearched(this.files, files, asked, look, this.#share)
      : this.#shared.events(question, files, asked, look);
  }

  /**
   * What another thread asks of this one's share.
   * @param onPart told now and then what was found so far
   * @throws QueryError with the place of the fault
   */
  answerShare(order: ShareQuestion, onPart: (part: FoundRuns) => void): ShareAnswer {
    const pace = new PartPace(this.#now);
    const inOrder = order.type === 'intervals' || (order.type === 'runs' && order.inOrder);
    const found = this.#eventsIn(order.search, inOrder, (soFar) => {
      if (order.type !== 'runs' || !pace.isDue()) return;
      const { matches, searched } = soFar();
      onPart(runsOf(matches, searched, []));
    });
    return answerOf(order, found, { files: this.files, share: this.#share, step: this.#step });
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
    const found = end > start ? this.events(search, watch) : this.#counted(search);
    const problems = new Set(found.problems);
    const rows = foundRows(this.files, found, { start, end }, columns, problems);
    return { total: found.matches.count, start, rows, problems: [...problems] };
  }

  #watch(columns: readonly string[], onPart: (part: EventRowsPart) => void): Watch {
    const pace = new PartPace(this.#now);
    return (soFar) => {
      if (!pace.isDue()) return;
      const { files, matches, searched } = soFar();
      // What cannot be read is told with the answer; until then copies are rows of their own.
      const shown = { files, matches, copies: NO_COPIES };
      const rows = foundRows(this.files, shown, { start: 0, end: PART_ROWS }, columns, new Set());
      onPart({ found: matches.count, searched, files: files.length, rows });
    };
  }

  find(search: EventSearch): FoundEvents {
    const found = this.events(search);
    const { matches, problems } = found;
    const events = (limit = matches.count) => foundEvents(this.files, found, limit);
    return { count: matches.count, problems, events };
  }

  histogram({ search, most }: z.infer<typeof EVENT_HISTOGRAM>): EventHistogram {
    const found = this.events(search);
    return foundHistogram(this.files, found, most, (widthTicks) =>
      this.#intervals(search, found, widthTicks),
    );
  }

  intervals(search: EventSearch, widthTicks: bigint): Iterable<Interval> {
    return this.#intervals(search, this.events(search), widthTicks);
  }

  #intervals(search: EventSearch, found: Found, widthTicks: bigint): Iterable<Interval> {
    // The others know nothing of copies that are left out.
    if (search.withoutCopies === true) return intervals(found.matches.runs, widthTicks);
    return this.#shared.intervals({ search, seen: found.seen }, found, widthTicks);
  }

  values({ search, field, ...page }: z.infer<typeof FIELD_VALUES>): FieldValues {
    const found = this.#counted(search);
    const counted = this.#values.get(`${found.key} ${field}`, () =>
      this.#valued(search, found, field),
    );
    return valuesPage(counted, found.matches.count, page);
  }

  #valued(search: EventSearch, found: Found, field: string): Valued {
    if (search.withoutCopies !== true && !isCaseField(field))
      return this.#shared.values({ search, seen: found.seen }, found, field);
    const counts = new ValueCounts(field, this.files.shards.numbersOf(field));
    const problems = countValues(this.files, found, { field, counts }, this.#step, WHOLE);
    return valued(counts, problems);
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
    if (bytes === this.#keptBytes) return;
    const each = Math.floor(bytes / this.#share.of);
    const areTold = this.#tellOthers({ type: 'keepAtMost', bytes: each });
    this.files.keepAtMost(each);
    if (areTold) this.#keptBytes = bytes;
  }

  release(file: FileId): void {
    this.#tellOthers({ type: 'release', file });
    this.files.release(file);
  }

  close(): void {
    this.#tellOthers({ type: 'close' });
    this.files.close();
  }

  /** @returns whether all of them were up to hear it */
  #tellOthers(order: ShareOrder): boolean {
    this.#others.ask(order);
    return this.#others.answers().every((answer) => answer !== null);
  }
}
