/** A case that moves into a cluster: each file is claimed, copied, verified and published there. */
import { isDeepStrictEqual } from 'node:util';
import type { Copied } from '@shared/contract/case-move';
import type { ClusterPlace } from '@shared/contract/cluster';
import { CaseScopeError } from '@shared/model/errors';
import type { EvidenceFile } from '@shared/model/evidence-file';
import type { CaseDatabase } from '@electron/store/case/case-database';
import { keepCluster } from '@electron/store/case/kept-cluster';
import { forgetMove, keptMove, type MoveTarget } from '@electron/store/case/kept-move';
import { laptopOf } from '@electron/store/case/laptop';
import { type Book, bookedOf } from '@electron/store/cluster/book';
import { type Claim, ClusterBooks } from '@electron/store/cluster/books';
import { isCaseThere } from '@electron/store/cluster/whole-case';
import { claimToMove, type CopyTo, type MoveEnd, whileClaimed } from './move-end';

export class IntoCluster implements MoveEnd {
  readonly target: Exclude<MoveTarget, string>;
  readonly #database: CaseDatabase;
  readonly #place: ClusterPlace;
  readonly #books: ClusterBooks;
  /** As they were when the move began, or went on. */
  #known: ReadonlyMap<string, Book> = new Map();

  constructor(database: CaseDatabase, place: ClusterPlace) {
    const { connection, clusterCase } = place;
    this.target = { connection, clusterCase };
    this.#database = database;
    this.#place = place;
    this.#books = this.#newBooks();
  }

  #newBooks(): ClusterBooks {
    const name = this.#database.setting('name') ?? this.target.clusterCase;
    return new ClusterBooks(this.#place, laptopOf(this.#database), name);
  }

  /** Another case of that name is not written into. */
  async open(): Promise<void> {
    const { clusterCase } = this.target;
    if (!(await isCaseThere(this.#place))) return;
    const isOurs = isDeepStrictEqual(keptMove(this.#database), this.target);
    if (!isOurs)
      throw new CaseScopeError(
        'case-exists',
        `There is a case ${clusterCase} in the cluster already. Choose another name.`,
      );
    this.#known = await this.#booksByHash();
  }

  /** With a memory of its own: every book is read. */
  async #booksByHash(): Promise<ReadonlyMap<string, Book>> {
    const fresh = this.#newBooks();
    try {
      const { books } = await fresh.changed(-1);
      return new Map(books.map(({ book }) => [book.sha256, book]));
    } finally {
      fresh.close();
    }
  }

  isThere({ hashes, published }: EvidenceFile): boolean {
    const book = this.#known.get(hashes?.sha256 ?? '');
    return published !== null && isDeepStrictEqual(book?.published, bookedOf(published));
  }

  async move(file: EvidenceFile, copy: CopyTo): Promise<Copied | null> {
    const { published, sourceLabel } = file;
    if (published === null) throw new RangeError(`file ${file.id} is not published`);
    // Its numbers may be those of a file with these bytes that was removed and read anew since.
    const before = this.#known.get(file.hashes?.sha256 ?? '');
    if (before !== undefined) await this.#takeBack(before);
    const claim = await claimToMove(this.#books, file);
    const { sha256, number } = claim.read.book;
    const copied = await this.#orRelease(claim, () =>
      whileClaimed(this.#books, claim, () => copy({ sha256, number })),
    );
    if (copied === null) await this.#books.release(claim);
    else await this.#books.publish(claim, published, sourceLabel);
    return copied;
  }

  /** What is half there goes; where the cluster is away, the next claim sees to it. */
  async #orRelease<Answer>(claim: Claim, work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      await this.#books.giveBack(claim).catch(() => undefined);
      throw error;
    }
  }

  /** Takes what was copied of a file out of the cluster. @throws CaseScopeError `wrong-use` where another laptop is at work on it */
  async #takeBack({ sha256, published, evidence }: Book): Promise<void> {
    if (published === null) return;
    const removed = await this.#books.remove({ sha256, generation: published.generation });
    if (removed.type === 'out') return;
    throw new CaseScopeError(
      'wrong-use',
      `What was copied of ${evidence.name} before cannot be taken back: ${removed.reason} Move the case once more.`,
    );
  }

  /** A copy of a file that was removed since, and not read anew. Files of laptops that joined meanwhile stay. */
  #isLeftBehind({ sha256, evidence }: Book): boolean {
    const isOurs = evidence.laptop.id === this.#books.laptop.id;
    const here = this.#database.evidenceTable.withHash(sha256)?.published ?? null;
    return isOurs && here === null;
  }

  async finish(): Promise<string | null> {
    // A case without published files is made there now.
    const byHash = await this.#booksByHash();
    for (const book of byHash.values()) if (this.#isLeftBehind(book)) await this.#takeBack(book);
    this.#database.together(() => {
      for (const file of this.#database.files())
        if (file.published !== null) this.#changePlace(file, byHash.get(file.hashes?.sha256 ?? ''));
      const { outlineTable, packTable } = this.#database;
      outlineTable.remove([...outlineTable.shards()]);
      packTable.takeUnused();
      keepCluster(this.#database, this.target);
      forgetMove(this.#database);
    });
    // Shards are removed when the case is opened next, and nobody reads them any more.
    return null;
  }

  /** @throws CaseScopeError `copy-differs` where the cluster does not publish what the case does */
  #changePlace({ id, name, published }: EvidenceFile, book: Book | undefined): void {
    const wanted = published && bookedOf(published);
    if (book === undefined || wanted === null || !isDeepStrictEqual(book.published, wanted))
      throw new CaseScopeError(
        'copy-differs',
        `${name} has other results in the cluster than here. Move the case once more.`,
      );
    this.#database.evidenceTable.setCluster(id, book.number, null);
    this.#database.evidenceTable.publish(id, { ...wanted, pack: null });
  }

  close(): void {
    this.#books.close();
  }
}
