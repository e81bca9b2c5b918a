import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DetectionsWriter, readDetections } from '@electron/store/sidecar/detections';
import { HitsWriter, readHits } from '@electron/store/sidecar/hits';
import type { RuleMatch } from '@shared/model/detection';
import { indicatorId } from '@shared/model/ids';
import type { IndicatorMatch } from '@shared/model/indicator';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const match = (ruleId: string, value: string): RuleMatch => ({
  rule: {
    ruleId,
    ruleTitle: `title of ${ruleId}`,
    level: 'high',
    status: 'test',
    author: 'somebody',
    ruleHash: 'h',
    tags: ['attack.t1059'],
  },
  source: 'sysmon',
  matches: [{ field: 'F', value }],
});

const hit = (value: string, start: number, end: number): IndicatorMatch => ({
  indicatorId: indicatorId(7),
  type: 'text',
  indicator: 'x',
  field: 'F',
  value,
  start,
  end,
});

test('detections come back in the order of their events', () => {
  const file = path.join(temporaryFolder(), 'x.detections');
  const writer = new DetectionsWriter(file);
  const first = match('a', 'line\nNUL\0 \ud800');
  writer.add(5, first);
  writer.add(2, match('b', 'y'));
  writer.add(5, { ...first, source: 'builtin' });
  const { detections, byLevel } = writer.finish({ rules: 'hash' });
  expect([detections, byLevel.high]).toEqual([3, 3]);
  expect(readDetections(file)).toEqual([
    { event: 2, ...match('b', 'y') },
    { event: 5, ...first },
    { event: 5, ...first, source: 'builtin' },
  ]);
});

test('hits come back; a long value is kept around its span', () => {
  const file = path.join(temporaryFolder(), 'x.hits');
  const writer = new HitsWriter(file);
  const long = `${'a'.repeat(5_000)}needle${'b'.repeat(5_000)}`;
  writer.add(3, hit('x\ny\0z', 0, 1));
  writer.add(1, hit(long, 5_000, 5_006));
  expect(writer.finish({})).toEqual({ hits: 2 });
  const [around, whole] = readHits(file);
  expect(whole).toEqual({ event: 3, ...hit('x\ny\0z', 0, 1) });
  expect(around?.value.slice(around.start, around.end)).toBe('needle');
  expect(around?.value.length).toBeLessThanOrEqual(2_000);
});

test('abandoned sidecars leave nothing', () => {
  const folder = temporaryFolder();
  const detections = new DetectionsWriter(path.join(folder, 'x.detections'));
  const hits = new HitsWriter(path.join(folder, 'x.hits'));
  detections.add(0, match('a', 'x'));
  hits.add(0, hit('x', 0, 1));
  detections.abandon();
  hits.abandon();
  expect(fs.readdirSync(folder)).toEqual([]);
});
