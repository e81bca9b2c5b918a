/** Detections and hits of a case as lists, groups and counts; pages of one list come from one reading. */
import type { z } from 'zod';
import type { GroupedHits, HITS_GROUPED, IndicatorHits } from '@shared/contract/hit-groups';
import type { DETECTION_ROWS, HIT_ROWS } from '@shared/contract/event-requests';
import type { DetectionRow, HitRow } from '@shared/contract/finding-views';
import type { RowsAnswer } from '@shared/contract/rows-answer';
import type { RuleCount } from '@shared/contract/rule-views';
import type { PublishedFile } from '../case/published-rows';
import { publishedKey } from './case-facts';
import { detectionRows, hitRows, type Listed } from './case-lists';
import { groupedHits } from './hit-groups';
import { hitsByIndicator } from './indicator-hits';
import type { ListedCase } from './listed-case';
import { RecentlyUsed } from './recently-used';
import { countByRule } from './rule-counts';

/** Lists kept: a view pages through one, and comes back to the ones before. */
const MOST_LISTS = 6;

export class FoundLists {
  readonly #files: ListedCase;
  readonly #step: () => void;
  readonly #lists = new RecentlyUsed<string, Listed<DetectionRow | HitRow>>(MOST_LISTS);
  #byIndicator: { readonly key: string; readonly hits: readonly IndicatorHits[] } | null = null;

  constructor(files: ListedCase, step: () => void) {
    this.#files = files;
    this.#step = step;
  }

  detections(asked: z.infer<typeof DETECTION_ROWS>): RowsAnswer<DetectionRow> {
    return this.#page(`d${keyOf(asked)}`, asked, (files) =>
      detectionRows(this.#files, files, asked),
    );
  }

  detectionsByRule(): readonly RuleCount[] {
    return countByRule(this.#files, this.#files.published(null));
  }

  hits(asked: z.infer<typeof HIT_ROWS>): RowsAnswer<HitRow> {
    return this.#page(`h${keyOf(asked)}`, asked, (files) => hitRows(this.#files, files, asked));
  }

  hitGroups({ filter, by }: z.infer<typeof HITS_GROUPED>): readonly GroupedHits[] {
    const sort = { column: 'time', order: 'asc' } as const;
    const all = { filter, sort, files: null, group: null, start: 0, end: Number.MAX_SAFE_INTEGER };
    return groupedHits(this.hits(all).rows, by);
  }

  hitsByIndicator(): readonly IndicatorHits[] {
    const files = this.#files.published(null);
    const key = publishedKey(files);
    if (this.#byIndicator?.key !== key)
      this.#byIndicator = { key, hits: hitsByIndicator(this.#files, files, this.#step) };
    return this.#byIndicator.hits;
  }

  #page<Row extends DetectionRow | HitRow>(
    key: string,
    {
      files: ids,
      start,
      end,
    }: { readonly files: readonly number[] | null; readonly start: number; readonly end: number },
    list: (files: readonly PublishedFile[]) => Listed<Row>,
  ): RowsAnswer<Row> {
    const files = this.#files.published(ids);
    const publishes = `${publishedKey(files)} ${this.#files.correlationsRun} ${this.#files.tuning.version}`;
    const listed = this.#lists.get(`${key}${publishes}`, () => list(files)) as Listed<Row>;
    const { rows, problems } = listed;
    return { total: rows.length, start, rows: rows.slice(start, end), problems };
  }
}

const keyOf = ({ start: _start, end: _end, ...what }: { start: number; end: number }): string =>
  JSON.stringify(what);
