/**
 * The runs of a case in a cluster: each claims its file there before it begins, keeps the claim while it works, and
 * publishes in the cluster before the case's own database says so. What other laptops publish comes into it, too.
 */
import type { RunEnding, RunOrder } from '@shared/contract/order';
import { errorText } from '@shared/model/errors';
import type { EvidenceFile, Published } from '@shared/model/evidence-file';
import { type Operation, phasesOf } from '@shared/model/file-states';
import { type FileId, generation, type Generation, type RunId, runId } from '@shared/model/ids';
import type { CaseDatabase } from '@electron/store/case/case-database';
import { isInCluster } from '@electron/store/case/kept-cluster';
import type { Book } from '@electron/store/cluster/book';
import { type Claim, type ClusterBooks, LEASE_MS } from '@electron/store/cluster/books';
import { adoptBook } from './adopt-book';
import { Removals } from './removals';

/** Well before a claim ends. */
const RENEW_MS = LEASE_MS / 3;
/** Others' results are seen after this, and what is replaced stays for longer. */
const LOOK_MS = 10_000;

/** What became of a run that was to begin. */
export type Begun =
  | {
      readonly type: 'begun';
      readonly taken: { readonly generation: Generation; readonly run: RunId };
    }
  /** Another laptop is at work on the file, or the cluster does not answer. */
  | { readonly type: 'refused'; readonly reason: string }
  /** Another laptop has published it; it is in the case's database now. */
  | { readonly type: 'published' };

const CLOSED: Begun = { type: 'refused', reason: 'The case was closed.' };

export interface ClusterListener {
  /** The results of a file are others now. */
  onPublished(id: FileId): void;
  /** The cluster did not do what it was asked, in words for the examiner. */
  onTrouble(text: string): void;
}

export class ClusterRuns {
  readonly #database: CaseDatabase;
  readonly #books: ClusterBooks;
  readonly #listener: ClusterListener;
  readonly #claims = new Map<number, Claim>();
  /** Endings that are being told to the cluster, by the evidence's hash: the next run over it waits for them. */
  readonly #ending = new Map<string, Promise<void>>();
  readonly #removals: Removals;
  readonly #timers: readonly NodeJS.Timeout[];
  /** Of the last change of a book that was seen. */
  #seen = -1;
  #looking: Promise<void> | null = null;
  #nextLook: Promise<void> | null = null;
  /** Files of which something is to be removed in a while. */
  readonly #untidy = new Set<string>();
  #tidying: Promise<void> | null = null;
  #closed = false;

