/** IOC hunting: every indicator over every event of a generation, into a hits sidecar. */
import type { IocsHunted, RunOrder } from '@shared/contract/order';
import type { IndicatorMatcher } from '@shared/ioc/indicator-matcher';
import type { ShardReader } from '@electron/store/shard/shard-reader';
import { HitsWriter } from '@electron/store/sidecar/hits';
import { documentTexts } from './document-texts';
import { type RunEnvironment, StepCounter } from './run-environment';

const STEP_EVENTS = 64;

export function huntIocs(
  shard: ShardReader,
  indicators: IndicatorMatcher,
  hitsPath: string,
  order: RunOrder,
  environment: RunEnvironment,
): IocsHunted {
  const { fileId } = order;
  const status = { fileId, state: 'iocHunting', total: shard.count, unit: 'events' } as const;
  const steps = new StepCounter(environment, status, STEP_EVENTS);
  const hits = new HitsWriter(hitsPath);
  try {
    for (const event of shard.events()) {
      const rawTexts = (): Iterable<string> =>
        documentTexts(shard.documentKind, shard.document(event.index));
      for (const hit of indicators.match(event, rawTexts)) hits.add(event.index, hit);
      steps.step(event.index + 1);
    }
    steps.report(shard.count);
  } catch (error) {
    hits.abandon();
    throw error;
  }
  return hits.finish({ indicators: order.indicators.hash });
}
