/** Questions over the documents of one case in the cluster, each waited for. */
import { z } from 'zod';
import { ClusterError } from '../cluster-error';
import type { PatientLine } from '../patient-line';
import { UNLIMITED } from '../whole-answers';
import { type Clause, EVERYTHING, NOTHING } from '../query/clause';

/** A shard that is not there at all has not failed: it is only not among those that answered. */
const SHARDS = z.object({ total: z.number(), successful: z.number() });
/** Beyond 2^53 numbers are bigints, which no question can hold; the cluster takes their digits. */
const DIGITS = z.union([z.string(), z.number(), z.bigint()]).transform(String);
const HIT = z.object({ _source: z.unknown().optional(), sort: z.array(DIGITS).optional() });
export type DocumentHit = z.infer<typeof HIT>;
const ANSWER = z.object({
  _shards: SHARDS,
  hits: z.object({ total: z.object({ value: z.number() }).optional(), hits: z.array(HIT) }),
  aggregations: z.record(z.string(), z.unknown()).optional(),
});
export type SearchAnswer = z.infer<typeof ANSWER>;
const ANSWERS = z.object({ responses: z.array(z.unknown()) });
const REFUSED = z.object({ error: z.object({ reason: z.string().nullish() }), status: z.number() });
const BUCKETS = z.object({
  after_key: z.object({ of: DIGITS }).optional(),
  buckets: z.array(z.object({ key: z.object({ of: DIGITS }), doc_count: z.number() })),
});

/** Questions of one call, and how long they are together: a case of many files names each of them in every one. */
const ASKED_A_CALL = 100;
const LENGTH_A_CALL = 8 << 20;
/** Distinct values of the first call, where most fields end, and of any; a search makes no more than 65,535 (`search.max_buckets`). */
const FIRST_DISTINCT = 500;
const MOST_DISTINCT = 20_000;
const MORE_DISTINCT = 10;

/** Between two calls of whoever reads a held view. */
const KEPT = '2m';
const HELD = z.object({ pit_id: z.string(), _shards: SHARDS });

export interface HeldView {
  search(asked: SearchAsked): SearchAnswer;
  close(): void;
}

/** A case of which nothing was written yet has no index. */
const LENIENT = { ignore_unavailable: true };
const HEAD = JSON.stringify(LENIENT);

export interface SearchAsked {
  readonly query: Clause;
  readonly [part: string]: unknown;
}

export interface Distinct {
  readonly value: string;
  readonly count: number;
}

export class CaseIndex {
  readonly #line: PatientLine;
  readonly #alias: string;
  readonly #incomplete: (problem: string) => void;

  /** @param incomplete told where a part of the case does not answer */
  constructor(line: PatientLine, alias: string, incomplete: (problem: string) => void) {
    this.#line = line;
    this.#alias = alias;
    this.#incomplete = incomplete;
  }

  search(asked: SearchAsked): SearchAnswer {
    const path = `/${this.#alias}/_search`;
    return this.#taken(this.#line.ask({ method: 'POST', path, query: LENIENT, body: asked }).body);
  }

  #taken(body: unknown): SearchAnswer {
    const answer = ANSWER.parse(body);
    this.#look(answer._shards);
    return answer;
  }

  #look({ total, successful }: z.infer<typeof SHARDS>): void {
    if (successful < total)
      this.miss(
        `${total - successful} of ${total} shards of the case do not answer: their events are missing here. GET /_cat/shards/${this.#alias} tells which.`,
      );
  }

  /** Something that is published is not there. */
  miss(problem: string): void {
    this.#incomplete(problem);
  }

  /** The case as it is now, whatever is written and removed meanwhile, until it is closed. */
  hold(): HeldView {
    const path = `/${this.#alias}/_search/point_in_time`;
    const query = { keep_alive: KEPT };
    const answer = this.#line.ask({ method: 'POST', path, query });
    const { pit_id: id, _shards: shards } = HELD.parse(answer.body);
    this.#look(shards);
    return {
      search: (asked) => {
        const body = { ...asked, pit: { id, keep_alive: KEPT } };
        return this.#taken(this.#line.ask({ method: 'POST', path: '/_search', body }).body);
      },
      close: () => {
        const body = { pit_id: [id] };
        const gone = { method: 'DELETE', path: '/_search/point_in_time', body } as const;
        this.#line.ask({ ...gone, expected: [404] });
      },
    };
  }

  /** Several at once, in step. */
  searches(asked: readonly SearchAsked[]): SearchAnswer[] {
    return inCalls(
      asked.map((one) => `${HEAD}\n${JSON.stringify({ ...UNLIMITED, ...one })}\n`),
    ).flatMap((lines) => this.#searches(lines.join('')));
  }

  #searches(body: string): SearchAnswer[] {
    const path = `/${this.#alias}/_msearch`;
    const { responses } = ANSWERS.parse(this.#line.ask({ method: 'POST', path, body }).body);
    return responses.map((one) => {
      const refused = REFUSED.safeParse(one);
      if (refused.success) throw refusedBy(refused.data);
      return this.#taken(one);
    });
  }

  counts(queries: readonly Clause[]): number[] {
    const asked = queries.map((query) => ({ query, size: 0, track_total_hits: true }));
    return this.searches(asked).map(countOf);
  }

  count(query: Clause): number {
    return countOf(this.search({ query, size: 0, track_total_hits: true }));
  }

  has(query: Clause): boolean {
    return countOf(this.search({ query, size: 0, track_total_hits: 1 })) > 0;
  }

  /**
   * The distinct values that documents have in a column, ascending, however many.
   * @param source what the values are taken from, as a source of a composite aggregation
   * @param after the first value is behind it
   */
  *distinct(
    source: object,
    query: Clause = EVERYTHING,
    after?: string,
  ): Generator<readonly Distinct[], void> {
    if (query === NOTHING) return;
    let size = FIRST_DISTINCT;
    for (let from = after; ; size = Math.min(size * MORE_DISTINCT, MOST_DISTINCT)) {
      const composite = {
        size,
        sources: [{ of: source }],
        ...(from === undefined ? {} : { after: { of: from } }),
      };
      const asked = { query, size: 0, track_total_hits: false, aggs: { all: { composite } } };
      const { aggregations } = this.search(asked);
      // No index is left that could have any.
      if (aggregations === undefined) return;
      const { buckets, after_key: next } = BUCKETS.parse(aggregations['all']);
      yield buckets.map(({ key, doc_count: count }) => ({ value: key.of, count }));
      if (next === undefined || buckets.length < size) return;
      from = next.of;
    }
  }
}

export const countOf = ({ hits }: SearchAnswer): number => hits.total?.value ?? 0;

/** Questions as they go in calls. */
function inCalls(questions: readonly string[]): string[][] {
  const calls: string[][] = [];
  let length = 0;
  for (const question of questions) {
    const last = calls.at(-1);
    length += question.length;
    if (last !== undefined && last.length < ASKED_A_CALL && length <= LENGTH_A_CALL)
      last.push(question);
    else {
      calls.push([question]);
      ({ length } = question);
    }
  }
  return calls;
}

function refusedBy({ error, status }: z.infer<typeof REFUSED>): ClusterError {
  const message = `The cluster refused a question of the search (${status}): ${error.reason ?? 'no reason'}`;
  return new ClusterError({ code: 'cluster-refused', message, isPassing: status === 429 });
}
