/** What a search of events tells before it has come to its end. */
import type { EventSearch } from './event-search';
import type { EventRow } from './event-views';

/** Everything of it may still change. */
export interface EventRowsPart {
  /** Events found so far. */
  readonly found: number;
  /** Evidence files that were searched, of how many. */
  readonly searched: number;
  readonly files: number;
  /** The first of them, in the order asked for. */
  readonly rows: readonly EventRow[];
}

/** With what was asked. */
export interface EventPart extends EventRowsPart {
  readonly search: EventSearch;
  readonly columns: readonly string[];
}
