/**
 * Searches are answered as a whole or not at all. A cluster may be set to end every search after a while
 * (`search.default_search_timeout`): it then answers with what it has found so far, and only `timed_out` tells.
 * `terminated_early` tells of no loss: OpenSearch 3 says so of a page of distinct values that is full.
 */
import { z } from 'zod';
import { CaseScopeError } from '@shared/model/errors';
import type { ClusterCall } from './line-protocol';

/** For the body of a search: whoever asks may end it, the cluster does not. */
export const UNLIMITED = { timeout: '-1' } as const;

const ENDED = z.looseObject({ timed_out: z.literal(true) });
const ANSWERS = z.looseObject({ responses: z.array(z.unknown()) });

/** What is asked of a search, or of what searches before it removes; any other call as it is. */
export function unlimited(call: ClusterCall): ClusterCall {
  if (call.path.endsWith('/_search') && typeof call.body === 'object')
    return { ...call, body: { ...UNLIMITED, ...call.body } };
  if (call.path.endsWith('/_delete_by_query'))
    return { ...call, query: { ...call.query, search_timeout: UNLIMITED.timeout } };
  return call;
}

const SEARCHES = /\/(?:_search|_msearch|_count|_delete_by_query)$/;

/** @throws CaseScopeError `cluster-refused` where the cluster ended a search before it was done */
export function requireWhole({ path }: ClusterCall, answer: unknown): void {
  if (!SEARCHES.test(path)) return;
  const several = ANSWERS.safeParse(answer);
  const all = several.success ? several.data.responses : [answer];
  if (!all.some((one) => ENDED.safeParse(one).success)) return;
  throw new CaseScopeError(
    'cluster-refused',
    'The cluster ended a search before it was done: its answer would leave events out. Have its limits raised (search.default_search_timeout), or ask for less, for example a shorter time.',
  );
}
