/** Indexing: every record of the file into a new generation of its shard. */
import type { Indexed, RunOrder } from '@shared/contract/order';
import type { Estimate, EvidenceReader } from '@shared/model/evidence-reader';
import { ShardWriter } from '@electron/store/shard/shard-writer';
import { type RunEnvironment, StepCounter } from './run-environment';

export function indexEvents(
  reader: EvidenceReader,
  estimate: Estimate,
  shardPath: string,
  order: RunOrder,
  environment: RunEnvironment,
): Indexed {
  const { fileId } = order;
  const steps = new StepCounter(environment, { fileId, state: 'indexing', ...estimate });
  const shard = new ShardWriter(shardPath, reader.documentKind);
  try {
    for (const parsed of reader.records(() => steps.report(reader.done()))) {
      if (parsed.type === 'event') shard.add(parsed.event);
      else shard.addFlaw(parsed.flaw);
      steps.step(reader.done());
    }
    steps.report(reader.done());
  } catch (error) {
    shard.abandon();
    throw error;
  }
  return { ...shard.finish(), sourceLabel: reader.sourceLabel };
}
