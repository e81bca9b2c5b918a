import { spawnSync } from 'node:child_process';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { readArguments } from '@electron/cli/arguments';
import {
  CLUSTER_OPTIONS,
  environmentSecret,
  givenCluster,
  placeOf,
} from '@electron/cli/cluster-options';

vi.stubEnv('CASESCOPE_OPENSEARCH_SECRET', 'harbour-qX7');
vi.stubEnv('CASESCOPE_OPENSEARCH_SESSION_TOKEN', 'token-9');
afterAll(() => void vi.unstubAllEnvs());

const given = (...words: readonly string[]) => readArguments(words, CLUSTER_OPTIONS);
const BASE = ['--opensearch', 'https://h:9200/', '--opensearch-case', 'harbour'] as const;

describe('the secret of the environment', () => {
  it('is taken once, and no process started later has it', () => {
    const secret = { secret: 'harbour-qX7', sessionToken: 'token-9' };
    expect(environmentSecret()).toEqual(secret);
    expect(environmentSecret()).toEqual(secret);
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const print = 'process.stdout.write(JSON.stringify(process.env))';
    const { stdout } = spawnSync(process.execPath, ['-e', print], { env, encoding: 'utf8' });
    expect(stdout).toContain('PATH');
    expect(stdout).not.toMatch(/harbour-qX7|token-9/);
  });

  it('goes with the place of the case', () => {
    const place = placeOf(givenCluster(given(...BASE, '--opensearch-user', 'alva')));
    expect(place).toMatchObject({ type: 'cluster', secret: { secret: 'harbour-qX7' } });
    expect(placeOf(null)).toEqual({ type: 'embedded' });
  });
});

describe('a cluster by options', () => {
  it.each([
    [[], { trust: { type: 'system' }, auth: { type: 'none' } }],
    [
      ['--opensearch-pin', 'AB:'.repeat(31) + 'AB', '--opensearch-bearer'],
      { trust: { type: 'fingerprint', sha256: 'ab'.repeat(32) }, auth: { type: 'bearer' } },
    ],
    [
      ['--opensearch-ca', '/ca.pem', '--opensearch-cert', '/c.pem', '--opensearch-key', '/k.pem'],
      {
        trust: { type: 'authority', path: '/ca.pem' },
        auth: { type: 'certificate', certificatePath: '/c.pem', keyPath: '/k.pem' },
      },
    ],
    [
      ['--opensearch-sigv4', 'eu-central-1/aoss/AKID'],
      { auth: { type: 'sigv4', region: 'eu-central-1', service: 'aoss', accessKeyId: 'AKID' } },
    ],
  ])('%j', (words, expected) => {
    expect(givenCluster(given(...BASE, ...words))).toMatchObject({
      clusterCase: 'harbour',
      connection: { url: 'https://h:9200', ...expected },
    });
  });

  it('is none without an address', () => {
    expect(givenCluster(given())).toBeNull();
  });
});
