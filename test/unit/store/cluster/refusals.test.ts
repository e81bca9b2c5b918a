/** Refusals in the words of OpenSearch, its security plugin and AWS, as users of those report them. */
import { describe, expect, it } from 'vitest';
import { refused } from '@electron/store/cluster/refusals';

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
