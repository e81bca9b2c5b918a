/** Refusals in the words of OpenSearch, its security plugin and AWS, as users of those report them. */
import { describe, expect, it } from 'vitest';
import type { ApiResponse } from '@opensearch-project/opensearch';
import { errors } from '@opensearch-project/opensearch';
import { refused } from '@electron/store/cluster/refusals';
import { troubleOf } from '@electron/store/cluster/trouble';

const connection = {
  url: 'https://h:9200',
  trust: { type: 'system' },
  auth: { type: 'basic', username: 'alva' },
} as const;

const rooted = (type: string, reason: string): object => ({
  ...{ type, reason },
  root_cause: [{ type, reason }],
});

describe('a refusal', () => {
  it.each([
    [
      'names the action the user may not do',
      403,
      rooted(
        'security_exception',
        'no permissions for [indices:admin/create] and User [name=alva, backend_roles=[], requestedTenant=null]',
      ),
      /the user has no permission for indices:admin\/create\./,
      false,
    ],
    [
      'of AWS names it too',
      403,
      'User: arn:aws:iam::1:user/alva is not authorized to perform: es:ESHttpPut with an explicit deny',
      /no permission for es:ESHttpPut\./,
      false,
    ],
    [
      'of a gateway says what is known',
      403,
      '<html>Forbidden</html>',
      /does not permit this/,
      false,
    ],
    ['of a sign-in, in plain text', 401, 'Unauthorized', /check the user and the password/, false],
    [
      'by full disks, of a document',
      429,
      {
        type: 'cluster_block_exception',
        reason:
          'index [x] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block];',
      },
      /flood stage.*Free disk there/,
      false,
    ],
    [
      'by full disks, of an index',
      403,
      rooted(
        'index_create_block_exception',
        'blocked by: [FORBIDDEN/10/cluster create-index blocked (api)];',
      ),
      /makes no new index/,
      false,
    ],
    [
      'of a cluster without a manager',
      503,
      rooted('cluster_block_exception', 'blocked by: [SERVICE_UNAVAILABLE/1/state not recovered]'),
      /not ready \(503\): blocked by/,
      true,
    ],
    [
      'for want of memory, deep inside',
      503,
      {
        type: 'search_phase_execution_exception',
        reason: 'all shards failed',
        caused_by: {
          type: 'search_phase_execution_exception',
          reason: '',
          caused_by: { type: 'circuit_breaking_exception', reason: '[parent] Data too large' },
        },
      },
      /short of memory/,
      true,
    ],
    [
      'of a full queue',
      429,
      rooted('opensearch_rejected_execution_exception', 'rejected execution of coordinating op'),
      /more work waiting than it takes/,
      true,
    ],
    ['of a size', 413, '', /no request of this size/, false],
    [
      'of a gateway whose cluster is gone',
      502,
      '<html>Bad Gateway</html>',
      /not ready \(502\)/,
      true,
    ],
    ['that nobody foresaw', 400, rooted('odd_exception', 'odd'), /refused \(400\): odd\./, false],
    ['without a word', 400, null, /refused \(400\)\.$/, false],
  ])('%s', (_name, status, error, text, isPassing) => {
    const trouble = refused({ status, error }, connection);
    expect(trouble.message).toMatch(text);
    expect(trouble.message).toContain('https://h:9200');
    expect(trouble).toMatchObject({ code: 'cluster-refused', isPassing });
  });
});

const NO_INDEX = { ...rooted('index_not_found_exception', 'no such index [a]'), index: 'a' };

it.each([
  ['that it takes for an index', 404, NO_INDEX],
  ['that it knows nothing of', 400, 'no handler found for uri [/a/b/_cat/health] and method [GET]'],
])('a path in the address %s is told', (_name, status, error) => {
  const there = { ...connection, url: 'https://h:9200/a/b/' };
  const { message } = refused({ status, error }, there);
  expect(message).toMatch(/^There is no OpenSearch at the path \/a\/b of .*\. Leave the path out/);
  expect(refused({ status, error }, connection).message).not.toContain('Leave the path out');
});

it('an index of the case that is gone is one behind a gateway, too', () => {
  const index = 'casescope-x-pack-000001';
  const error = { ...rooted('index_not_found_exception', `no such index [${index}]`), index };
  const { message } = refused({ status: 404, error }, { ...connection, url: 'https://h/search' });
  expect(message).toMatch(/^An index of the case is missing/);
});

it('what a removal by a search could not remove says why', () => {
  const cause = { type: 'cluster_block_exception', reason: 'index [p] blocked by: [FORBIDDEN/8/index write (api)];' }; // prettier-ignore
  const body = { took: 1, deleted: 0, failures: [{ index: 'p', id: '1', cause, status: 403 }] };
  const answer = { body, statusCode: 403, headers: {}, warnings: null, meta: {} };
  const error = new errors.ResponseError(answer as unknown as ApiResponse);
  const { message } = troubleOf(error, { connection, secret: null });
  expect(message).toContain('is set to refuse this: index [p] blocked by');
});
