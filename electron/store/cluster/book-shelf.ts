/** Where the books of a case stand in the cluster: read and written one by one, numbered, and told when they change. */
import { z } from 'zod';
import { CaseScopeError } from '@shared/model/errors';
import { BOOK, type Book, type ReadBook, type ToldBook } from './book';
import type { BookDocuments } from './book-documents';
import { CLUSTER_FORMAT } from './index-mapping';

/** Another laptop may change a book between our reading and writing it, but not for ever. */
export const MOST_RACES = 20;

/** What a case is called where it is made. */
interface MadeCase {
  readonly clusterCase: string;
  readonly name: string;
  /** Name of the laptop. */
  readonly madeBy: string;
}

const CASE = z.object({ format: z.number(), name: z.string(), madeBy: z.string() });
const COUNTER = z.object({ next: z.number() });

export class BookShelf {
  readonly #documents: BookDocuments;
  readonly #case: MadeCase;
  #opening: Promise<void> | null = null;

  constructor(documents: BookDocuments, made: MadeCase) {
    this.#documents = documents;
    this.#case = made;
  }

  /** Makes the case in the cluster where it is not there: one that is may be read-only. @throws CaseScopeError `case-newer` */
  async open(): Promise<void> {
    await this.#documents.make();
    const there = (await this.#documents.read('case')).body ?? (await this.#make());
    const { format } = CASE.parse(there);
    if (format !== CLUSTER_FORMAT)
      throw new CaseScopeError(
        'case-newer',
        `The case ${this.#case.clusterCase} in the cluster was made by a newer version of caseScope. Open it with that version.`,
      );
  }

  /** Another laptop may have done so at the same moment. */
  async #make(): Promise<unknown> {
    const { name, madeBy } = this.#case;
    const body = { format: CLUSTER_FORMAT, name, madeBy };
    await this.#documents.write('case', { kind: 'case', body }, null);
    return (await this.#documents.read('case')).body;
  }

  /** Once, and again where it failed. */
  async opened(): Promise<void> {
    this.#opening ??= this.open().catch((error: unknown) => {
      this.#opening = null;
      throw error;
    });
    await this.#opening;
  }

  /** For a file that has none: with a number that no other has, and nothing in it. */
  async newBook(sha256: string, evidence: Book['evidence']): Promise<Book> {
    const number = await this.#nextFileNumber();
    const none = { claim: null, published: null, removedBy: null, sourceLabel: '', tidyAt: null };
    return { sha256, number, evidence, nextNumber: 1, ...none };
  }

  /** One that is lost in a race is given to nobody. */
  async #nextFileNumber(): Promise<number> {
    for (let races = 0; races < MOST_RACES * MOST_RACES; races++) {
      const { body, state } = await this.#documents.read('counter');
      const next = body === null ? 1 : COUNTER.parse(body).next;
      const counter = { kind: 'counter', body: { next: next + 1 } };
      const written = await this.#documents.write('counter', counter, state);
      if (written !== null) return next;
    }
    throw new CaseScopeError('cluster-refused', 'The counter of files changes all the time.');
  }

  /** Null where the file has none. @param patienceMs how long a passing trouble is waited for */
  async book(sha256: string, patienceMs?: number): Promise<ReadBook | null> {
    const { body, state } = await this.#documents.read(sha256, patienceMs);
    return state === null ? null : { book: BOOK.parse(body), ...state };
  }

  /** @param read what it takes the place of. @returns null where that was changed meanwhile */
  async write(book: Book, read: ReadBook | null, patienceMs?: number): Promise<ReadBook | null> {
    const { sha256 } = book;
    const document = { kind: 'file', sha256, body: book };
    const written = await this.#documents.write(sha256, document, read, patienceMs);
    return written === null ? null : { book, ...written };
  }

  /** Books that changed, by their last change. @param after of the last one that was seen; -1 for all */
  async changed(
    after: number,
  ): Promise<{ readonly books: readonly ToldBook[]; readonly last: number }> {
    const { told, last } = await this.#documents.changed('file', after);
    return { books: told.map(({ body, seqNo }) => ({ book: BOOK.parse(body), seqNo })), last };
  }

  /** The file has changed since, as this laptop knows: it wrote or read a later book of it. */
  isOvertaken({ book, seqNo }: ToldBook): boolean {
    return this.#documents.isOvertaken(book.sha256, seqNo);
  }
}
