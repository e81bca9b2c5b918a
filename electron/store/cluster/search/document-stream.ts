/** Every document of a question, one after the other: by a point in time and the place of the last one. */
import type { Clause } from '../query/clause';
import type { CaseIndex, DocumentHit, HeldView, SearchAsked } from './case-index';

const ROWS_A_CALL = 2_000;

export interface StreamAsked {
  readonly query: Clause;
  /** Keys whose values no two documents share. */
  readonly keys: readonly string[];
  readonly order: 'asc' | 'desc';
  /** What of the documents is wanted, as `_source` and the like. */
  readonly shape: object;
  /** Of one call. */
  readonly rows?: number;
}

/** Few come in one call; only for more is the case held as it is while they are read. */
export function* documentStream(
  index: CaseIndex,
  asked: StreamAsked,
): Generator<DocumentHit, void, undefined> {
  const first = index.search(pageOf(asked)).hits.hits;
  yield* first;
  const last = first.at(-1);
  if (first.length < rowsOf(asked) || last === undefined) return;
  const view = index.hold();
  try {
    yield* behind(view, asked, last);
  } finally {
    view.close();
  }
}

function* behind(
  view: HeldView,
  asked: StreamAsked,
  from: DocumentHit,
): Generator<DocumentHit, void, undefined> {
  for (let last: DocumentHit | undefined = from; last !== undefined;) {
    const page: SearchAsked = { ...pageOf(asked), search_after: last.sort ?? [] };
    const { hits } = view.search(page).hits;
    yield* hits;
    last = hits.length < rowsOf(asked) ? undefined : hits.at(-1);
  }
}

const rowsOf = ({ rows = ROWS_A_CALL }: StreamAsked): number => rows;

const pageOf = (asked: StreamAsked): SearchAsked => ({
  ...{ query: asked.query, size: rowsOf(asked), track_total_hits: false, ...asked.shape },
  sort: asked.keys.map((key) => ({ [key]: asked.order })),
});
