/** Indexing: every record of the file into a new generation of its events. */
import type { Indexed, RunOrder } from '@shared/contract/order';
import type { Estimate, EvidenceReader } from '@shared/model/evidence-reader';
import type { GenerationWriter } from '@electron/store/event-store';
import { keptRecord } from './kept-names';
import { type RunEnvironment, StepCounter } from './run-environment';

export function indexEvents(
  reader: EvidenceReader,
  estimate: Estimate,
  writer: GenerationWriter,
  order: RunOrder,
  environment: RunEnvironment,
): Indexed {
  try {
    const { fileId } = order;
    const steps = new StepCounter(environment, { fileId, state: 'indexing', ...estimate });
    for (const parsed of reader.records(() => steps.report(reader.done()))) {
      if (parsed.type === 'event') writer.add(keptRecord(parsed.event));
      else writer.addFlaw(parsed.flaw);
      steps.step(reader.done());
    }
    steps.report(reader.done());
  } catch (error) {
    writer.abandon();
    throw error;
  }
  const integrity = reader.integrity();
  const { summary, outline } = writer.finish();
  return { ...summary, sourceLabel: reader.sourceLabel, integrity, outline };
}
