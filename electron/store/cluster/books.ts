/** The books of a case in the cluster: who is at work on which file, and what is published of it. */
import type { ClusterPlace } from '@shared/contract/cluster';
import { CaseScopeError, errorText } from '@shared/model/errors';
import type { EvidenceFile, Published } from '@shared/model/evidence-file';
import type { Operation } from '@shared/model/file-states';
import type { Removal } from '../case/kept-removals';
import { BOOK, type Book, bookedOf, evidenceOf, lastNumberOf, type Laptop, publishedParts, type ReadBook, type ToldBook } from './book'; // prettier-ignore
import { BookDocuments, START_PATIENCE_MS } from './book-documents';
import { BookShelf, MOST_RACES } from './book-shelf';
import { ClusterCalls } from './cluster-calls';
import { ClusterClock } from './cluster-clock';
import { removeOld } from './part-removal';

/** A claim that is not renewed for so long is over: its laptop is gone, or cut off. */
export const LEASE_MS = 60_000;
/** How long a passing trouble is waited for where work would be lost. */
const END_PATIENCE_MS = 5 * 60_000;
/** Every laptop looks at the books more often than this; then nobody reads what was replaced. */
const GRACE_MS = 30_000;
/** What an index that is away still has is looked at again after this. */
const LATER_MS = 10 * 60_000;

export type Claimed =
  | { readonly type: 'claimed'; readonly claim: Claim }
  /** Another laptop is at work on it, or it is published by one: `book` tells by whom and what. */
  | { readonly type: 'taken'; readonly book: Book }
  | { readonly type: 'published'; readonly book: Book };

export type Removed =
  /** Nobody sees it any more. `left`: why its events are still there; null where they are gone. */
  | { readonly type: 'out'; readonly left: string | null }
  | { readonly type: 'kept'; readonly reason: string };
const OUT: Removed = { type: 'out', left: null };

/** A file that is this laptop's for a while, with its book as it was written last. */
export interface Claim {
  read: ReadBook;
  /** Changes of one book wait for each other. */
  last: Promise<unknown>;
}

export class ClusterBooks {
  readonly laptop: Laptop;
  /** Name of the case in the cluster. */
  readonly clusterCase: string;
  readonly #calls: ClusterCalls;
  readonly #clock: ClusterClock;
  readonly #shelf: BookShelf;

