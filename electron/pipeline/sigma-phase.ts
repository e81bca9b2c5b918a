/** SIGMA hunting: every rule over every event of a generation, into a detections sidecar. */
import type { RunOrder, SigmaHunted } from '@shared/contract/order';
import type { RuleSet } from '@shared/sigma/rule-set';
import type { ShardReader } from '@electron/store/shard/shard-reader';
import { DetectionsWriter } from '@electron/store/sidecar/detections';
import { type RunEnvironment, StepCounter } from './run-environment';

/** A rule may be slow on an event; the flag and the heartbeat are looked after more often here. */
const STEP_EVENTS = 64;

export function huntSigma(
  shard: ShardReader,
  rules: RuleSet,
  detectionsPath: string,
  order: RunOrder,
  environment: RunEnvironment,
): SigmaHunted {
  const { fileId } = order;
  const status = { fileId, state: 'sigmaHunting', total: shard.count, unit: 'events' } as const;
  const steps = new StepCounter(environment, status, STEP_EVENTS);
  const detections = new DetectionsWriter(detectionsPath);
  try {
    for (const event of shard.events()) {
      for (const match of rules.match(event)) detections.add(event.index, match);
      steps.step(event.index + 1);
    }
    steps.report(shard.count);
  } catch (error) {
    detections.abandon();
    throw error;
  }
  return detections.finish({ rulePack: order.rules.hash, rules: rules.rules.length });
}
