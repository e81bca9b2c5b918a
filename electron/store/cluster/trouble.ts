/** What the client throws, in words for the examiner. */
import { errors } from '@opensearch-project/opensearch';
import type { ClusterConnection } from '@shared/contract/cluster';
import { errorText } from '@shared/model/errors';
import type { ClusterTrouble } from './line-protocol';

/** Busy, or between two states: the same call may go well later. */
const PASSING = [408, 429, 502, 503, 504];

export function troubleOf(error: unknown, { url }: ClusterConnection): ClusterTrouble {
  if (error instanceof errors.ResponseError) {
    const { statusCode: status } = error;
    return {
      code: 'cluster-refused',
      message: `The cluster at ${url} refused (${status}): ${error.message}`,
      isPassing: status !== null && PASSING.includes(status ?? 0),
    };
  }
  return {
    code: 'cluster-unreachable',
    message: `The cluster at ${url} cannot be reached: ${errorText(error)}`,
    isPassing: true,
  };
}
