/** The two directions of a move, as its run over the files sees them (case-move.ts). */
import type { Copied } from '@shared/contract/case-move';
import type { ClusterFile } from '@shared/contract/cluster';
import { CaseScopeError } from '@shared/model/errors';
import type { EvidenceFile } from '@shared/model/evidence-file';
import type { MoveTarget } from '@electron/store/case/kept-move';
import { type Claim, type ClusterBooks, LEASE_MS } from '@electron/store/cluster/books';

/** Null where it was given up. @param file what it goes by in the cluster */
export type CopyTo = (file: ClusterFile) => Promise<Copied | null>;

export interface MoveEnd {
  readonly target: MoveTarget;
  /** @throws CaseScopeError where the move cannot begin, or go on */
  open(): Promise<void>;
  /** Whether the copy of a file that was verified is still there. */
  isThere(file: EvidenceFile): boolean;
  /** Nobody else is at work on the file meanwhile. */
  move(file: EvidenceFile, copy: CopyTo): Promise<Copied | null>;
  /**
   * Everything is verified: the case is in the new place from here on, and the old one is given up.
   * @returns what is left there, and why; null where nothing is
   */
  finish(): Promise<string | null>;
  close(): void;
}

/** @throws CaseScopeError `wrong-use` where another laptop is at work on it */
export async function claimToMove(books: ClusterBooks, file: EvidenceFile): Promise<Claim> {
  const claimed = await books.claim(file, 'full', false);
  if (claimed.type === 'claimed') return claimed.claim;
  throw new CaseScopeError(
    'wrong-use',
    `${claimed.book.claim?.laptop.name ?? 'Another laptop'} is at work on this file. Move the case when it is done.`,
  );
}

/** Keeps a claim for as long as something takes. */
export async function whileClaimed<Answer>(
  books: ClusterBooks,
  claim: Claim,
  work: () => Promise<Answer>,
): Promise<Answer> {
  // One that is lost is told when it ends.
  const renew = (): void => void books.renew(claim).catch(() => undefined);
  const timer = setInterval(renew, LEASE_MS / 3);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
