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
  HIT_ROWS,
} from '@shared/contract/event-requests';
import type { FLAW_ROWS } from '@shared/contract/evidence-requests';
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
import { askedTime, valuesPage } from './asked-query';
import type { PublishedFile } from '../case/published-rows';
import { problemOf } from './case-facts';
import { CaseFiles } from './case-files';
import { FoundSearches, type Found, NO_COPIES, type Watch } from './found-searches';
import { numberAt } from './event-number';
import { eventDetail, offsetOf, placeOf } from './event-rows';
import { foundHistogram } from './found-counts';
import { foundEvents } from './found-events';
import { FoundLists } from './found-lists';
import { pageOf, readRows, wantedRows } from './found-rows';
import type { Interval } from './interval-counts';
import type { WeighedDraft } from './indicator-needs';
import { PartPace } from './part-pace';
import { tryRules } from './rule-trial';
import { answerOf, rowsOf, runsOf } from './share-answers';
import {
  type FoundRuns,
  NO_OTHERS,
  type OtherShares,
  seenBy,
  type Share,
  type ShareAnswer,
  type ShareOrder,
  type ShareQuestion,
} from './shares';
import { flawsOf } from './stored-flaws';
import { untouchedFiles } from './untouched-files';
import { weighIndicators } from './weigh-indicators';

/** Rows that are told of a search before its end. */
const PART_ROWS = 50;

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

export class CaseSearch implements CaseSearcher {
  readonly files: CaseFiles;
  readonly #step: () => void;
  readonly #now: () => number;
  readonly #share: Share;
  readonly #others: OtherShares;
  readonly #searches: FoundSearches;
  readonly #lists: FoundLists;

