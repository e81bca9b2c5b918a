/** Every document of a question, one after the other: by a point in time and the place of the last one. */
import type { Clause } from '../query/clause';
import type { CaseIndex, DocumentHit, SearchAsked } from './case-index';

const A_CALL = 2_000;

export interface StreamAsked {
  readonly query: Clause;
  /** Keys whose values no two documents share. */
  readonly keys: readonly string[];
  readonly order: 'asc' | 'desc';
  /** What of the documents is wanted, as `_source` and the like. */
  readonly shape: object;
}

export function* documentStream(
  index: CaseIndex,
  { query, keys, order, shape }: StreamAsked,
): Generator<DocumentHit, void, undefined> {
  const sort = keys.map((key) => ({ [key]: order }));
  const view = index.hold();
  try {
    let behind: { readonly search_after?: readonly string[] } = {};
    for (;;) {
      const asked: SearchAsked = {
        query,
        size: A_CALL,
        sort,
        track_total_hits: false,
        ...behind,
        ...shape,
      };
      const { hits } = view.search(asked).hits;
      yield* hits;
      if (hits.length < A_CALL) return;
      behind = { search_after: hits.at(-1)?.sort ?? [] };
    }
  } finally {
    view.close();
  }
}
