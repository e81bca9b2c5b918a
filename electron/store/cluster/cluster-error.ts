/** What went wrong with a cluster, thrown. */
import { CaseScopeError } from '@shared/model/errors';
import type { ClusterTrouble } from './line-protocol';

/** A trouble of the cluster: whether the same call may go well later, and whether it is of one index only. */
export class ClusterError extends CaseScopeError {
  readonly isPassing: boolean;
  readonly isOfIndex: boolean;

  constructor({ code, message, isPassing, isOfIndex = false }: ClusterTrouble) {
    super(code, message);
    this.isPassing = isPassing;
    this.isOfIndex = isOfIndex;
  }
}
