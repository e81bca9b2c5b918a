/** Hits taken together, and what each indicator hits, held to plain counting over the list of hits. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { HIT_GROUPINGS, SPARK_PARTS } from '@shared/contract/hit-groups';
import { generation, indicatorId, runId } from '@shared/model/ids';
import type { FileTime } from '@shared/model/file-time';
import { CaseDatabase } from '@electron/store/case/case-database';
import { hitsPath } from '@electron/store/case-paths';
import { CaseSearch } from '@electron/store/search/case-search';
import { HitsWriter } from '@electron/store/sidecar/hits';
import { closing, type GivenEvent, searchOver } from '../../../fixtures/case-of-events';

const DAY = 864_000_000_000n;
const START = 134_000_000_000_000_000n;
const at = (days: number): FileTime => (START + BigInt(days) * DAY) as FileTime;
const event = (time: FileTime | null, computer: string | null): GivenEvent => ({
  time,
  fields: computer === null ? [['a', 'x']] : [['Computer', computer]],
});

/** Event number → ids of the indicators it has. */
type Met = readonly (readonly number[])[];

function caseOfHits(
  files: Readonly<Record<string, readonly [GivenEvent, readonly number[]][]>>,
): CaseSearch {
  const events = Object.entries(files).map(
    ([name, list]) => [name, list.map(([one]) => one)] as const,
  );
  const { caseDir } = searchOver(Object.fromEntries(events));
  const database = CaseDatabase.openToWrite(path.resolve(caseDir), 'a test');
  Object.values(files).forEach((list, position) => {
    const file = database.files()[position];
    if (file?.published == null) throw new Error('a file was not published');
    writeHits(
      hitsPath(caseDir, file.id, generation(1), runId(2)),
      list.map(([, met]) => met),
    );
    database.evidenceTable.publish(file.id, { ...file.published, hitsRun: runId(2) });
  });
  database.close();
  const search = new CaseSearch(caseDir);
  closing.push(() => search.close());
  return search;
}

function writeHits(file: string, met: Met): void {
  const writer = new HitsWriter(file);
  met.forEach((ids, number) => {
    for (const id of ids)
      writer.add(number, {
        ...{ indicatorId: indicatorId(id), type: 'text', mode: 'literal', indicator: `i${id}` },
        matches: [{ field: 'a', value: 'x', start: 0, end: 1 }],
      });
  });
  writer.finish({});
}

const search = (): CaseSearch =>
  caseOfHits({
    one: [
      [event(at(0), 'WS1'), [1, 2]],
      [event(at(0), 'ws1'), [1]],
      [event(at(5), 'WS2'), [1]],
    ],
    two: [
      [event(null, null), [2]],
      [event(at(5), 'WS1'), []],
      [event(at(2), ''), [2]],
    ],
  });

test('each grouping has every hit once, and its groups narrow the list', () => {
  const found = search();
  const ask = (group: Parameters<CaseSearch['hits']>[0]['group']) =>
    found.hits({
      ...{ filter: '', files: null, group, start: 0, end: 100 },
      sort: { column: 'time', order: 'asc' },
    });
  for (const by of HIT_GROUPINGS) {
    const groups = found.hitGroups({ filter: '', by });
    expect(groups.reduce((sum, { hits }) => sum + hits, 0)).toBe(6);
    for (const { key, hits, events } of groups) {
      const { rows } = ask({ by, key });
      expect(rows).toHaveLength(hits);
      expect(new Set(rows.map((row) => `${row.file}:${row.event}`)).size).toBe(events);
    }
  }
  expect(found.hitGroups({ filter: '', by: 'host' })).toMatchObject([
    { key: 'ws1', name: 'WS1', hits: 3, events: 2 },
    { key: null, name: null, hits: 2, events: 2 },
    { key: 'ws2', hits: 1 },
  ]);
  expect(found.hitGroups({ filter: 'i2', by: 'day' }).map(({ hits }) => hits)).toEqual([1, 1, 1]);
});

test('what each indicator hits: events, files, hosts, first, last, and when', () => {
  const byId = new Map(
    search()
      .hitsByIndicator()
      .map((one) => [one.indicatorId, one]),
  );
  expect(byId.get(1)).toMatchObject({ hits: 3, files: 1, hosts: 2 });
  expect(byId.get(2)).toMatchObject({ hits: 3, files: 2, hosts: 1 });
  expect(byId.get(2)?.first).toBe(byId.get(1)?.first);
  expect(byId.get(1)?.last?.slice(0, 10)).not.toBe(byId.get(1)?.first?.slice(0, 10));
  const spark = byId.get(1)?.spark ?? [];
  expect(spark).toHaveLength(SPARK_PARTS);
  expect([spark[0], spark.at(-1)]).toEqual([2, 1]);
});
