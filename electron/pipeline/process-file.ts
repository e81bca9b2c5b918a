/**
 * The master task (product.md): one file through every phase of its operation, in one worker that does
 * not let go. It writes only files of its own; the main process publishes what they hold.
 */
import type { RunEnding, RunOrder } from '@shared/contract/order';
import { CaseScopeError, errorText } from '@shared/model/errors';
import type { EvidenceReader } from '@shared/model/evidence-reader';
import { type Phase, phasesOf } from '@shared/model/file-states';
import { fileId, generation, runId } from '@shared/model/ids';
import { detectionsPath, hitsPath, shardPath } from '@electron/store/case-paths';
import { openShard, type ShardReader } from '@electron/store/shard/shard-reader';
import { estimateEvents } from './estimate-phase';
import { openReaderFor, sniff } from './evidence-kind';
import { type OpenFile, openFile } from './file-source';
import { indexEvents } from './index-phase';
import { huntIocs } from './ioc-phase';
import { RunCancelled, type RunEnvironment } from './run-environment';
import { huntSigma } from './sigma-phase';

/** Never throws: whatever happens to the file is its ending. */
export function processFileComplete(order: RunOrder, environment: RunEnvironment): RunEnding {
  const run = new FileRun(order, environment);
  try {
    run.complete();
    return { type: 'completed' };
  } catch (error) {
    if (error instanceof RunCancelled) return { type: 'cancelled' };
    return { type: 'failed', phase: run.phase, reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof CaseScopeError) return error.message;
  return `An error of the program: ${errorText(error)}`;
}

class FileRun {
  phase: Phase;
  readonly #order: RunOrder;
  readonly #environment: RunEnvironment;
  readonly #shardPath: string;

  constructor(order: RunOrder, environment: RunEnvironment) {
    this.#order = order;
    this.#environment = environment;
    this.#shardPath = shardPath(order.caseDir, fileId(order.fileId), generation(order.generation));
    this.phase = phasesOf(order.operation)[0] ?? 'estimating';
  }

  complete(): void {
    const phases = phasesOf(this.#order.operation);
    if (phases.includes('indexing')) this.#index();
    const shard = openShard(this.#shardPath);
    try {
      if (phases.includes('sigmaHunting')) this.#sigma(shard);
      this.#iocs(shard);
    } finally {
      shard.close();
    }
  }

  #index(): void {
    const source = openFile(this.#order.path);
    try {
      this.#checkUnchanged(source);
      const reader = openReaderFor(this.#order.kind, source, this.#order.source);
      this.#readAll(reader);
    } finally {
      source.close();
    }
  }

  #readAll(reader: EvidenceReader): void {
    this.phase = 'estimating';
    const estimate = estimateEvents(reader, this.#order, this.#environment);
    this.#environment.phaseDone({ phase: 'estimating' });
    this.phase = 'indexing';
    const indexed = indexEvents(reader, estimate, this.#shardPath, this.#order, this.#environment);
    this.#environment.phaseDone({ phase: 'indexing', indexed });
  }

  /** Size, modification time and content type; the full hash is checked by `verify`, not on every run. */
  #checkUnchanged(source: OpenFile): void {
    const { sizeBytes, modifiedMs, kind } = this.#order;
    const same = source.sizeBytes === sizeBytes && source.modifiedMs === modifiedMs;
    if (same && sniff(source).kind === kind) return;
    throw new CaseScopeError(
      'evidence-changed',
      'The file was changed since it was added. Remove it from the case and add it again.',
    );
  }

  #sigma(shard: ShardReader): void {
    this.phase = 'sigmaHunting';
    const { caseDir, fileId: file, generation: number, run, rules } = this.#order;
    const target = detectionsPath(caseDir, fileId(file), generation(number), runId(run));
    const ruleSet = this.#environment.rules(rules);
    const hunted = huntSigma(shard, ruleSet, target, this.#order, this.#environment);
    this.#environment.phaseDone({ phase: 'sigmaHunting', hunted });
  }

  #iocs(shard: ShardReader): void {
    this.phase = 'iocHunting';
    const { caseDir, fileId: file, generation: number, run, indicators } = this.#order;
    const target = hitsPath(caseDir, fileId(file), generation(number), runId(run));
    const matcher = this.#environment.indicators(indicators);
    const hunted = huntIocs(shard, matcher, target, this.#order, this.#environment);
    this.#environment.phaseDone({ phase: 'iocHunting', hunted });
  }
}