  constructor(caseDir: string, options: CaseSearchOptions = {}) {
    const { step = () => undefined, now = () => performance.now(), others = NO_OTHERS } = options;
    this.#step = step;
    this.#now = now;
    this.#others = others;
    this.#share = options.share ?? { number: 0, of: others.count + 1 };
    this.files = new CaseFiles(caseDir, this.#share.of);
    this.#searches = new FoundSearches(this.files, { share: this.#share, others }, step);
    this.#lists = new FoundLists(this.files, step);
    if (others.count > 0) others.ask({ type: 'enter' });
  }

  /** @throws QueryError with the place of the fault */
  events(search: EventSearch): Found {
    return this.#searches.inOrder(search);
  }

  /**
   * What another thread asks of this one's share.
   * @param onPart told now and then what was found so far
   * @throws QueryError with the place of the fault
   */
  answerShare(order: ShareQuestion, onPart: (part: FoundRuns) => void): ShareAnswer {
    if (order.keptBytes !== null) this.files.keepAtMost(order.keptBytes);
    const searching = { files: this.files, share: this.#share, step: this.#step };
    if (order.type === 'rows') return rowsOf(order, searching);
    const pace = new PartPace(this.#now);
    const inOrder = order.type === 'intervals' || (order.type === 'runs' && order.inOrder);
    if (order.looksAtAll) this.#searches.lookAtAll();
    const found = this.#searches.find(order.search, inOrder, (soFar) => {
      if (order.type !== 'runs' || !pace.isDue()) return;
      const { matches, searched } = soFar();
      onPart(runsOf(matches, searched, []));
    });
    return answerOf(order, found, searching);
  }

  /** Reads what every question asks first. */
  enter(): void {
    seenBy(this.files.published(null), { kind: 'all' }, this.files);
  }

  eventRows(
    { search, start, end, columns }: z.infer<typeof EVENT_ROWS>,
    onPart?: (part: EventRowsPart) => void,
  ): RowsAnswer<EventRow> {
    const isWatched = onPart !== undefined && start === 0 && end > 0;
    let watch = isWatched ? this.#watch(columns, onPart) : undefined;
    const find = (): Found => {
      // What is found once more is told with the answer: parts only grow.
      const watched = watch;
      watch = undefined;
      return end > start ? this.#searches.inOrder(search, watched) : this.#searches.counted(search);
    };
    const read = (found: Found): RowsAnswer<EventRow> => {
      const wanted = wantedRows(found.matches, { start, end });
      const page = this.#searches.rows(search, found, wanted, columns);
      const problems = new Set([...found.problems, ...page.problems.map(({ reason }) => reason)]);
      const rows = pageOf(page.rows, found.copies);
      return { total: found.matches.count, start, rows, problems: [...problems] };
    };
    return this.#searches.readable(find, read, problemsOf);
  }

  #watch(columns: readonly string[], onPart: (part: EventRowsPart) => void): Watch {
    const pace = new PartPace(this.#now);
    return (soFar) => {
      if (!pace.isDue()) return;
      const { files, matches, searched } = soFar();
      // What cannot be read is told with the answer; until then copies are rows of their own.
      const wanted = wantedRows(matches, { start: 0, end: PART_ROWS });
      const rows = pageOf(readRows(this.files, files, wanted, columns).rows, NO_COPIES);
      onPart({ found: matches.count, searched, files: files.length, rows });
    };
  }

  find(search: EventSearch): FoundEvents {
    return this.#read(search, (found) => {
      const { matches } = found;
      // Damage is told before the first event, but for what is read of an event alone.
      matches.workOutOrder();
      const problems = new Set(found.problems);
      const failed = (file: PublishedFile, error: unknown): void =>
        void problems.add(problemOf(file, error));
      return {
        count: matches.count,
        get problems() {
          return [...problems];
        },
        events: (limit = matches.count) => foundEvents(this.files, found, limit, failed),
      };
    });
  }

  #read<Answer>(search: EventSearch, read: (found: Found) => Answer): Answer {
    return this.#searches.readable(() => this.events(search), read);
  }

  histogram({ search, most }: z.infer<typeof EVENT_HISTOGRAM>): EventHistogram {
    return this.#read(search, (found) =>
      foundHistogram(this.files, found, most, (widthTicks) =>
        this.#searches.intervals(search, found, widthTicks),
      ),
    );
  }

  intervals(search: EventSearch, widthTicks: bigint): Iterable<Interval> {
    return this.#read(search, (found) => this.#searches.intervals(search, found, widthTicks));
  }

  values({ search, field, ...page }: z.infer<typeof FIELD_VALUES>): FieldValues {
    const read = (found: Found): FieldValues => {
      const counted = this.#searches.values(search, found, field);
      return valuesPage(counted, found.matches.count, page);
    };
    return this.#searches.readable(() => this.#searches.counted(search), read, problemsOf);
  }

  fields(): readonly FieldUse[] {
    return this.files.fieldUses();
  }

  rowAt({ search, time }: z.infer<typeof EVENT_ROW_AT>): { row: number } {
    const wanted = askedTime(time);
    return this.#read(search, ({ matches }) => ({ row: matches.rowAt(wanted) }));
  }

  /** Stable keys of the rows from `start` to before `end`. */
  keys(search: EventSearch, start: number, end: number): readonly StableKey[] {
    return this.#read(search, (found) => this.#keys(found, start, end));
  }

  #keys({ matches, files }: Found, start: number, end: number): readonly StableKey[] {
    const keys: StableKey[] = [];
    for (let row = start; row < Math.min(end, matches.count); row++) {
      const match = matches.at(row);
      const file = match === null ? undefined : files[match.file];
      const sha256 = file?.hashes?.sha256;
      if (match === null || file === undefined || sha256 === undefined) continue;
      keys.push({ sha256, offset: offsetOf(this.files, file, match.event) });
    }
    return keys;
  }

  place(file: number, event: number): EventPlace | null {
    const [found] = this.files.published([file]);
    return found === undefined ? null : placeOf(this.files, found, event);
  }

  event(file: number, event: number, offset?: number): EventDetail | null {
    const [found] = this.files.published([file]);
    if (found === undefined) return null;
    const number = offset === undefined ? event : numberAt(this.files, found, event, offset);
    return number === null ? null : eventDetail(this.files, found, number);
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
    this.#searches.keepAtMost(Math.floor(bytes / this.#share.of));
  }

  release(file: FileId): void {
    this.#tellOthers({ type: 'release', file });
    this.files.release(file);
  }

  close(): void {
    this.#tellOthers({ type: 'close' });
    this.files.close();
  }

  #tellOthers(order: ShareOrder): void {
    this.#others.ask(order);
    this.#others.answers();
  }
}

const problemsOf = ({ problems }: { readonly problems: readonly string[] }): readonly string[] =>
  problems;
