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
  const { fileId, sizeBytes: total } = order;
  const status = { fileId, state: 'estimating', total, unit: 'bytes' } as const;
  const steps = new StepCounter(environment, status, STEP_BLOCKS);
  const estimate = reader.estimate((doneBytes) => steps.step(doneBytes));
  steps.report(total);
  return estimate;
}

/** A record of a JSON array or of a compressed file, about; shorter ones only make for more of them. */
const USUAL_RECORD_BYTES = 1_000;

/** Events there will be, about. */
export const eventsAbout = ({ total, unit }: Estimate): number =>
  unit === 'bytes' ? Math.ceil(total / USUAL_RECORD_BYTES) : total;
