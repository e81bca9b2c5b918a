import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  DetectionsWriter,
  type PlacedMatch,
  readCorrelated,
  readDetections,
  type StoredDetection,
} from '@electron/store/sidecar/detections';
import { HitsWriter, readHits } from '@electron/store/sidecar/hits';
import { openWriter } from '@electron/store/sqlite';
import { Tuner } from '@shared/sigma/tuning';
import type { FileTime } from '@shared/model/file-time';
import { indicatorId } from '@shared/model/ids';
import type { IndicatorHit, IndicatorMatch } from '@shared/model/indicator';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const match = (ruleId: string, value: string): PlacedMatch => ({
  time: null,
  correlated: null,
  silent: false,
  textsOf: () => [],
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

const hit = (id: number, ...matches: readonly IndicatorMatch[]): IndicatorHit => ({
  indicatorId: indicatorId(id),
  type: 'text',
  mode: 'substring',
  indicator: `sought ${id}`,
  matches,
});
/** What of a match the sidecar keeps as a detection. */
const stored = (event: number, { rule, source, matches }: PlacedMatch): StoredDetection => ({
  ...{ event, rule, source, matches },
});
const at = (value: string, start: number, end: number, field = 'F'): IndicatorMatch => ({
  ...{ field, value, start, end },
});

test('detections come back in the order of their events', () => {
  const file = path.join(temporaryFolder(), 'x.detections');
  const writer = new DetectionsWriter(file, new Tuner([]));
  const first = match('a', 'line\nNUL\0 \ud800');
  writer.add(5, first);
  writer.add(2, match('b', 'y'));
  writer.add(5, { ...first, source: 'builtin' });
  const { detections, byLevel } = writer.finish({ rules: 'hash' });
  expect([detections, byLevel.high]).toEqual([3, 3]);
  expect(readDetections(file)).toEqual([
    stored(2, match('b', 'y')),
    stored(5, first),
    stored(5, { ...first, source: 'builtin' }),
  ]);
});

test('what correlations read is kept beside; a silent rule gives no detection; suppressed ones are counted apart', () => {
  const file = path.join(temporaryFolder(), 'x.detections');
  const out = { action: 'disable', ruleId: 'b', reason: 'known', id: 1, madeAt: '' } as const;
  const writer = new DetectionsWriter(file, new Tuner([out]));
  const read = { correlated: { User: 'bob', Host: null }, time: 7n as FileTime };
  writer.add(1, { ...match('a', 'x'), ...read, silent: true });
  writer.add(2, { ...match('a', 'y'), ...read, time: null });
  writer.add(3, match('b', 'z'));
  expect(writer.finish({})).toMatchObject({ detections: 1, suppressed: 1, byLevel: { high: 1 } });
  expect(readDetections(file).map(({ event }) => event)).toEqual([2, 3]);
  expect([...readCorrelated(file)]).toMatchObject([
    {
      event: 1,
      time: '00000000000000000007',
      fields: '{"User":"bob","Host":null}',
      matches: match('a', 'x').matches,
    },
    // Without a time it is counted, and takes no part.
    { event: 2, time: '' },
  ]);
});

test('hits come back in the order of their events, each with its matches', () => {
  const file = path.join(temporaryFolder(), 'x.hits');
  const writer = new HitsWriter(file);
  const first = hit(7, at('x\ny\0z', 0, 1), at('x', 0, 1, 'G'));
  writer.add(1, first);
  writer.add(3, hit(7, at('x', 0, 1)));
  writer.add(3, hit(9, at('y', 0, 1)));
  expect(writer.finish({})).toEqual({ hits: 3, eventsWithHits: 2 });
  expect(readHits(file)).toEqual([
    { event: 1, ...first },
    { event: 3, ...hit(7, at('x', 0, 1)) },
    { event: 3, ...hit(9, at('y', 0, 1)) },
  ]);
});

test('a long value is kept around its span', () => {
  const file = path.join(temporaryFolder(), 'x.hits');
  const writer = new HitsWriter(file);
  const long = `${'a'.repeat(5_000)}needle${'b'.repeat(5_000)}`;
  writer.add(0, hit(1, at(long, 5_000, 5_006)));
  writer.finish({});
  const around = readHits(file)[0]?.matches[0];
  expect(around?.value.slice(around.start, around.end)).toBe('needle');
  expect(around?.value.length).toBeLessThanOrEqual(2_000);
});

test('an indicator is one hit of an event: a second is a mistake of the program', () => {
  const writer = new HitsWriter(path.join(temporaryFolder(), 'x.hits'));
  writer.add(0, hit(1, at('x', 0, 1)));
  expect(() => writer.add(0, hit(1, at('y', 0, 1)))).toThrow('UNIQUE');
  writer.abandon();
});

test('abandoned sidecars leave nothing', () => {
  const folder = temporaryFolder();
  const detections = new DetectionsWriter(path.join(folder, 'x.detections'), new Tuner([]));
  const hits = new HitsWriter(path.join(folder, 'x.hits'));
  detections.add(0, match('a', 'x'));
  hits.add(0, hit(1, at('x', 0, 1)));
  detections.abandon();
  hits.abandon();
  expect(fs.readdirSync(folder)).toEqual([]);
});

test('hits an earlier version wrote are told as such, with what to do', () => {
  const file = path.join(temporaryFolder(), 'x.hits');
  const writer = openWriter(file);
  writer.exec(`
    CREATE TABLE hit (
      id INTEGER PRIMARY KEY, event INTEGER NOT NULL, indicator_id INTEGER NOT NULL,
      type TEXT NOT NULL, indicator TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
      span_start INTEGER NOT NULL, span_end INTEGER NOT NULL
    );
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    INSERT INTO hit VALUES (1, 3, 7, 'text', 'x', 'F', 'x', 0, 1);
  `);
  writer.close();
  expect(() => readHits(file)).toThrow('earlier version of caseScope. Re-hunt IOCs');
});
