import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { missingPrograms, OPENSEARCH, OPENSEARCH_3 } from '../../../scripts/setup/opensearch.mjs';
import { runCluster } from '../../../scripts/tests.mjs';
import { temporaryFolder } from '../../fixtures/temporary-folder';

describe('a computer without Java and Maven', () => {
  beforeEach(() => {
    vi.stubEnv('PATH', temporaryFolder());
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('lacks what the server is started with', () => {
    expect(missingPrograms(OPENSEARCH)).toEqual(['java', 'javac', 'mvn']);
    expect(missingPrograms(OPENSEARCH_3)).toEqual(['java', 'javac', 'mvn', 'pip']);
  });

  const lacking = expect.stringContaining('no java, javac, mvn here');

  it('counts the tests of the cluster as one skipped, and says so', async () => {
    expect(await runCluster('skipped')).toEqual({ passed: 0, skipped: 1, failures: [] });
    expect(console.log).toHaveBeenCalledWith(lacking);
  });

  it('counts them as one failed where they must run, and says so at the end', async () => {
    expect(await runCluster('failed')).toEqual({ passed: 0, skipped: 0, failures: [lacking] });
  });
});