  /** @param name of the case, where it is made there */
  constructor(place: ClusterPlace, laptop: Laptop, name: string) {
    this.laptop = laptop;
    this.clusterCase = place.clusterCase;
    this.#calls = new ClusterCalls(place);
    this.#clock = new ClusterClock(this.#calls);
    this.#shelf = new BookShelf(new BookDocuments(this.#calls, place.clusterCase), {
      ...{ clusterCase: place.clusterCase, name, madeBy: laptop.name },
    });
  }

  /** @param isFresh nothing of it is published here: where another laptop has published it, it is not read again */
  async claim(file: EvidenceFile, operation: Operation, isFresh: boolean): Promise<Claimed> {
    await this.#shelf.opened();
    const sha256 = file.hashes?.sha256 ?? '';
    const evidence = evidenceOf(file, this.laptop);
    for (let races = 0; races < MOST_RACES; races++) {
      const now = await this.#clock.now();
      const read = await this.#shelf.book(sha256);
      if (read !== null && isOfAnother(read.book, this.laptop, now)) return { type: 'taken', book: read.book }; // prettier-ignore
      if (read !== null && isFresh && read.book.published !== null) return { type: 'published', book: read.book }; // prettier-ignore
      const known = read?.book ?? (await this.#shelf.newBook(sha256, evidence));
      const leftOver = known.claim !== null;
      const number = nextNumberOf(known, file);
      const claim = { laptop: this.laptop, until: now + LEASE_MS, operation, number };
      const book = {
        ...known,
        ...{ claim, nextNumber: number + 1 },
        // Its laptop may still be writing: looked at once more at the end.
        tidyAt: leftOver ? now : known.tidyAt,
      };
      const written = await this.#shelf.write(book, read);
      if (written === null) continue;
      const claimed = { read: written, last: Promise.resolve() };
      // What a run that was never ended has left, nobody could see.
      if (leftOver) {
        await this.#removeOld(claimed, number - 1);
        await this.renew(claimed);
      }
      return { type: 'claimed', claim: claimed };
    }
    throw changesAllTheTime();
  }

  /** For another while. @throws CaseScopeError `claim-lost` */
  renew(claim: Claim): Promise<void> {
    return this.#change(claim, START_PATIENCE_MS, (book, now) =>
      book.claim === null ? book : { ...book, claim: { ...book.claim, until: now + LEASE_MS } },
    );
  }

  /** The one step in which what a run found takes the place of what was there. @throws CaseScopeError `claim-lost` */
  publish(claim: Claim, published: Published, sourceLabel: string): Promise<void> {
    return this.#change(claim, END_PATIENCE_MS, (book, now) => ({
      ...book,
      ...{ published: bookedOf(published), removedBy: null, sourceLabel, claim: null },
      tidyAt: book.published !== null || book.tidyAt !== null ? now + GRACE_MS : null,
    }));
  }

  /** After a run that ended in vain: what it wrote goes at once, as nobody could see it. */
  async release(claim: Claim): Promise<void> {
    const { book } = claim.read;
    let isDone = false;
    try {
      isDone = await this.#removeOld(claim, book.claim?.number ?? 0);
    } finally {
      // Whatever it was: nobody has to wait for the file until the claim is over.
      await this.#change(claim, START_PATIENCE_MS, (one, now) => ({
        ...{ ...one, claim: null, tidyAt: isDone ? null : now + LATER_MS },
      }));
    }
  }

  /** For a file given back to the queue: its claim ends, what its run left goes with the next one. */
  async giveBack(claim: Claim): Promise<void> {
    await this.#change(claim, 0, (book, now) => ({ ...book, claim: null, tidyAt: now }));
  }

  /** For a claim under which nothing was written. */
  async letGo(claim: Claim): Promise<void> {
    await this.#change(claim, START_PATIENCE_MS, (book) => ({ ...book, claim: null }));
  }

  /** Removes what was replaced, once its time has come. @returns false where that is later */
  async tidy(sha256: string): Promise<boolean> {
    const [read, now] = [await this.#shelf.book(sha256), await this.#clock.now()];
    // Whoever is at work on the file sees to it at the end.
    if (read === null || read.book.tidyAt === null || isAtWork(read.book, now)) return true;
    if (read.book.tidyAt > now) return false;
    const mine = { ...read.book, claim: this.#tidyClaim(read.book, now) };
    const claimed = await this.#shelf.write(mine, read);
    if (claimed === null) return true;
    const mineNow = { read: claimed, last: Promise.resolve() };
    await this.release(mineNow);
    return mineNow.read.book.tidyAt === null;
  }

  /** With the last number that was given: whoever comes next has a higher one. */
  #tidyClaim({ nextNumber }: Book, now: number): NonNullable<Book['claim']> {
    const number = nextNumber - 1;
    return { laptop: this.laptop, until: now + LEASE_MS, number, operation: 'ioc_only' };
  }

  /**
   * Removes what is not published of a file, a step at a time, as long as the claim holds.
   * @param last number of what may go: not of what is being written
   */
  async #removeOld(claim: Claim, last: number): Promise<boolean> {
    const { book } = claim.read;
    const old = { sha256: book.sha256, last, published: publishedParts(book) };
    const renew = (): Promise<void> => this.renew(claim);
    await renew();
    return removeOld(this.#calls, this.clusterCase, old, renew);
  }

  #change(
    claim: Claim,
    patienceMs: number,
    change: (book: Book, now: number) => Book,
  ): Promise<void> {
    const work = async (): Promise<void> => {
      const book = change(claim.read.book, await this.#clock.now());
      const written = await this.#shelf.write(book, claim.read, patienceMs);
      claim.read = written ?? (await this.#requireSame(book));
    };
    const done = claim.last.then(work, work);
    claim.last = done.catch(() => undefined);
    return done;
  }

  /** A change whose answer was lost on the way is there; any other was made by somebody else. */
  async #requireSame(wanted: Book): Promise<ReadBook> {
    const there = await this.#shelf.book(wanted.sha256);
    if (there !== null && JSON.stringify(there.book) === JSON.stringify(BOOK.parse(wanted))) return there; // prettier-ignore
    const by =
      there?.book.claim?.laptop.name ?? there?.book.evidence.laptop.name ?? 'Another laptop';
    throw new CaseScopeError(
      'claim-lost',
      `${by} has taken this file over, because this laptop was cut off from the cluster for too long.`,
    );
  }

  /** As it is now. Null where the cluster has none. */
  async book(sha256: string): Promise<Book | null> {
    await this.#shelf.opened();
    return (await this.#shelf.book(sha256))?.book ?? null;
  }

  /** Makes the case in the cluster where it is not there: one that is may be read-only. @throws CaseScopeError `case-newer` */
  open(): Promise<void> {
    return this.#shelf.open();
  }

  /** As the shelf has it. */
  async changed(after: number): ReturnType<BookShelf['changed']> {
    await this.#shelf.opened();
    return this.#shelf.changed(after);
  }

  /** As the shelf has it. */
  isOvertaken(told: ToldBook): boolean {
    return this.#shelf.isOvertaken(told);
  }

  /** Of some books, those that another laptop is at work on. */
  async takenByOthers(books: readonly Book[]): Promise<readonly Book[]> {
    const now = await this.#clock.now();
    return books.filter((book) => isOfAnother(book, this.laptop, now));
  }

  /** Takes a file out of the case, for every laptop, in one step; its events go after it. */
  async remove({
    sha256,
    generation: seen,
  }: Pick<Removal, 'sha256' | 'generation'>): Promise<Removed> {
    await this.#shelf.opened();
    for (let races = 0; races < MOST_RACES; races++) {
      const [read, now] = [await this.#shelf.book(sha256, 0), await this.#clock.now()];
      if (read === null || (read.book.published === null && read.book.claim === null)) return OUT;
      const { book } = read;
      if (isOfAnother(book, this.laptop, now))
        return { type: 'kept', reason: `${book.claim?.laptop.name} is at work on it.` };
      if (book.published !== null && book.published.generation !== seen)
        return { type: 'kept', reason: 'it was read anew since.' };
      const out = {
        ...{ ...book, claim: this.#tidyClaim(book, now), tidyAt: now },
        ...{ published: null, removedBy: this.laptop.name },
      };
      const written = await this.#shelf.write(out, read, 0);
      if (written !== null) return this.#removeEvents({ read: written, last: Promise.resolve() });
    }
    throw changesAllTheTime();
  }

  /** Where they cannot be removed now, they are later. */
  async #removeEvents(claim: Claim): Promise<Removed> {
    try {
      await this.release(claim);
      return OUT;
    } catch (error) {
      return { type: 'out', left: errorText(error) };
    }
  }

  close(): void {
    this.#calls.close();
  }
}

/** A file that was moved here has numbers that no book gave. */
const nextNumberOf = ({ nextNumber }: Book, { published }: EvidenceFile): number =>
  Math.max(nextNumber, published === null ? 1 : lastNumberOf(published) + 1);

const isAtWork = ({ claim }: Book, nowMs: number): boolean => claim !== null && claim.until > nowMs;

const isOfAnother = (book: Book, { id }: Laptop, nowMs: number): boolean =>
  book.claim?.laptop.id !== id && isAtWork(book, nowMs);

const changesAllTheTime = (): CaseScopeError =>
  new CaseScopeError('cluster-refused', 'The book of this file changes all the time.');
