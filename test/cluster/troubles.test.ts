/** Troubles of a real server and of real sockets, in words: what, where, what to do, and whether to wait. */
import net, { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkCluster } from '@electron/store/cluster/check-cluster';
import { callCluster, connect } from '@electron/store/cluster/connect';
import type { ClusterCall, ClusterTrouble } from '@electron/store/cluster/line-protocol';
import { refusalOf, troubleOf } from '@electron/store/cluster/trouble';
import { TestServer } from './server';

const placeAt = (url: string) =>
  ({
    connection: { url, trust: { type: 'system' }, auth: { type: 'none' } },
    secret: null,
  }) as const;

/** The trouble of a call; null when it goes well. */
async function trouble(url: string, call: ClusterCall): Promise<ClusterTrouble | null> {
  const place = placeAt(url);
  const client = connect(place.connection, null);
  try {
    await callCluster(client, call, AbortSignal.timeout(60_000));
    return null;
  } catch (error) {
    return troubleOf(error, place);
  } finally {
    await client.close();
  }
}

const ROOT: ClusterCall = { method: 'GET', path: '/' };

/** A port nothing listens at. */
async function closedPort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('an address where no cluster is', () => {
  it('a name nobody has', async () => {
    const found = await trouble('http://no-such-host.invalid:9200', ROOT);
    expect(found?.message).toMatch(
      /No computer named no-such-host\.invalid|no way to no-such-host/,
    );
    expect(found).toMatchObject({ code: 'cluster-unreachable', isPassing: true });
  });

  it('a port nothing listens at, by number and by name', async () => {
    const port = await closedPort();
    for (const host of ['127.0.0.1', 'localhost'])
      expect(await trouble(`http://${host}:${port}`, ROOT)).toEqual({
        code: 'cluster-unreachable',
        message: `Nothing listens at http://${host}:${port}. Check the port, and that the cluster is running.`,
        isPassing: true,
      });
  });

  it('somebody who hangs up, and somebody who speaks otherwise', async () => {
    const rude = net.createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', resolve));
    const chatty = net.createServer((socket) => socket.end('220 mail.example ESMTP\r\n'));
    await new Promise<void>((resolve) => chatty.listen(0, '127.0.0.1', resolve));
    const url = (server: net.Server): string =>
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect((await trouble(url(rude), ROOT))?.message).toMatch(
      /ended the connection\. If the cluster has TLS/,
    );
    expect((await trouble(url(chatty), ROOT))?.message).toMatch(/does not speak plain HTTP/);
    rude.close();
    chatty.close();
  });
});

