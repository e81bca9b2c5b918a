/**
 * The thread a file is processed in. It may hang in a hostile pattern or run out of memory; the outer
 * thread of the process then ends it.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { FileStatus, PackReference, RunOrder } from '@shared/contract/order';
import { IndicatorMatcher } from '@shared/ioc/indicator-matcher';
import type { RuleSet } from '@shared/sigma/rule-set';
import { rulesOfPack } from '@electron/pipeline/compiled-rules';
import { readIndicatorPack } from '@electron/pipeline/packs';
import { processFileComplete } from '@electron/pipeline/process-file';
import type { RunEnvironment } from '@electron/pipeline/run-environment';
import { lockErrorCount } from '@electron/store/sqlite';
import { CELL, type ThreadReport, type ThreadStart } from './thread-protocol';

/** At most ten statuses a second; the latest wins. */
const STATUS_INTERVAL_MS = 100;

const { cells: shared } = workerData as ThreadStart;
const cells = new Int32Array(shared);
const say = (report: ThreadReport): void => parentPort?.postMessage(report);

/** The last compiled pack of a kind is kept: most files of a case are hunted with the same one. */
class LastPack<Compiled> {
  readonly #compile: (pack: PackReference) => Compiled;
  #hash = '';
  #compiled: Compiled | undefined;

  constructor(compile: (pack: PackReference) => Compiled) {
    this.#compile = compile;
  }

  get(pack: PackReference): Compiled {
    if (this.#compiled === undefined || this.#hash !== pack.hash) {
      this.#compiled = this.#compile(pack);
      this.#hash = pack.hash;
    }
    return this.#compiled;
  }
}

const rules = new LastPack<RuleSet>(rulesOfPack);
const indicators = new LastPack<IndicatorMatcher>(
  (pack) => new IndicatorMatcher(readIndicatorPack(pack).indicators),
);

class ThreadEnvironment implements RunEnvironment {
  readonly #fileId: number;
  #lastStatusAt = 0;
  #last: FileStatus | null = null;

  constructor(fileId: number) {
    this.#fileId = fileId;
  }

  isCancelled(): boolean {
    return Atomics.load(cells, CELL.cancel) === 1;
  }

  progress(status: FileStatus): void {
    Atomics.add(cells, CELL.progress, 1);
    Atomics.store(cells, CELL.lockErrors, lockErrorCount());
    const now = performance.now();
    const due =
      now - this.#lastStatusAt >= STATUS_INTERVAL_MS || status.state !== this.#last?.state;
    if (!due) return;
    this.#lastStatusAt = now;
    this.#last = status;
    say(status);
  }

  waits(trouble: string | null): void {
    Atomics.add(cells, CELL.progress, 1);
    const text = trouble ?? undefined;
    if (this.#last === null || text === this.#last.waitsFor) return;
    this.#last = { ...this.#last, waitsFor: text };
    say(this.#last);
  }

  phaseDone(result: Parameters<RunEnvironment['phaseDone']>[0]): void {
    say({ type: 'phaseDone', fileId: this.#fileId, result });
  }

  rules(pack: PackReference): RuleSet {
    return rules.get(pack);
  }

  indicators(pack: PackReference): IndicatorMatcher {
    return indicators.get(pack);
  }
}

parentPort?.on('message', (order: RunOrder) => {
  const ending = processFileComplete(order, new ThreadEnvironment(order.fileId));
  Atomics.store(cells, CELL.lockErrors, lockErrorCount());
  say({ type: 'ended', fileId: order.fileId, ending });
});
