/** SIGMA hunting and IOC hunting: a hunter over every event of a generation, into its sidecar. */
import type { PhaseResult, RunOrder } from '@shared/contract/order';
import type { EventStore, StoredGeneration } from '@electron/store/event-store';
import type { Hunter } from './hunter';
import { type RunEnvironment, StepCounter } from './run-environment';

/** @throws RunCancelled, and leaves no sidecar then */
export function hunt<Match, Counts>(
  hunter: Hunter<Match, Counts>,
  store: EventStore,
  generation: StoredGeneration,
  { fileId }: RunOrder,
  environment: RunEnvironment,
): PhaseResult {
  const { count: total } = generation;
  const status = { fileId, state: hunter.phase, total, unit: 'events' } as const;
  const steps = new StepCounter(environment, status);
  const sidecar = hunter.sidecar(store);
  try {
    hunter.hunt(
      generation,
      (event, match) => sidecar.add(event, match),
      (done) => steps.report(done),
    );
    steps.report(total);
  } catch (error) {
    sidecar.abandon();
    throw error;
  }
  return hunter.result(sidecar.finish(hunter.provenance));
}
