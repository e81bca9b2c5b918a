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

  it.each(['skipped', 'failed'])(
    'counts the tests of the cluster as one %s, and says so',
    async (as) => {
      const none = { passed: 0, failed: 0, skipped: 0 };
      expect(await runCluster(as)).toEqual({ ...none, [as]: 1 });
      expect(console.log).toHaveBeenCalledWith(expect.stringContaining('no java, javac, mvn here'));
    },
  );
});
