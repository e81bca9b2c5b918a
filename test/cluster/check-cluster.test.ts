/** What is found out about a cluster before a case is kept there, on real servers and doors before them. */
import http from 'node:http';

import net, { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { isUsable } from '@shared/contract/cluster-check';
import { type CheckedPlace, checkCluster } from '@electron/store/cluster/check-cluster';
import { callCluster, connect } from '@electron/store/cluster/connect';
import { makeCertificate } from '../fixtures/certificates';
import { TlsFront } from './tls-front';

const at = (url: string): CheckedPlace => ({
  connection: { url, trust: { type: 'system' }, auth: { type: 'none' } },
  ...{ secret: null, clusterCase: 'check-of-tests' },
});

const indices = async (): Promise<string> =>
  (await fetch(`${inject('clusterUrl')}/_cat/indices/casescope-check-of-tests*?h=index`)).text();

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A web server that answers every request alike. */
async function answering(
  status: number,
  body: unknown,
  type = 'application/json',
): Promise<string> {
  const server = http.createServer((_request, response) => {
    response.writeHead(status, { 'content-type': type, location: 'https://login.example/' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a cluster that is good', () => {
  it('is said to be, with version, health and disks; nothing is left behind', async () => {
    const check = await checkCluster(at(inject('clusterUrl')));
    expect(check.findings.map(({ type, text }) => `${type}: ${text}`)).toEqual([
      'good: Without TLS, on this computer.',
      expect.stringMatching(/^good: OpenSearch (2\.19|3)\.\d+(\.\d+)?, cluster casescope-dev\.$/),
      expect.stringMatching(/^good: Health (green|yellow): 1 data node, \d+ shards\.$/),
      'good: May make indices.',
      'good: May write.',
      'good: May search.',
      'good: May remove indices.',
      expect.stringMatching(/^warning: [\d.]+ GB free; the cluster does not watch/),
    ]);
    expect(isUsable(check)).toBe(true);
    expect(await indices()).toBe('');
  });

  it('tells of the cases that are there', async () => {
    const url = `${inject('clusterUrl')}/casescope-check-of-tests-books`;
    await fetch(url, { method: 'PUT' });
    ends.push(() => fetch(url, { method: 'DELETE' }));
    expect((await checkCluster(at(inject('clusterUrl')))).cases).toContain('check-of-tests');
  });
});

describe('a sign-in that may not do everything', () => {
  const server = makeCertificate({ name: 'node-1', hosts: ['localhost'] });

  it('is told what it lacks, and what was made for the check is removed', async () => {
    const front = await TlsFront.open(inject('clusterUrl'), {
      shows: [server],
      refuses: ({ url }) => (url.includes('_bulk') || url.includes('_cat') ? 403 : null),
    });
    ends.push(() => front.close());
    const place = at(front.url());
    const unknown = await checkCluster(place);
    expect(unknown.findings[0]?.text).toMatch(/no authority that is trusted here/);
    // What it shows is what may be pinned.
    const sha256 = unknown.shown[0]?.sha256 ?? '';
    const trust = { type: 'fingerprint', sha256 } as const;
    const { findings } = await checkCluster({
      ...place,
      connection: { ...place.connection, trust },
    });
    expect(findings.filter(({ type }) => type !== 'good').map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Cannot write: .*does not permit this \(403\)/),
      expect.stringMatching(/^How full its disks are is not told: .*403/),
    ]);
    expect(await indices()).toBe('');
  });
});

describe('what is no cluster for a case', () => {
  const problemOf = async (url: string): Promise<string> => {
    const { findings } = await checkCluster(at(url));
    return findings.find(({ type }) => type === 'problem')?.text ?? '';
  };
  const versioned = (version: object): object => ({ cluster_name: 'x', version });

  it.each([
    [
      'Elasticsearch',
      { number: '8.19.0', build_flavor: 'default' },
      /is Elasticsearch 8.19.0, not/,
    ],
    [
      'an old one',
      { number: '2.18.0', distribution: 'opensearch' },
      /2\.18\.0 .* is too old: 2\.19/,
    ],
    ['an older one', { number: '1.3.20', distribution: 'opensearch' }, /is too old/],
    ['a new one', { number: '4.0.0', distribution: 'opensearch' }, /4\.0\.0 .* is newer than/],
  ])('%s', async (_name, version, expected) => {
    expect(await problemOf(await answering(200, versioned(version)))).toMatch(expected);
  });

  it('says what a hostile server says of itself in one bounded, plain sentence', async () => {
    const cluster_name = `\u001b[2J\r\n\u0007${'x'.repeat(100_000)}`;
    const version = { number: '2.19.6', distribution: 'opensearch' };
    const { findings } = await checkCluster(at(await answering(200, { cluster_name, version })));
    const told = findings.find(({ text }) => text.startsWith('OpenSearch'))?.text ?? '';
    expect(told).toMatch(/^OpenSearch 2\.19\.6, cluster  \[2J {3}x+…$/);
    expect(told).toHaveLength(1_001);
    expect(told).not.toMatch(/\p{Cc}/u);
  });

  it('another web server, another interface, a page to sign in at', async () => {
    expect(await problemOf(await answering(200, '<html>', 'text/html'))).toMatch(
      /is not OpenSearch/,
    );
    expect(await problemOf(await answering(200, { hello: 'world' }))).toMatch(/is not OpenSearch/);
    expect(await problemOf(await answering(302, ''))).toMatch(
      /is not OpenSearch \(it sends to https:\/\/login\.example\/\)/,
    );
  });
});

describe('a call that is given up', () => {
  it('fails where it is waited for, and nowhere else', async () => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const place = at(`http://127.0.0.1:${port}`);
    const client = connect(place.connection, null);
    const giveUp = new AbortController();
    server.once('connection', (socket) => socket.once('data', () => giveUp.abort()));
    const call = callCluster(client, { method: 'GET', path: '/' }, giveUp.signal);
    await expect(call).rejects.toThrow('Request aborted');
    // What is thrown where nobody catches it would fail the run; it comes before this.
    await new Promise((resolve) => setImmediate(resolve));
    server.close();
  });
});