  constructor(database: CaseDatabase, books: ClusterBooks, listener: ClusterListener) {
    this.#database = database;
    this.#books = books;
    this.#listener = listener;
    this.#removals = new Removals(database, books, {
      onKept: (book) => {
        if (this.#isHere) this.#adopt(book);
      },
      onTrouble: (text) => listener.onTrouble(text),
    });
    this.#timers = [
      setInterval(() => this.#renew(), RENEW_MS).unref(),
      setInterval(() => void this.look().catch(complain), LOOK_MS).unref(),
    ];
  }

  /** Where the case was closed, or has left this place, what is answered then changes nothing of it. */
  get #isHere(): boolean {
    return !this.#closed && isInCluster(this.#database, this.#books.clusterCase);
  }

  /** Never throws: a trouble is a refusal. */
  async begin(file: EvidenceFile, operation: Operation): Promise<Begun> {
    const owner = file.cluster?.owner ?? null;
    if (owner !== null && phasesOf(operation).includes('indexing'))
      return {
        type: 'refused',
        reason: `The evidence is on ${owner}. Read it there, or add it here.`,
      };
    try {
      const sha256 = file.hashes?.sha256 ?? '';
      await this.#ending.get(sha256);
      await this.#removals.before(sha256);
      const claimed = await this.#books.claim(file, operation, file.published === null);
      if (claimed.type === 'taken') return { type: 'refused', reason: takenText(claimed.book) };
      if (claimed.type === 'published') {
        if (!this.#isHere) return CLOSED;
        this.#adopt(claimed.book);
        return { type: 'published' };
      }
      return this.#hold(file, claimed.claim);
    } catch (error) {
      return { type: 'refused', reason: errorText(error) };
    }
  }

  #hold(file: EvidenceFile, claim: Claim): Begun {
    const { book } = claim.read;
    if (!this.#isHere) {
      void this.#books.giveBack(claim).catch(complain);
      return CLOSED;
    }
    this.#claims.set(file.id, claim);
    // Hunts read what is published there, whoever published it last.
    this.#adopt(book);
    const number = book.claim?.number ?? 0;
    return { type: 'begun', taken: { generation: generation(number), run: runId(number) } };
  }

  /** The claim is not needed after all. */
  giveBack(id: FileId): void {
    const claim = this.#claims.get(id);
    this.#claims.delete(id);
    if (claim !== undefined) this.#end(claim, this.#books.giveBack(claim));
  }

  /**
   * Tells the cluster how a run ended.
   * @param published what it comes to where it completed
   * @returns how it ended after that: nothing is completed that could not be published
   */
  async settle(
    { fileId: id }: Pick<RunOrder, 'fileId'>,
    ending: RunEnding,
    published: { readonly result: Published; readonly sourceLabel: string } | null,
  ): Promise<RunEnding> {
    const claim = this.#claims.get(id);
    this.#claims.delete(id);
    if (claim === undefined) return ending;
    if (ending.type !== 'completed' || published === null) {
      this.#end(claim, this.#books.release(claim));
      return ending;
    }
    try {
      await this.#books.publish(claim, published.result, published.sourceLabel);
      return ending;
    } catch (error) {
      this.#end(claim, this.#books.release(claim));
      return { type: 'failed', phase: 'iocHunting', reason: errorText(error) };
    }
  }

  /** Takes the files out of the case for every laptop that `keepRemoval` was told of. Resolves when each was tried. */
  remove(): Promise<void> {
    return this.#removals.goOn().catch(complain);
  }

  #end({ read }: Claim, work: Promise<void>): void {
    const { sha256 } = read.book;
    const done = work.catch(complain).finally(() => {
      if (this.#ending.get(sha256) === done) this.#ending.delete(sha256);
    });
    this.#ending.set(sha256, done);
  }

  #renew(): void {
    // One that is lost is told when its run ends.
    for (const claim of this.#claims.values()) void this.#books.renew(claim).catch(complain);
  }

  /**
   * Brings in what other laptops published, and removes what was replaced a while ago. It begins after it was asked
   * for: one that is under way may have been answered before.
   */
  look(): Promise<void> {
    if (this.#looking === null) return this.#beginLook();
    this.#nextLook ??= this.#looking
      .catch(() => undefined)
      .then(() => {
        this.#nextLook = null;
        return this.#beginLook();
      });
    return this.#nextLook;
  }

  #beginLook(): Promise<void> {
    this.#looking = this.#lookOnce().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #lookOnce(): Promise<void> {
    if (!this.#isHere) return;
    void this.remove();
    const { books, last } = await this.#books.changed(this.#seen);
    if (!this.#isHere) return;
    this.#seen = last;
    // What was published here meanwhile is not taken back by an answer that is older.
    for (const told of books) if (!this.#books.isOvertaken(told)) this.#adopt(told.book);
    for (const { book } of books) if (book.tidyAt !== null) this.#untidy.add(book.sha256);
    this.#tidying ??= this.#tidy()
      .catch(complain)
      .finally(() => {
        this.#tidying = null;
      });
  }

  /** One file after the other, and nobody waits for it: it may take as long as writing did. */
  async #tidy(): Promise<void> {
    for (const sha256 of this.#untidy) {
      if (this.#closed) return;
      if (await this.#books.tidy(sha256)) this.#untidy.delete(sha256);
    }
  }

  #adopt(book: Book): void {
    const changed = adoptBook(this.#database, book, this.#books.laptop);
    if (changed !== null) this.#listener.onPublished(changed);
  }

  /** Gives all claims back; `settled` tells when the cluster knows. */
  close(): void {
    this.#closed = true;
    this.#removals.close();
    for (const timer of this.#timers) clearInterval(timer);
    for (const id of [...this.#claims.keys()]) this.giveBack(id as FileId);
    void this.settled().then(() => this.#books.close());
  }

  /** When the cluster knows how everything ended. */
  async settled(): Promise<void> {
    await this.#tidying;
    while (this.#ending.size > 0) await Promise.all(this.#ending.values());
    await this.#removals.settled();
  }
}

const complain = (error: unknown): void => {
  process.stderr.write(`cluster: ${errorText(error)}\n`);
};

function takenText({ claim }: Book): string {
  const until = claim === null ? '' : new Date(claim.until).toISOString().slice(11, 19);
  const by = claim?.laptop.name ?? 'Another laptop';
  return `${by} is at work on this file, for now until ${until} UTC. Run it again when it is done.`;
}
