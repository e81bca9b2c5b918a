/** Moves the open case into a cluster or out of it: one move at a time, its copying in the jobs process. */
import type { MoveOutcome, MoveProgress } from '@shared/contract/case-move';
import { EMBEDDED, type KeptCluster } from '@shared/contract/cluster';
import { CaseScopeError } from '@shared/model/errors';
import { moveCase } from '@electron/scheduler/case-move';
import type { CaseHost, WorkSettings } from './case-host';
import type { Tell } from './case-news';
import type { ClusterSecrets } from './cluster-secrets';
import type { JobsClient } from './jobs-client';

/** The window is told no more often. */
const TELL_MS = 100;

export interface MoverParts {
  readonly host: CaseHost;
  readonly jobs: JobsClient;
  readonly secrets: ClusterSecrets;
  readonly tell: Tell;
}

export class CaseMover {
  readonly #parts: MoverParts;
  #stop: AbortController | null = null;

  constructor(parts: MoverParts) {
    this.#parts = parts;
  }

  /**
   * Opens the case from its new place once it is there.
   * @param to null for the folder of the case
   * @throws CaseScopeError `wrong-use` while another move is under way, or the case is at work
   */
  async run(to: KeptCluster | null, work: WorkSettings): Promise<MoveOutcome> {
    if (this.#stop !== null) throw new CaseScopeError('wrong-use', 'The case is being moved.');
    const stop = new AbortController();
    this.#stop = stop;
    const { host, tell } = this.#parts;
    const { caseDir } = host.session;
    try {
      const outcome = await host.whileAtRest(() => this.#move(to, stop.signal));
      if (outcome.type === 'moved') await host.reopen(caseDir, work);
      return outcome;
    } finally {
      this.#stop = null;
      tell('moving', null);
    }
  }

  #move(to: KeptCluster | null, signal: AbortSignal): Promise<MoveOutcome> {
    const { host, jobs, secrets } = this.#parts;
    const { database, caseDir, store } = host.session;
    const secret = to === null ? null : secrets.of(to.connection);
    return moveCase(database, {
      ...{ caseDir, from: store, signal },
      to: to === null ? EMBEDDED : { type: 'cluster', ...to, secret },
      copy: (order, onProgress) => jobs.copyFile(order, onProgress, signal),
      onProgress: this.#telling(),
    });
  }

  #telling(): (progress: MoveProgress) => void {
    let toldMs = 0;
    return (progress) => {
      if (performance.now() - toldMs < TELL_MS) return;
      toldMs = performance.now();
      this.#parts.tell('moving', progress);
    };
  }

  cancel(): void {
    this.#stop?.abort();
  }
}
