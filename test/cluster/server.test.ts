/** The server the other tests of this folder use: it lives through what is done to it. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { TestServer } from './server';

const get = async (url: string): Promise<Record<string, unknown>> =>
  (await (await fetch(url)).json()) as Record<string, unknown>;

describe('a server of a test', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start({ 'cluster.max_shards_per_node': 7 });
  });
  afterAll(() => server.stop());

  it('is OpenSearch, of the version that was asked for', async () => {
    const told = await get(server.url);
    expect(told['version']).toMatchObject({
      distribution: 'opensearch',
      number: process.env['OS_VERSION'] ?? '2.19.6',
    });
    expect(server.url).not.toBe(inject('clusterUrl'));
  });

  it('keeps what it acknowledged when it is killed, and comes back at the same address', async () => {
    await fetch(`${server.url}/kept/_doc/1`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{"word":"alva"}',
    });
    const { url } = server;
    await server.kill();
    await expect(fetch(url)).rejects.toThrow();
    await server.restart();
    expect(server.url).toBe(url);
    expect(await get(`${url}/kept/_doc/1`)).toMatchObject({ _source: { word: 'alva' } });
  });

  it('has the settings it was given', async () => {
    const told = await get(`${server.url}/_nodes/_local/settings?flat_settings=true`);
    expect(JSON.stringify(told)).toContain('"cluster.max_shards_per_node":"7"');
  });
});

describe('the server of the run', () => {
  it('answers', async () => {
    expect(await get(inject('clusterUrl'))).toHaveProperty('version.distribution', 'opensearch');
  });
});
