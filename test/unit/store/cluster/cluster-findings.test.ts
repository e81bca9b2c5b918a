import { describe, expect, it } from 'vitest';
import {
  connectionFindings,
  diskFindings,
  healthFindings,
  mustStayFree,
} from '@electron/store/cluster/cluster-findings';

const told = (body: unknown) => ({ ok: true, body }) as const;
const untold = { ok: false, message: 'no permission' } as const;
const WATERMARK = 'cluster.routing.allocation.disk.watermark';

const row = (node: string, free: number) => ({
  node,
  'disk.total': '1000',
  'disk.avail': String(free),
});

describe('a watermark', () => {
  it.each([
    ['90%', 100],
    ['0.9', 100],
    ['50b', 50],
    ['2kb', 2_048],
    ['1.5gb', 1.5 * 2 ** 30],
  ])('%s of 1,000 bytes leaves %d', (watermark, free) => {
    expect(mustStayFree(watermark, 1_000)).toBeCloseTo(free);
  });
});

describe('disks', () => {
  const of = (rows: readonly object[], settings: object = { defaults: {} }) =>
    diskFindings(told(rows), told(settings)).map(({ type, text }) => `${type}: ${text}`);

  it('are good, nearly full, full, flooded', () => {
    expect(of([row('a', 400), row('b', 400)])[0]).toMatch(/^good/);
    expect(of([row('a', 80), row('b', 400)])[0]).toBe('warning: The disk of a is nearly full.');
    expect(of([row('a', 80), row('b', 80)])[0]).toMatch(/^problem: Every disk is past the high/);
    expect(of([row('a', 10), row('b', 400)])[0]).toMatch(
      /^problem: The disk of a is past the flood/,
    );
  });

  it('are measured by the settings in force: transient before persistent before default', () => {
    const settings = {
      defaults: { [`${WATERMARK}.flood_stage`]: '95%' },
      persistent: { [`${WATERMARK}.flood_stage`]: '50%' },
      transient: { [`${WATERMARK}.flood_stage`]: '99%' },
    };
    expect(of([row('a', 150)], settings)[0]).toMatch(/^good/);
    const { transient: _, ...lasting } = settings;
    expect(of([row('a', 150)], lasting)[0]).toMatch(/^problem/);
  });

  it('are no problem where the user may not ask, or shards have no node', () => {
    expect(diskFindings(untold, untold)[0]).toMatchObject({ type: 'warning' });
    expect(of([{ node: 'UNASSIGNED', 'disk.total': null, 'disk.avail': null }])[0]).toMatch(
      /^warning/,
    );
  });
});

describe('health', () => {
  const health = (status: string, shards: number) =>
    told({ status, number_of_data_nodes: 2, active_shards: shards });
  const most = told({ defaults: { 'cluster.max_shards_per_node': '1000' } });
  const types = (findings: readonly { type: string }[]) => findings.map(({ type }) => type);

  it('is told, with how many shards there may be', () => {
    expect(types(healthFindings(health('green', 10), most))).toEqual(['good']);
    expect(types(healthFindings(health('red', 10), most))).toEqual(['warning']);
    expect(types(healthFindings(health('yellow', 1_900), most))).toEqual(['good', 'warning']);
    expect(types(healthFindings(untold, untold))).toEqual(['warning']);
  });
});

describe('a connection without TLS', () => {
  const at = (url: string) =>
    connectionFindings({ url, trust: { type: 'system' }, auth: { type: 'bearer' } })[0];
  it('is warned of, unless it stays on this computer', () => {
    for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '[::1]'])
      expect(at(`http://${host}:9200`)).toMatchObject({ type: 'good' });
    for (const host of ['127.example', 'localhost.example', '10.0.0.1'])
      expect(at(`http://${host}:9200`)).toMatchObject({
        type: 'warning',
        text: expect.stringContaining('the sign-in too'),
      });
  });
});
