/** What a run is given by the process it runs in. */
import type { FileStatus, PhaseResult } from '@shared/contract/order';
import type { IndicatorMatcher } from '@shared/ioc/indicator-matcher';
import type { RuleSet } from '@shared/sigma/rule-set';
import type { PackReference } from '@shared/contract/order';

export interface RunEnvironment {
  /** True once the run was cancelled; polled with every `progress`. */
  isCancelled(): boolean;
  /** Said often; the environment thins it out. */
  progress(status: FileStatus): void;
  /** Said often while the store is waited for. @param trouble why a cluster does not answer; null where it is at work */
  waits(trouble: string | null): void;
  /** Said once at each phase's end, always delivered. */
  phaseDone(result: PhaseResult): void;
  rules(pack: PackReference): RuleSet;
  indicators(pack: PackReference): IndicatorMatcher;
}

/** Thrown through a phase when its run is cancelled; caught where the run began. */
export class RunCancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'RunCancelled';
  }
}

/** Counts steps and passes every `every`-th on, with a chance to stop. */
export class StepCounter {
  readonly #environment: RunEnvironment;
  readonly #status: Omit<FileStatus, 'done' | 'type'>;
  readonly #every: number;
  #steps = 0;

  constructor(environment: RunEnvironment, status: Omit<FileStatus, 'done' | 'type'>, every = 256) {
    this.#environment = environment;
    this.#status = status;
    this.#every = every;
    this.report(0);
  }

  /** @throws RunCancelled */
  step(done: number): void {
    if (++this.#steps % this.#every === 0) this.report(done);
  }

  /** @throws RunCancelled */
  report(done: number): void {
    if (this.#environment.isCancelled()) throw new RunCancelled();
    const total = Math.max(this.#status.total, done);
    this.#environment.progress({ ...this.#status, type: 'status', done, total });
  }
}
