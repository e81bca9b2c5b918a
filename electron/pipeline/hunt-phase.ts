/** SIGMA hunting and IOC hunting: a hunter over every event of a generation, into its sidecar. */
import type { PhaseResult, RunOrder } from '@shared/contract/order';
import type { StoredGeneration } from '@electron/store/event-store';
import type { Hunter } from './hunter';
import { type RunEnvironment, StepCounter } from './run-environment';

/** A rule may be slow on an event; the flag and the heartbeat are looked after more often here. */
const STEP_EVENTS = 64;

/** @throws RunCancelled, and leaves no sidecar then */
export function hunt<Match, Counts>(
  hunter: Hunter<Match, Counts>,
  generation: StoredGeneration,
  { fileId }: RunOrder,
  environment: RunEnvironment,
): PhaseResult {
  const { count: total } = generation;
  const status = { fileId, state: hunter.phase, total, unit: 'events' } as const;
  const steps = new StepCounter(environment, status, STEP_EVENTS);
  const sidecar = hunter.sidecar();
  try {
    for (const event of generation.events()) {
      for (const match of hunter.match(event, generation)) sidecar.add(event.index, match);
      steps.step(event.index + 1);
    }
    steps.report(total);
  } catch (error) {
    sidecar.abandon();
    throw error;
  }
  return hunter.result(sidecar.finish(hunter.provenance));
}
