/**
 * Files that are being taken out of a case in a cluster, for every laptop. What the cluster has not taken yet waits in
 * the case's database; what it refuses comes back. Nobody else's work is taken away: a file that was read anew since
 * stays.
 */
import { CaseScopeError, errorText } from '@shared/model/errors';
import type { CaseDatabase } from '@electron/store/case/case-database';
import {
  forgetRemoval,
  keptRemoval,
  keptRemovals,
  type Removal,
} from '@electron/store/case/kept-removals';
import type { Book } from '@electron/store/cluster/book';
import type { ClusterBooks } from '@electron/store/cluster/books';
import { ClusterError } from '@electron/store/cluster/cluster-error';
import { named } from './left-out';

export interface RemovalsListener {
  /** A file that the cluster keeps is in the case. */
  onKept(book: Book): void;
  onTrouble(text: string): void;
}

/** One that waits is tried again. */
type Tried = { readonly type: 'ended' } | { readonly type: 'waits'; readonly reason: string };
const TRIED_AT_ONCE = 8;
const ENDED: Tried = { type: 'ended' };

export class Removals {
  readonly #database: CaseDatabase;
  readonly #books: ClusterBooks;
  readonly #listener: RemovalsListener;
  /** Under way, by hash: nobody else asks the same, and a run of the same evidence waits for it. */
  readonly #trying = new Map<string, Promise<Tried>>();
  readonly #walks = new Set<Promise<void>>();
  /** Hashes of files that the cluster keeps and whose books could not be read yet. */
  readonly #comingBack = new Set<string>();
  /** Hashes of those that wait, of which that was told. */
  readonly #told = new Set<string>();
  #closed = false;

  constructor(database: CaseDatabase, books: ClusterBooks, listener: RemovalsListener) {
    this.#database = database;
    this.#books = books;
    this.#listener = listener;
  }

  /** Tries what waits; where the cluster does not answer, that is told once. */
  goOn(): Promise<void> {
    const walk = this.#walk().finally(() => this.#walks.delete(walk));
    this.#walks.add(walk);
    return walk;
  }

  async #walk(): Promise<void> {
    await this.#bringBack();
    if (this.#closed) return;
    const removals = keptRemovals(this.#database);
    for (let at = 0; at < removals.length; at += TRIED_AT_ONCE) {
      const some = removals.slice(at, at + TRIED_AT_ONCE);
      const tried = await Promise.all(some.map((removal) => this.#try(removal)));
      const waits = tried.find((one) => one.type === 'waits');
      if (waits?.type === 'waits') return this.#tellWaiting(removals.slice(at), waits.reason);
    }
  }

  #tellWaiting(removals: readonly Removal[], reason: string): void {
    const fresh = removals.filter(({ sha256 }) => !this.#told.has(sha256));
    if (fresh.length === 0) return;
    for (const { sha256 } of fresh) this.#told.add(sha256);
    const [is, them] = fresh.length === 1 ? ['is', 'it'] : ['are', 'them'];
    this.#tell(
      `${named(fresh)} ${is} removed here, which the cluster could not be told yet: ${reason} Other laptops still see ${them}. It is told when it answers again, also when the case is opened next.`,
    );
  }

  /** Before a file with these bytes is processed. @throws CaseScopeError `cluster-unreachable` where a removal waits */
  async before(sha256: string): Promise<void> {
    const removal = keptRemoval(this.#database, sha256);
    if (removal === null) return;
    const tried = await this.#try(removal);
    if (tried.type === 'waits')
      throw new CaseScopeError(
        'cluster-unreachable',
        `It was removed before, which the cluster could not be told yet: ${tried.reason}`,
      );
  }

  #try(removal: Removal): Promise<Tried> {
    const { sha256 } = removal;
    const known = this.#trying.get(sha256);
    if (known !== undefined) return known;
    const trying = this.#once(removal).finally(() => this.#trying.delete(sha256));
    this.#trying.set(sha256, trying);
    return trying;
  }

  /** Never throws. */
  async #once(removal: Removal): Promise<Tried> {
    try {
      const removed = await this.#books.remove(removal);
      if (removed.type === 'kept') return this.#keep(removal, removed.reason);
      this.#forget(removal);
      if (removed.left !== null) this.#tell(leftText(removal, removed.left));
      return ENDED;
    } catch (error) {
      if (this.#closed) return ENDED;
      const passes = error instanceof ClusterError && error.isPassing;
      if (passes) return { type: 'waits', reason: errorText(error) };
      return this.#keep(removal, errorText(error));
    }
  }

  async #keep(removal: Removal, reason: string): Promise<Tried> {
    this.#tell(
      `${removal.name} could not be taken out of the cluster: ${reason} As long as it is in the case there, it comes back here.`,
    );
    this.#forget(removal);
    this.#comingBack.add(removal.sha256);
    await this.#bringBack().catch(() => undefined);
    return ENDED;
  }

  /** Once the database is closed, it goes on with the next start, and finds nothing to do. */
  #forget(removal: Removal): void {
    if (!this.#closed) forgetRemoval(this.#database, removal);
    this.#told.delete(removal.sha256);
  }

  #tell(text: string): void {
    if (!this.#closed) this.#listener.onTrouble(text);
  }

  /** What cannot be read of the books now is with the next look. */
  async #bringBack(): Promise<void> {
    for (const sha256 of this.#comingBack) {
      const book = await this.#books.book(sha256);
      if (this.#closed) return;
      this.#comingBack.delete(sha256);
      if (book !== null) this.#listener.onKept(book);
    }
  }

  /** What was begun goes on; the database is not touched any more, and nothing is told. */
  close(): void {
    this.#closed = true;
  }

  /** When nothing is under way. */
  async settled(): Promise<void> {
    while (this.#walks.size + this.#trying.size > 0)
      await Promise.allSettled([...this.#walks, ...this.#trying.values()]);
  }
}

const leftText = ({ name }: Removal, reason: string): string =>
  `${name} is out of the case. Its events, which nobody sees any more, could not be removed from the cluster yet: ${reason} That is tried again.`;
