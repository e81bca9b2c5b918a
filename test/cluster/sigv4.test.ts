/** Requests signed for AWS, as a door before a real server received them, against a signer of the test's own. */
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { ClusterConnection } from '@shared/contract/cluster';
import { callCluster, connect } from '@electron/store/cluster/connect';
import type { ClusterCall } from '@electron/store/cluster/line-protocol';
import { makeCertificate } from '../fixtures/certificates';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { expectedSignature } from '../oracle/sigv4';
import { TlsFront } from './tls-front';
import fs from 'node:fs';
import path from 'node:path';

const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const KEY_ID = 'AKIDEXAMPLE';
const certificate = makeCertificate({ name: 'node-1', hosts: ['localhost'] });
const authority = path.join(temporaryFolder('certificates'), 'ca.pem');
fs.writeFileSync(authority, certificate.certificate);

let front: TlsFront;
beforeAll(async () => {
  front = await TlsFront.open(inject('clusterUrl'), { shows: [certificate] });
});
beforeEach(() => void front.heard.splice(0));
afterAll(() => front.close());

const INDEX = 'casescope-check-sigv4';
const CALLS: readonly ClusterCall[] = [
  { method: 'GET', path: '/' },
  { method: 'PUT', path: `/${INDEX}`, body: { settings: { number_of_replicas: 0 } } },
  {
    method: 'POST',
    path: `/${INDEX}/_bulk`,
    query: { refresh: true, timeout: '30s' },
    body: `{"index":{"_id":"ä/1"}}\n{"word":"Häfen über Łódź"}\n`,
  },
  { method: 'GET', path: `/${INDEX}/_doc/${encodeURIComponent('ä/1')}` },
  {
    method: 'POST',
    path: `/${INDEX}/_search`,
    query: { filter_path: 'hits.hits._id,took' },
    body: {},
  },
  { method: 'DELETE', path: `/${INDEX}` },
];

describe.each(['es', 'aoss'] as const)('requests to %s', (service) => {
  it.each([null, 'FwoGZXIvYXdzEBYaD/session=='])('are signed, session token %j', async (token) => {
    const connection: ClusterConnection = {
      url: front.url(),
      trust: { type: 'authority', path: authority },
      auth: { type: 'sigv4', region: 'eu-central-1', service, accessKeyId: KEY_ID },
    };
    const client = connect(connection, { secret: SECRET, sessionToken: token });
    for (const call of CALLS) {
      const { status } = await callCluster(client, call, AbortSignal.timeout(30_000));
      expect(status).toBeLessThan(300);
    }
    await client.close();
    expect(front.heard).toHaveLength(CALLS.length);
    for (const heard of front.heard) {
      const authorization = String(heard.headers.authorization);
      expect(authorization).toMatch(
        new RegExp(
          `^AWS4-HMAC-SHA256 Credential=${KEY_ID}/\\d{8}/eu-central-1/${service}/aws4_request`,
        ),
      );
      expect(authorization).toContain('x-amz-content-sha256');
      expect(authorization).toContain('host;');
      expect(heard.headers['x-amz-security-token']).toBe(token ?? undefined);
      expect(authorization).toContain(`Signature=${expectedSignature(heard, SECRET)}`);
      expect(expectedSignature(heard, `${SECRET}x`)).not.toBe(expectedSignature(heard, SECRET));
    }
  });
});
