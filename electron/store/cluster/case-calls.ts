/** The calls that a worker makes of a case in the cluster, each waited for. */
import { z } from 'zod';
import type { ClusterConnection, ClusterPlace } from '@shared/contract/cluster';
import { booksIndex, bodyOf } from './books-index';
import { BulkSender } from './bulk-sender';
import { CaseIndices } from './case-indices';
import type { ClusterReply } from './line-protocol';
import type { PatientLine } from './patient-line';

const COUNT = z.object({ hits: z.object({ total: z.object({ value: z.number() }) }) });
const HITS = z.object({
  hits: z.object({ hits: z.array(z.object({ _source: z.unknown() }).loose()) }),
});
/** A shard that is away is waited for: an answer without it would be taken for the whole. */
const WHOLE = { allow_partial_search_results: false };

/** One question of a search, in the words of the cluster. */
export type SearchBody = Readonly<Record<string, unknown>>;

export class CaseCalls {
  readonly indices: CaseIndices;
  readonly line: PatientLine;
  readonly #books: string;
  readonly #connection: ClusterConnection;

  constructor(line: PatientLine, { clusterCase, connection }: ClusterPlace) {
    this.#connection = connection;
    this.line = line;
    this.indices = new CaseIndices(clusterCase, (call) => line.ask(call));
    this.#books = booksIndex(clusterCase);
  }

  /** @throws CaseScopeError `cluster-refused` where it is no index of this case */
  bulk(index: string): BulkSender {
    this.indices.requireOwn(index);
    return new BulkSender(this.line, this.#connection, index);
  }

  /** Documents of a part, once everything that was sent can be found. @param kinds of its documents; all without */
  countOf(index: string, part: string, kinds?: readonly string[]): number {
    // Where the fields were mapped in another way, the count would be of something else.
    this.indices.requireOwn(index);
    this.line.ask({ method: 'POST', path: `/${index}/_refresh` });
    const filter = [
      { term: { part } },
      ...(kinds === undefined ? [] : [{ terms: { kind: kinds } }]),
    ];
    const body = { query: { bool: { filter } }, size: 0, track_total_hits: true };
    const path = `/${index}/_search`;
    const { body: counted } = this.line.ask({ method: 'POST', path, query: WHOLE, body });
    return COUNT.parse(counted).hits.total.value;
  }

  putBook(id: string, book: object): void {
    this.line.ask({ method: 'PUT', path: `/${this.#books}/_doc/${id}`, body: book });
  }

  /** Null where there is none. */
  book(id: string): unknown {
    const path = `/${this.#books}/_doc/${id}`;
    return bodyOf(this.line.ask({ method: 'GET', path, expected: [404] }).body);
  }

  /** Begins a search over an index; `sources` brings its answer. */
  beginSearch(index: string, body: SearchBody): number {
    return this.line.begin({ method: 'POST', path: `/${index}/_search`, query: WHOLE, body });
  }

  sources(ticket: number): unknown[] {
    return sourcesOf(this.line.wait(ticket));
  }

  search(index: string, body: SearchBody): unknown[] {
    return this.sources(this.beginSearch(index, body));
  }
}

const sourcesOf = ({ body }: ClusterReply): unknown[] =>
  HITS.parse(body).hits.hits.map(({ _source: source }) => source);
