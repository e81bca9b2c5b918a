/** Heads of generations as searches need them: kept, and read many at once. */
import { z } from 'zod';
import { CaseScopeError } from '@shared/model/errors';
import type { PublishedFile } from '../../case/published-rows';
import { ClusterError } from '../cluster-error';
import { booksIndex, HEAD, type Head, headId } from '../books-index';
import type { PatientLine } from '../patient-line';
import { partOfFile } from './parts';

/** Books of one call. */
const BOOKS_A_CALL = 200;

const BOOKS = z.object({
  docs: z.array(
    z.looseObject({
      _source: z.looseObject({ body: z.unknown() }).optional(),
      error: z.looseObject({ reason: z.string().nullish() }).optional(),
    }),
  ),
});

export class ClusterHeads {
  readonly #line: PatientLine;
  readonly #books: string;
  /** By the part of the events. A head never changes. */
  readonly #known = new Map<string, Head>();

  constructor(line: PatientLine, clusterCase: string) {
    this.#line = line;
    this.#books = booksIndex(clusterCase);
  }

  /** @throws CaseScopeError `shard-damaged` where the cluster has none */
  of(file: PublishedFile): Head {
    const known = this.find(file) ?? (this.read([file]), this.find(file));
    if (known !== undefined) return known;
    const message = `The cluster has no events of ${file.name}. Re-index the file.`;
    throw new CaseScopeError('shard-damaged', message);
  }

  find(file: PublishedFile): Head | undefined {
    return this.#known.get(partOfFile(file));
  }

  /** Those that are not known yet. */
  read(files: readonly PublishedFile[]): void {
    const parts = [...new Set(files.map(partOfFile))].filter((part) => !this.#known.has(part));
    for (let at = 0; at < parts.length; at += BOOKS_A_CALL)
      this.#read(parts.slice(at, at + BOOKS_A_CALL));
  }

  #read(parts: readonly string[]): void {
    const path = `/${this.#books}/_mget`;
    const { body } = this.#line.ask({ method: 'POST', path, body: { ids: parts.map(headId) } });
    BOOKS.parse(body).docs.forEach(({ _source: source, error }, at) => {
      if (error !== undefined) throw unanswered(error.reason ?? 'no reason');
      const [head, part] = [HEAD.safeParse(source?.body), parts[at]];
      if (head.success && part !== undefined) this.#known.set(part, head.data);
    });
  }
}

const unanswered = (reason: string): ClusterError =>
  new ClusterError({
    ...{ code: 'cluster-unreachable', isPassing: true },
    message: `The books of the case do not answer (${reason}). Look at the health of the cluster, then try again.`,
  });
