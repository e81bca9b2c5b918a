/** What each request of the window does. */
import { appHandlers, caseHandlers } from './app-handlers';
import { clusterHandlers } from './cluster-handlers';
import { keptSearchHandlers, markHandlers, searchHandlers } from './event-handlers';
import { evidenceHandlers, mappingHandlers } from './evidence-handlers';
import type { HandlerParts, Part } from './handler-parts';
import { indicatorHandlers } from './indicator-handlers';
import type { Handlers } from './ipc';
import { ruleHandlers } from './rule-handlers';

export function requestHandlers(parts: HandlerParts): Handlers {
  return {
    ...appHandlers(parts),
    ...caseHandlers(parts),
    ...evidenceHandlers(parts),
    ...searchHandlers(parts),
    ...ruleHandlers(parts),
    ...indicatorHandlers(parts),
    ...tuningHandlers(parts),
    ...markHandlers(parts),
    ...keptSearchHandlers(parts),
    ...mappingHandlers(parts),
    ...clusterHandlers(parts),
  };
}

function tuningHandlers({ host }: HandlerParts): Part<'tuning'> {
  return {
    'tuning.list': () => host.session.database.tunings(),
    'tuning.add': ({ draft }) => host.session.tunings.add(draft),
    'tuning.remove': ({ id }) => host.session.tunings.remove(id),
  };
}
