/** What is known of a shard before it is opened changes no answer, and spares the opening. */
import fs from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileTime } from '@shared/model/file-time';
import { fileId, generation, runId } from '@shared/model/ids';
import { parseIsoTime } from '@shared/model/time-text';
import { parseQuery } from '@shared/query/parser';
import { printQuery } from '@shared/query/printer';
import { CaseDatabase } from '@electron/store/case/case-database';
import { casePaths, shardPath } from '@electron/store/case-paths';
import type { PublishedFile } from '@electron/store/case/published-rows';
import { CaseFiles } from '@electron/store/search/case-files';
import { CaseSearch } from '@electron/store/search/case-search';
import { narrowed } from '@electron/store/search/narrow-query';
import { planned } from '@electron/store/search/query-plan';
import { openWriter } from '@electron/store/sqlite';
import { closing, type GivenEvent, searchOver } from '../../../fixtures/case-of-events';
import { randomQuery } from '../../query/random-queries';
import { randomEvent } from './random-events';

const everything = { from: null, to: null, sort: 'asc', files: null } as const;
const NAMES = ['a.evtx', 'b.evtx', 'c.evtx'];
const at = (text: string): FileTime => parseIsoTime(text) ?? (0n as FileTime);

function found(search: CaseSearch, query: string): string[] {
  const { matches, files, problems } = search.events({ query, ...everything });
  expect(problems).toEqual([]);
  return Array.from({ length: matches.count }, (_, row) => {
    const match = matches.at(row);
    return `${files[match?.file ?? 0]?.name}:${match?.event}`;
  });
}

/** The same case without outlines, as an earlier version left it. */
function unprunedSearch(caseDir: string): CaseSearch {
  const writer = openWriter(casePaths.database(caseDir));
  writer.exec('DELETE FROM shard_outline');
  writer.close();
  const search = new CaseSearch(caseDir);
  closing.push(() => search.close());
  return search;
}

const closeAll = (): void => {
  for (const close of closing.splice(0)) close();
};

const parsed = (text: string) => {
  const answer = parseQuery(text);
  if (!answer.ok) throw new SyntaxError(answer.fault.message);
  return planned(answer.query);
};

/** What is left of a query for each file of a case; `-` where nothing is. */
function leftOf(caseDir: string, text: string): string[] {
  const files = new CaseFiles(caseDir);
  closing.push(() => files.close());
  const left = (file: PublishedFile) =>
    narrowed(parsed(text), {
      ...{ file, outline: files.outline(file), isMarked: files.marked()(file) },
      caseEnd: files.caseEnd,
    });
  return files.published(null).map((file) => left(file)?.kind ?? '-');
}

describe('shards that cannot match', () => {
  it('are left out and nothing else, on random events and queries', () => {
    const pruned = { shards: 0 };
    const logs = fc.tuple(
      ...NAMES.map(() => fc.array(randomEvent, { minLength: 1, maxLength: 4 })),
    );
    const queries = fc.array(randomQuery, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(logs, queries, (given, asked) => {
        const { search, caseDir } = searchOver(
          Object.fromEntries(given.map((events, log) => [NAMES[log] ?? '', events])),
        );
        const texts = asked.map(printQuery);
        const answers = texts.map((text) => found(search, text));
        for (const text of texts)
          pruned.shards += leftOf(caseDir, text).filter((kind) => kind === '-').length;
        const unpruned = unprunedSearch(caseDir);
        expect(texts.map((text) => found(unpruned, text))).toEqual(answers);
        closeAll();
      }),
      { numRuns: 100 },
    );
    // Otherwise the property would say nothing.
    expect(pruned.shards).toBeGreaterThan(100);
  });

  it('are told by what events and the case say', () => {
    const one = (channel: string, more: GivenEvent['fields']): GivenEvent[] => [
      { time: at('2026-01-01'), fields: [['Channel', channel], ...more] },
      {
        time: at('2026-01-02'),
        fields: [
          ['Channel', channel],
          ['IpAddress', '10.0.0.5'],
        ],
      },
    ];
    const { caseDir } = searchOver({
      'a.evtx': one('Security', [
        ['TargetUserName', 'Bob'],
        ['EventID', '4624'],
      ]),
      'b.evtx': one('System', [
        ['ServiceName', 'PSEXESVC'],
        ['EventID', '7045'],
      ]),
    });
    const cases: [string, string[]][] = [
      ['Channel:security', ['all', '-']],
      ['NOT Channel:Security', ['-', 'all']],
      ['Channel:S*', ['all', 'all']],
      ['EventID:>5000', ['-', 'field']],
      ['EventID:4624', ['field', '-']],
      ['EventID:/^70/', ['-', 'field']],
      ['TargetUserName:bob', ['field', '-']],
      ['user:bob', ['field', '-']],
      ['TargetUserName:bobby', ['-', '-']],
      ['ServiceName:*', ['-', 'field']],
      ['psexe*', ['-', 'text']],
      ['/PSEX/', ['-', '-']],
      ['Channel:Security AND psexe', ['-', '-']],
      ['Channel:Security OR psexe', ['all', 'text']],
      ['time:>=2026-01-02T00:00:01', ['-', '-']],
      ['time:2026-01-02', ['field', 'field']],
      ['file:a*', ['all', '-']],
      ['NOT tag:x', ['all', 'all']],
      ['hidden:true', ['-', '-']],
      ['recovered:true', ['-', '-']],
      ['level:high', ['-', '-']],
    ];
    expect(cases.map(([text]) => [text, leftOf(caseDir, text)])).toEqual(cases);
  });

  it('are not even there', () => {
    const { search, caseDir } = searchOver({
      'a.evtx': [{ time: null, fields: [['Image', 'C:\\Windows\\cmd.exe']] }],
      'b.evtx': [{ time: null, fields: [['Image', '/usr/bin/bash']] }],
    });
    fs.rmSync(shardPath(caseDir, fileId(2), generation(1)));
    expect(found(search, 'Image:*\\cmd.exe')).toEqual(['a.evtx:0']);
    expect(search.events({ query: 'Image:*bash', ...everything }).problems).toHaveLength(1);
  });

  it('follow what is marked and hunted after they were published', () => {
    const { search, caseDir } = searchOver({
      'a.evtx': [{ time: null, fields: [['Image', 'x']] }],
      'b.evtx': [{ time: null, fields: [['Image', 'x']] }],
    });
    expect(found(search, 'tag:odd')).toEqual([]);
    expect(found(search, 'NOT hidden:true')).toHaveLength(2);
    const database = CaseDatabase.openToWrite(caseDir, 'a test');
    const { hashes, published } = database.evidenceTable.file(fileId(2));
    const key = { sha256: hashes?.sha256 ?? '', offset: 0 };
    database.markTable.putTag({ id: null, name: 'Odd', colour: 'red' });
    database.markTable.tag([key], 1, true);
    database.markTable.hide([key], 'noise');
    if (published === null) throw new Error('nothing is published');
    const counts = { ...published.counts, suppressed: 1 };
    const hunted = { ...published, detectionsRun: runId(1), counts };
    database.evidenceTable.publish(fileId(2), hunted);
    database.close();
    expect(found(search, 'tag:odd')).toEqual(['b.evtx:0']);
    expect(found(search, 'NOT hidden:true')).toEqual(['a.evtx:0']);
    // Tuning that is taken back brings suppressed ones into sight.
    expect(leftOf(caseDir, 'level:high')).toEqual(['-', 'field']);
  });
});