describe('what a server refuses', () => {
  let server: TestServer;
  const call = (one: ClusterCall): Promise<ClusterTrouble | null> => trouble(server.url, one);
  const put = (path: string, body: object): Promise<ClusterTrouble | null> =>
    call({ method: 'PUT', path, body });
  const single = { number_of_shards: 1, number_of_replicas: 0 };

  beforeAll(async () => {
    server = await TestServer.start({
      'cluster.max_shards_per_node': 8,
      'cluster.info.update.interval': '10s',
      'cluster.routing.allocation.disk.threshold_enabled': true,
    });
  });
  afterAll(() => server.stop());

  it('an index that another has made, and one that is not there', async () => {
    expect(await put('/made', { settings: single })).toBeNull();
    expect((await put('/made', { settings: single }))?.message).toMatch(
      /refused \(400\).*already exists/,
    );
    expect((await call({ method: 'GET', path: '/none/_search' }))?.message).toMatch(
      /is missing in the cluster/,
    );
    expect(await call({ method: 'GET', path: '/none/_search', expected: [404] })).toBeNull();
  });

  it('a document that the mapping has no room for', async () => {
    await put('/strict', { settings: single, mappings: { dynamic: 'strict' } });
    const strict = await put('/strict/_doc/1', { other: 1 });
    expect(strict).toMatchObject({ code: 'cluster-refused', isPassing: false });
    expect(strict?.message).toMatch(/another mapping than this version writes/);
    await put('/narrow', { settings: { ...single, 'mapping.total_fields.limit': 2 } });
    const many = await put('/narrow/_doc/1', { a: 1, b: 1, c: 1 });
    expect(many?.message).toMatch(/may have no more fields: Limit of total fields \[2\]/);
  });

  it('one document of a bulk call alike', async () => {
    const place = placeAt(server.url);
    const client = connect(place.connection, null);
    const body = `{"index":{"_index":"strict"}}\n{"other":1}\n`;
    const reply = await callCluster(
      client,
      { method: 'POST', path: '/_bulk', body },
      AbortSignal.timeout(60_000),
    );
    await client.close();
    const { items } = reply.body as { items: { index: { status: number; error: unknown } }[] };
    const item = items[0]?.index;
    expect(refusalOf({ status: item?.status ?? 0, error: item?.error }, place).message).toMatch(
      /another mapping than this version writes/,
    );
  });

  it('more shards than it may have', async () => {
    const found = await put('/wide', { settings: { ...single, number_of_shards: 9 } });
    expect(found).toMatchObject({ code: 'cluster-refused', isPassing: false });
    expect(found?.message).toMatch(/as many shards as it may have.*max_shards_per_node/s);
  });

  it('writing to what is set read-only', async () => {
    await put('/made/_settings', { 'index.blocks.write': true });
    expect((await put('/made/_doc/1', {}))?.message).toMatch(/is set to refuse this.*FORBIDDEN\/8/);
    await put('/made/_settings', { 'index.blocks.write': false });
  });

  it('a question that takes more memory than there is, which passes', async () => {
    await put('/_cluster/settings', { persistent: { 'indices.breaker.total.limit': '1%' } });
    const found = await call({ method: 'POST', path: '/made/_search', body: { size: 1 } });
    await put('/_cluster/settings', { persistent: { 'indices.breaker.total.limit': null } });
    expect(found?.message).toMatch(/short of memory/);
    expect(found?.isPassing).toBe(true);
  });

  it('an answer that takes too long, which passes', async () => {
    await server.pause();
    const waited = checkCluster({ ...placeAt(server.url), clusterCase: null });
    const { findings } = await waited;
    server.resume();
    expect(findings).toEqual([
      { type: 'problem', text: expect.stringMatching(/does not answer in time/) },
    ]);
  });

  it('writing while its disks are too full', async () => {
    const marks = (mark: string | null): object => ({
      persistent: {
        'cluster.routing.allocation.disk.watermark.low': mark,
        'cluster.routing.allocation.disk.watermark.high': mark,
        'cluster.routing.allocation.disk.watermark.flood_stage': mark,
      },
    });
    expect(await put('/_cluster/settings', marks('900tb'))).toBeNull();
    const { findings } = await checkCluster({ ...placeAt(server.url), clusterCase: null });
    expect(findings.at(-1)?.text).toMatch(/disk of dev-1 is past the flood stage/);
    const flooded = await vi.waitUntil(() => put('/made/_doc/1', {}), {
      timeout: 60_000,
      interval: 500,
    });
    expect(flooded).toMatchObject({ code: 'cluster-refused', isPassing: false });
    expect(flooded?.message).toMatch(/too full \(flood stage\).*Free disk there/);
    expect(await put('/_cluster/settings', marks(null))).toBeNull();
    await vi.waitUntil(async () => (await put('/made/_doc/1', {})) === null, {
      timeout: 60_000,
      interval: 500,
    });
  });

  it('everything, once it is gone; what it acknowledged is there when it is back', async () => {
    expect(await put('/made/_doc/kept', { word: 'alva' })).toBeNull();
    const { url } = server;
    await server.kill();
    expect(await call(ROOT)).toMatchObject({ code: 'cluster-unreachable', isPassing: true });
    await server.restart();
    expect(server.url).toBe(url);
    expect(await call({ method: 'GET', path: '/made/_doc/kept' })).toBeNull();
  });
});

describe('a secret', () => {
  it('is never in a trouble, also where the server says it again', () => {
    const place = {
      ...placeAt('https://search.example'),
      secret: { secret: 'qw:er ty', sessionToken: 'tok/en' },
    };
    const error = { type: 'x', reason: 'no user qw:er ty with tok/en' };
    expect(refusalOf({ status: 400, error }, place).message).toBe(
      'The cluster at https://search.example refused (400): no user … with ….',
    );
  });
});
