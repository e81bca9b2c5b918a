/** Searches over everything published in a case whose events are in a cluster: the answers of the embedded store. */
import { z } from 'zod';
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
import type { UntouchedFile } from '@shared/contract/untouched';
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
import type { HuntClock } from '@shared/sigma/engine/text-tests';
import type { CaseSearcher, FoundEvents } from '../../event-store';
import { askedTime, parsed, searchKey, valuesKey, valuesPage } from '../../search/asked-query';
import type { PublishedFile } from '../../case/published-rows';
import { publishedKey } from '../../search/case-facts';
import { FoundLists } from '../../search/found-lists';
import type { Valued } from '../../search/found-counts';
import type { Interval } from '../../search/interval-counts';
import type { WeighedDraft } from '../../search/indicator-needs';
import { RecentlyUsed } from '../../search/recently-used';
import { flawsOf } from '../../search/stored-flaws';
import { tryRules } from '../../search/rule-trial';
import { rangeOf } from '../../search/search-range';
import { CaseCalls } from '../case-calls';
import type { PatientLine } from '../patient-line';
import type { ClusterPlace } from '@shared/contract/cluster';
import { allOf, NOTHING, noneOf } from '../query/clause';
import { compileQuery } from '../query/compile-query';
import { before, rangeClause, TIMED } from '../query/time-clauses';
import { hiddenClause } from '../query/told-clauses';
import { AnsweredParts } from './answered-parts';
import { AskedOfCase } from './asked-of-case';
import { CaseIndex } from './case-index';
import { withoutCopies } from './cluster-copies';
import { byPart, ClusterFiles } from './cluster-files';
import { clusterHistogram, clusterIntervals } from './cluster-histogram';
import { detailIn, foundEvents, rowsOf } from './cluster-rows';
import { clusterValues } from './cluster-values';
import type { FoundInCluster } from './found-in-cluster';
import { FoundRows } from './found-rows';
import { eventPlaceOf } from './event-place';
import { weighInCluster } from './weigh-in-cluster';

/** Searches whose questions are kept: pages, counts and values of one come from the same. */
const MOST_FOUND = 16;
const MOST_VALUED = 24;
/** States of what is published, with what is known of each. */
const MOST_ASKED = 4;

const OFFSET = z.object({ offset: z.number() }).loose();
const KEY_SHAPE = { _source: ['part', 'event', 'offset'] };

export class ClusterSearch implements CaseSearcher {
  readonly #files: ClusterFiles;
  readonly #step: () => void;
  #lists: FoundLists;
  readonly #found = new RecentlyUsed<string, FoundInCluster>(MOST_FOUND);
  readonly #asked = new RecentlyUsed<string, AskedOfCase>(MOST_ASKED);
  readonly #values = new RecentlyUsed<string, Valued>(MOST_VALUED);
  readonly #parts: AnsweredParts;

