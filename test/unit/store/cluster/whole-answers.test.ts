/** A search that a cluster ended before it was done is no answer. */
import { describe, expect, it, test } from 'vitest';
import { requireWhole, unlimited } from '@electron/store/cluster/whole-answers';

const asked = (path: string, body: object = {}) => ({ method: 'POST', path, body }) as const;

const CUT = { timed_out: true, hits: { hits: [] } };
const WHOLE = { timed_out: false, hits: { hits: [] } };

describe('an answer that was cut short is refused', () => {
  test.each([
    ['/c/_search', CUT],
    ['/_search', CUT],
    ['/c/_msearch', { responses: [WHOLE, CUT] }],
    ['/c/_delete_by_query', { timed_out: true, deleted: 2 }],
  ])('%s %j', (path, answer) => {
    const refusal = { code: 'cluster-refused', message: expect.stringContaining('before it was done') }; // prettier-ignore
    expect(() => requireWhole(asked(path), answer)).toThrow(expect.objectContaining(refusal));
  });
});

test.each([
  ['/c/_search', WHOLE],
  // A full page of distinct values, in OpenSearch 3.
  ['/c/_search', { ...WHOLE, terminated_early: true }],
  ['/c/_msearch', { responses: [WHOLE, { error: { reason: 'no' }, status: 400 }] }],
  // Of a health that was waited for.
  ['/_cluster/health', { timed_out: true }],
  ['/c/_doc/_search_me', { timed_out: true }],
])('any other is taken: %s %j', (path, answer) => {
  expect(() => requireWhole(asked(path), answer)).not.toThrow();
});

it('searches have no limit of time, whatever the cluster is set to', () => {
  expect(unlimited(asked('/c/_search', { size: 1 })).body).toEqual({ timeout: '-1', size: 1 });
  expect(unlimited(asked('/c/_delete_by_query')).query).toEqual({ search_timeout: '-1' });
  const pages = { method: 'POST', path: '/c/_search/point_in_time' } as const;
  expect(unlimited(pages)).toEqual(pages);
});
