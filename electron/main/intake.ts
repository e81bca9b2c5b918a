/** Evidence on its way into the open case: paths are written down, then examined in the jobs process. */
import type { AddedEvidence } from '@shared/contract/evidence-views';
import type { Examined } from '@electron/pipeline/intake/examine';
import type { CaseSession } from '@electron/scheduler/case-session';
import type { PendingPath } from '@electron/store/case/pending-intake';
import type { JobsClient } from './jobs-client';

interface Running {
  /** Aborted when the case is closed: nothing of it may be touched after that. */
  readonly stop: AbortController;
  examined: number;
}

export class Intake {
  readonly #jobs: JobsClient;
  readonly #onChange: () => void;
  readonly #running = new Set<Running>();

  constructor(jobs: JobsClient, onChange: () => void) {
    this.#jobs = jobs;
    this.#onChange = onChange;
  }

  /** Files examined so far by what is under way; null while nothing is. */
  get examined(): number | null {
    if (this.#running.size === 0) return null;
    return [...this.#running].reduce((sum, { examined }) => sum + examined, 0);
  }

  /**
   * Books each file below the paths as it is found. What a quit, a crash or a closed case leaves
   * unexamined stays written down, to be gone on with when the case is opened next.
   */
  add(session: CaseSession, paths: readonly string[]): Promise<AddedEvidence> {
    return this.#take(session, session.database.pendingIntake.book(paths));
  }

  /** Goes on with what was left; null where nothing was. */
  goOn(session: CaseSession): Promise<AddedEvidence> | null {
    const left = session.database.pendingIntake.all();
    return left.length === 0 ? null : this.#take(session, left);
  }

  async #take(session: CaseSession, pending: readonly PendingPath[]): Promise<AddedEvidence> {
    const counts = { accepted: 0, duplicates: 0, skipped: 0 };
    const running: Running = { stop: new AbortController(), examined: 0 };
    const { signal } = running.stop;
    const onExamined = (examined: Examined): void => {
      if (signal.aborted) return;
      counts[session.intake.add(examined).outcome]++;
      running.examined++;
    };
    this.#running.add(running);
    this.#onChange();
    try {
      const paths = pending.map(({ path }) => path);
      await this.#jobs.examine(session.caseDir, paths, onExamined, signal);
    } finally {
      this.#running.delete(running);
      if (!signal.aborted) session.database.pendingIntake.ended(pending);
      this.#onChange();
    }
    return counts;
  }

  /** The case is about to be closed. */
  stop(): void {
    for (const { stop } of this.#running) stop.abort();
  }
}