  /** @param step called often while a question is answered; may throw */
  constructor(caseDir: string, line: PatientLine, place: ClusterPlace, step: () => void) {
    const calls = new CaseCalls(line, place);
    this.#parts = new AnsweredParts(place.connection.url, () => this.#forget());
    const index = new CaseIndex(line, calls.indices.alias, (problem) => this.#parts.miss(problem));
    this.#files = new ClusterFiles(caseDir, calls, index, place.clusterCase);
    this.#step = step;
    this.#lists = new FoundLists(this.#files, step);
  }

  /** What was answered in part is asked again. */
  #forget(): void {
    this.#files.forget();
    this.#lists = new FoundLists(this.#files, this.#step);
    for (const kept of [this.#found, this.#asked, this.#values]) kept.clear();
  }

  get #index(): CaseIndex {
    return this.#files.index;
  }

  /** @throws QueryError with the place of the fault */
  #events(search: EventSearch): FoundInCluster {
    const query = parsed(search.query);
    const range = rangeOf(search);
    const files = this.#files.published(search.files);
    const asked = this.#askedOf(files);
    // Also of what was found before: an index may have been closed since.
    this.#files.requireEvents(files, this.#index.count(asked.published));
    const key = searchKey(search, query, files, this.#files);
    const known = this.#found.find(key);
    if (known !== undefined) return known;
    const clause =
      files.length === 0
        ? NOTHING
        : allOf([
            ...[asked.published, compileQuery(query, asked), rangeClause(range)],
            ...(search.withoutHidden === true ? [noneOf([hiddenClause(asked)])] : []),
          ]);
    const kept = this.#kept(clause, search);
    const rows = new FoundRows(this.#index, kept.query, search.sort);
    const found = { key, files, asked, rows, ...kept, problems: this.#parts.problems };
    // What was incomplete is asked again.
    return found.problems.length > 0 ? found : this.#found.replace(key, found);
  }

  #askedOf(files: readonly PublishedFile[]): AskedOfCase {
    const key = `${publishedKey(files)} ${this.#files.tuning.version}`;
    return this.#asked.get(key, () => new AskedOfCase(this.#files, files));
  }

  #kept(
    query: FoundInCluster['query'],
    search: EventSearch,
  ): Pick<FoundInCluster, 'query' | 'copies'> {
    if (search.withoutCopies !== true) return { query, copies: new Map() };
    return withoutCopies(this.#index, query);
  }

  eventRows({ search, start, end, columns }: z.infer<typeof EVENT_ROWS>): RowsAnswer<EventRow> {
    return this.#parts.told(() => {
      const found = this.#events(search);
      const rows = rowsOf(this.#files, found, { start, end }, columns);
      return { total: found.rows.count, start, rows, problems: found.problems };
    });
  }

  find(search: EventSearch): FoundEvents {
    return this.#parts.told(() => {
      const found = this.#events(search);
      const { rows, problems } = found;
      const events = (limit = rows.count) =>
        this.#parts.streamed(foundEvents(this.#files, found, search.sort, limit));
      return { count: rows.count, problems, events };
    });
  }

  histogram({ search, most }: z.infer<typeof EVENT_HISTOGRAM>): EventHistogram {
    return this.#parts.whole(() => clusterHistogram(this.#index, this.#events(search), most));
  }

  intervals(search: EventSearch, widthTicks: bigint): Iterable<Interval> {
    const { query } = this.#parts.whole(() => this.#events(search));
    return this.#parts.streamed(clusterIntervals(this.#index, allOf([query, TIMED]), widthTicks));
  }

  values({ search, field, ...page }: z.infer<typeof FIELD_VALUES>): FieldValues {
    return this.#parts.told(() => {
      const found = this.#events(search);
      const valued = this.#values.get(valuesKey(found.key, field, this.#files), () =>
        clusterValues(this.#files, found, field),
      );
      return valuesPage(valued, found.rows.count, page);
    });
  }

  fields(): readonly FieldUse[] {
    return this.#parts.whole(() => this.#files.fieldUses());
  }

  rowAt({ search, time }: z.infer<typeof EVENT_ROW_AT>): { row: number } {
    const wanted = askedTime(time);
    return this.#parts.whole(() => {
      const { query, rows } = this.#events(search);
      const rankOf = (ticks: bigint): number => this.#index.count(allOf([query, before(ticks)]));
      return { row: search.sort === 'asc' ? rankOf(wanted) : rows.timed - rankOf(wanted + 1n) };
    });
  }

  keys(search: EventSearch, start: number, end: number): readonly StableKey[] {
    return this.#parts.whole(() => {
      const { rows, files } = this.#events(search);
      const searched = byPart(files);
      return rows.page(start, end, KEY_SHAPE).flatMap(({ _source: source }) => {
        const sha256 = searched.get(eventPlaceOf(source).part)?.hashes?.sha256;
        return sha256 === undefined ? [] : [{ sha256, offset: offsetOf(source) }];
      });
    });
  }

  place(file: number, event: number): EventPlace | null {
    const found = this.#files.fileOf(file);
    return this.#parts.ofOne(() => found && this.#files.placeOf(found, event));
  }

  event(file: number, event: number, offset?: number): EventDetail | null {
    const found = this.#files.fileOf(file);
    return this.#parts.ofOne(() => {
      if (found === null) return null;
      const number = offset === undefined ? event : this.#files.numberAt(found, offset);
      return number === null ? null : detailIn(this.#files, found, number);
    });
  }

  detections(asked: z.infer<typeof DETECTION_ROWS>): RowsAnswer<DetectionRow> {
    return this.#parts.told(() => this.#lists.detections(asked));
  }

  detectionsByRule(): readonly RuleCount[] {
    return this.#parts.whole(() => this.#lists.detectionsByRule());
  }

  hits(asked: z.infer<typeof HIT_ROWS>): RowsAnswer<HitRow> {
    return this.#parts.told(() => this.#lists.hits(asked));
  }

  hitGroups(asked: z.infer<typeof HITS_GROUPED>): readonly GroupedHits[] {
    return this.#parts.whole(() => this.#lists.hitGroups(asked));
  }

  hitsByIndicator(): readonly IndicatorHits[] {
    return this.#parts.whole(() => this.#lists.hitsByIndicator());
  }

  tryRules(asked: z.infer<typeof TRIAL_ORDER>, clock: HuntClock): RuleTrial {
    return this.#parts.told(() => tryRules(this.#files, asked, clock));
  }

  weighIndicators(sought: readonly WeighedDraft[]): WeighedIndicators {
    const files = this.#files.published(null);
    return this.#parts.told(() => weighInCluster(this.#files, files, sought, this.#step));
  }

  /** Other laptops publish there too: a file is current when a hunt says so (decision 0032). */
  untouchedFiles(): readonly UntouchedFile[] {
    return [];
  }

  flaws({ file, start, end }: z.infer<typeof FLAW_ROWS>): FlawsAnswer {
    return this.#parts.whole(() => flawsOf(this.#files, file, start, end));
  }

  /** The cluster keeps its own memory. */
  keepAtMost(): void {}

  /** Nothing of a file is held open. */
  release(): void {}

  close(): void {
    this.#files.close();
  }
}

const offsetOf = (source: unknown): number => OFFSET.parse(source).offset;
