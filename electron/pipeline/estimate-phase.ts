/** Estimating: how much there is to read, from chunk headers and line counts. */
import type { RunOrder } from '@shared/contract/order';
import type { Estimate, EvidenceReader } from '@shared/model/evidence-reader';
import { type RunEnvironment, StepCounter } from './run-environment';

/** Readers step every chunk header or megabyte of lines. */
const STEP_BLOCKS = 16;

export function estimateEvents(
  reader: EvidenceReader,
  order: RunOrder,
  environment: RunEnvironment,
): Estimate {
  const status = { fileId: order.fileId, state: 'estimating', total: 0, unit: 'records' } as const;
  const steps = new StepCounter(environment, status, STEP_BLOCKS);
  const estimate = reader.estimate(() => steps.step(0));
  steps.report(0);
  return estimate;
}
