/** What went wrong with a cluster, thrown. */
import { CaseScopeError } from '@shared/model/errors';
import type { ClusterTrouble } from './line-protocol';

/** A trouble of the cluster: whether the same call may go well later. */
export class ClusterError extends CaseScopeError {
  readonly isPassing: boolean;

  constructor({ code, message, isPassing }: ClusterTrouble) {
    super(code, message);
    this.isPassing = isPassing;
  }
}
