/** The documents of a case's books: each read by its id, and written only where it is still as it was read. */
import { z } from 'zod';
import { booksIndex, BOOKS_MAPPING, booksSettings } from './books-index';
import type { ClusterCalls } from './cluster-calls';

/** What a document is compared by; null where there is none. */
export type DocumentState = { readonly seqNo: number; readonly primaryTerm: number } | null;

export interface ReadDocument {
  /** Null where there is none. */
  readonly body: unknown;
  readonly state: DocumentState;
}

/** As it was when it changed with this number. */
export interface ToldDocument {
  readonly body: unknown;
  readonly seqNo: number;
}

/** How long a passing trouble is waited for at first. */
export const START_PATIENCE_MS = 60_000;
const DOCUMENTS_A_CALL = 1_000;
/** Changes that were being made while the last ones were read have lower numbers than those. */
const LATE_CHANGES = 500;

const GOT = z.object({
  found: z.boolean().default(false),
  ...{ _seq_no: z.number().default(0), _primary_term: z.number().default(0) },
  _source: z.looseObject({ body: z.unknown() }).optional(),
});
const WRITTEN = z.object({ _seq_no: z.number(), _primary_term: z.number() });
const CHANGED = z.object({
  hits: z.object({
    hits: z.array(
      z.object({
        _id: z.string(),
        _seq_no: z.number(),
        _source: z.looseObject({ body: z.unknown() }),
      }),
    ),
  }),
});
const HEALTH = z.object({ number_of_data_nodes: z.number() });

export class BookDocuments {
  readonly #calls: ClusterCalls;
  readonly #path: string;
  /** Number of the last change that was told, by document. */
  readonly #told = new Map<string, number>();
  /** Number of the last change that was read or written here, by document. */
  readonly #newest = new Map<string, number>();

  constructor(calls: ClusterCalls, clusterCase: string) {
    this.#calls = calls;
    this.#path = `/${booksIndex(clusterCase)}`;
  }

  /** Makes the index where it is not there. */
  async make(): Promise<void> {
    const path = this.#path;
    const there = await this.#calls.ask({ method: 'HEAD', path, expected: [404] });
    if (there.status === 200) return;
    const { body } = await this.#calls.ask({ method: 'GET', path: '/_cluster/health' });
    const settings = { index: booksSettings(HEALTH.parse(body).number_of_data_nodes) };
    const index = { settings, mappings: BOOKS_MAPPING };
    // 400: another laptop has made it at the same moment.
    await this.#calls.ask({ method: 'PUT', path, body: index, expected: [400] });
  }

  async read(id: string, patienceMs = START_PATIENCE_MS): Promise<ReadDocument> {
    const call = { method: 'GET', path: `${this.#path}/_doc/${id}`, expected: [404] } as const;
    const got = GOT.parse((await this.#calls.patiently(call, patienceMs)).body);
    if (!got.found) return { body: null, state: null };
    const state = { seqNo: got._seq_no, primaryTerm: got._primary_term };
    this.#note(id, state.seqNo);
    return { body: got._source?.body, state };
  }

  /**
   * @param document as the mapping has it: `kind`, `body`, and what is asked for beside
   * @param before as it was read
   * @returns null where it is not so any more
   */
  async write(
    id: string,
    document: object,
    before: DocumentState,
    patienceMs = START_PATIENCE_MS,
  ): Promise<DocumentState> {
    const compared = before && { if_seq_no: before.seqNo, if_primary_term: before.primaryTerm };
    const path = `${this.#path}/${before === null ? '_create' : '_doc'}/${id}`;
    const call = { method: 'PUT', path, query: compared ?? {}, body: document, expected: [409] } as const; // prettier-ignore
    const { status, body } = await this.#calls.patiently(call, patienceMs);
    if (status === 409) return null;
    const { _seq_no: seqNo, _primary_term: primaryTerm } = WRITTEN.parse(body);
    this.#note(id, seqNo);
    return { seqNo, primaryTerm };
  }

  /** Answers may come late: a document is never taken back to what it was before one that is known here. */
  isOvertaken(id: string, seqNo: number): boolean {
    return seqNo < (this.#newest.get(id) ?? 0);
  }

  #note(id: string, seqNo: number): void {
    this.#newest.set(id, Math.max(seqNo, this.#newest.get(id) ?? 0));
  }

  /**
   * Documents of a kind that changed, by their last change, each change told once.
   * @param after number of the last change that was told; -1 for all
   */
  async changed(kind: string, after: number): Promise<{ told: ToldDocument[]; last: number }> {
    const told: ToldDocument[] = [];
    let last = after;
    await this.#calls.ask({ method: 'POST', path: `${this.#path}/_refresh` });
    // The last ones are read again each time, as another may have been on its way among them.
    for (let from = after - LATE_CHANGES; ; from = last) {
      const hits = await this.#page(kind, from);
      for (const { _id: id, _seq_no: number, _source: source } of hits) {
        if (this.#told.get(id) !== number) told.push({ body: source.body, seqNo: number });
        this.#told.set(id, number);
        this.#note(id, number);
        last = Math.max(last, number);
      }
      if (hits.length < DOCUMENTS_A_CALL) return { told, last };
    }
  }

  async #page(kind: string, from: number) {
    const filter = [{ term: { kind } }, { range: { _seq_no: { gt: from } } }];
    const body = {
      ...{ size: DOCUMENTS_A_CALL, seq_no_primary_term: true },
      ...{ query: { bool: { filter } }, sort: [{ _seq_no: 'asc' }] },
    };
    const call = { method: 'POST', path: `${this.#path}/_search`, body } as const;
    return CHANGED.parse((await this.#calls.ask(call)).body).hits.hits;
  }
}
