/** Detections counted by rule, those of rules without an id among them. */
import { expect, test } from 'vitest';
import { fileId, generation, runId } from '@shared/model/ids';
import { ruleKey } from '@shared/model/rule-key';
import { Tuner } from '@shared/sigma/tuning';
import { CaseDatabase } from '@electron/store/case/case-database';
import { detectionsPath } from '@electron/store/case-paths';
import type { CaseSearch } from '@electron/store/search/case-search';
import { DetectionsWriter } from '@electron/store/sidecar/detections';
import { searchOver } from '../../../fixtures/case-of-events';

/** One detection of each of these rules, by the first event of the first file. */
function detect(caseDir: string, rules: readonly (readonly [id: string, title: string])[]): void {
  const run = { file: fileId(1), generation: generation(1), run: runId(1) };
  const file = detectionsPath(caseDir, run.file, run.generation, run.run);
  const writer = new DetectionsWriter(file, new Tuner([]));
  for (const [ruleId, ruleTitle] of rules) {
    const said = { level: 'high', status: '', author: '', ruleHash: 'h', tags: [] } as const;
    const found = { matches: [], time: null, correlated: null, silent: false } as const;
    const rule = { ruleId, ruleTitle, ...said };
    writer.add(0, { ...found, rule, source: 'security', textsOf: () => [] });
  }
  writer.finish({});
  const database = CaseDatabase.openToWrite(caseDir, 'a test');
  const { published } = database.evidenceTable.file(run.file);
  if (published === null) throw new Error('nothing is published');
  database.evidenceTable.publish(run.file, { ...published, detectionsRun: run.run });
  database.close();
}

const listed = (search: CaseSearch, rule: string | null): string[] =>
  search
    .detections({
      ...{ filter: '', rule, levels: null, suppressed: false, files: null, start: 0, end: 99 },
      sort: { column: 'rule', order: 'asc' },
    })
    .rows.map(({ ruleId, ruleTitle }) => `${ruleId}/${ruleTitle}`);

test('the detections of one rule are listed, not those of rules that are called alike', () => {
  const { search, caseDir } = searchOver({ 'a.evtx': [{ time: null, fields: [['F', 'x']] }] });
  const id = 'abcdef00-0000-4000-8000-000000000001';
  detect(caseDir, [
    ['', 'run'],
    ['', 'run (2)'],
    ['other', 'run'],
    [id.toUpperCase(), 'a runner'],
  ]);
  expect(listed(search, ruleKey('', 'run'))).toEqual(['/run']);
  expect(listed(search, ruleKey('', 'run (2)'))).toEqual(['/run (2)']);
  expect(listed(search, ruleKey(id, 'a runner'))).toEqual([`${id.toUpperCase()}/a runner`]);
  expect(listed(search, ruleKey('', 'nothing'))).toEqual([]);
  expect(listed(search, null)).toHaveLength(4);
});

test('rules without an id are counted by their titles', () => {
  const { search, caseDir } = searchOver({ 'a.evtx': [{ time: null, fields: [['F', 'x']] }] });
  detect(caseDir, [
    ['', 'one'],
    ['', 'two'],
    ['', 'one'],
    ['id', 'one'],
  ]);
  const counts = search.detectionsByRule().map(({ key, detections }) => [key, detections]);
  expect(counts).toEqual([
    [ruleKey('', 'one'), 2],
    [ruleKey('', 'two'), 1],
    ['id', 1],
  ]);
});
