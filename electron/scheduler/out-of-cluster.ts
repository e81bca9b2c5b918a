/**
 * A case that moves from a cluster into its folder. Files of other laptops come with it; it is refused while one of
 * them is at work. The case in the cluster is removed, unless files of others are in it: then it stays for them.
 */
import fs from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Copied } from '@shared/contract/case-move';
import type { ClusterPlace } from '@shared/contract/cluster';
import { CaseScopeError, errorText } from '@shared/model/errors';
import type { EvidenceFile } from '@shared/model/evidence-file';
import type { CaseDatabase } from '@electron/store/case/case-database';
import { publishedPaths } from '@electron/store/case/event-files';
import { forgetCluster } from '@electron/store/case/kept-cluster';
import { forgetMove } from '@electron/store/case/kept-move';
import { forgetRemovals, keptRemovals } from '@electron/store/case/kept-removals';
import { laptopOf } from '@electron/store/case/laptop';
import { shardName } from '@electron/store/case-paths';
import { type Book, lastNumberOf, publishedOf } from '@electron/store/cluster/book';
import { ClusterBooks } from '@electron/store/cluster/books';
import { removeCase } from '@electron/store/cluster/whole-case';
import { adoptBook } from './adopt-book';
import { claimToMove, type CopyTo, type MoveEnd, whileClaimed } from './move-end';
import { Removals } from './removals';

export class OutOfCluster implements MoveEnd {
  readonly target = 'laptop';
  readonly #database: CaseDatabase;
  readonly #caseDir: string;
  readonly #place: ClusterPlace;
  readonly #books: ClusterBooks;

  constructor(database: CaseDatabase, caseDir: string, place: ClusterPlace) {
    this.#database = database;
    this.#caseDir = caseDir;
    this.#place = place;
    this.#books = this.#newBooks();
  }

  #newBooks(): ClusterBooks {
    return new ClusterBooks(this.#place, laptopOf(this.#database), this.#place.clusterCase);
  }

  /** What was removed here goes first; what others published comes into the case's database. */
  async open(): Promise<void> {
    await this.#sendRemovals();
    const books = await allOf(this.#books);
    await this.#requireRest(books);
    for (const book of books) adoptBook(this.#database, book, this.#books.laptop);
  }

  /** They are of this place alone. @throws CaseScopeError where the cluster did not take all of them */
  async #sendRemovals(): Promise<void> {
    const told: string[] = [];
    const kept: Book[] = [];
    const removals = new Removals(this.#database, this.#books, {
      onKept: (book) => void kept.push(book),
      onTrouble: (text) => void told.push(text),
    });
    await removals.goOn();
    for (const book of kept) adoptBook(this.#database, book, this.#books.laptop);
    const isWaiting = keptRemovals(this.#database).length > 0;
    if (isWaiting) throw new CaseScopeError('cluster-unreachable', told.join(' '));
    if (kept.length > 0) throw new CaseScopeError('wrong-use', told.join(' '));
  }

  async #requireRest(books: readonly Book[]): Promise<void> {
    const [busy] = await this.#books.takenByOthers(books);
    if (busy === undefined) return;
    throw new CaseScopeError(
      'wrong-use',
      `${busy.claim?.laptop.name ?? 'Another laptop'} is at work on ${busy.evidence.name} in this case. Move the case when it is done.`,
    );
  }

  isThere({ id, published }: EvidenceFile): boolean {
    return publishedPaths(this.#caseDir, id, published).every((one) => fs.existsSync(one));
  }

  async move(file: EvidenceFile, copy: CopyTo): Promise<Copied | null> {
    const claim = await claimToMove(this.#books, file);
    const { book } = claim.read;
    try {
      if (!isDeepStrictEqual(publishedOf(book), file.published)) throw changed(file.name);
      const { sha256, number } = book;
      const copied = await whileClaimed(this.#books, claim, () => copy({ sha256, number }));
      if (copied !== null) this.#keepOutline(file, copied);
      return copied;
    } finally {
      await this.#books.letGo(claim).catch(() => undefined);
    }
  }

  #keepOutline({ id, published }: EvidenceFile, { outline }: Copied): void {
    if (published === null || outline === null) return;
    const shard = shardName(id, published.generation);
    this.#database.outlineTable.put(shard, outline);
  }

  async finish(): Promise<string | null> {
    const others = await this.#verifiedBooks();
    this.#database.together(() => {
      for (const { id, cluster, published } of this.#database.files())
        if (cluster !== null)
          this.#database.evidenceTable.leaveCluster(id, published === null ? 0 : lastNumberOf(published)); // prettier-ignore
      forgetRemovals(this.#database);
      forgetCluster(this.#database);
      forgetMove(this.#database);
    });
    return this.#giveUp(others);
  }

  /** Names of other laptops that have files in the case. @throws CaseScopeError where anything is not as it was copied */
  async #verifiedBooks(): Promise<readonly string[]> {
    // With a memory of its own: every book is read once more.
    const fresh = this.#newBooks();
    try {
      const books = await allOf(fresh);
      await this.#requireRest(books);
      for (const book of books) this.#requireCopied(book);
      const laptops = books.map(({ evidence }) => evidence.laptop);
      const others = laptops.filter(({ id }) => id !== fresh.laptop.id);
      return [...new Set(others.map(({ name }) => name))];
    } finally {
      fresh.close();
    }
  }

  #requireCopied(book: Book): void {
    const file = this.#database.evidenceTable.withHash(book.sha256);
    if (!isDeepStrictEqual(file?.published ?? null, publishedOf(book)))
      throw changed(book.evidence.name);
  }

  async #giveUp(others: readonly string[]): Promise<string | null> {
    const { clusterCase } = this.#place;
    if (others.length > 0)
      return `The case ${clusterCase} stays in the cluster: files of ${others.join(', ')} are in it.`;
    try {
      await removeCase(this.#place);
      return null;
    } catch (error) {
      return `The case ${clusterCase} is still in the cluster, as it could not be removed: ${errorText(error)}`;
    }
  }

  close(): void {
    this.#books.close();
  }
}

const allOf = async (books: ClusterBooks): Promise<Book[]> =>
  (await books.changed(-1)).books.map(({ book }) => book);

const changed = (name: string): CaseScopeError =>
  new CaseScopeError(
    'copy-differs',
    `${name} was changed in the cluster meanwhile. Move the case once more.`,
  );
