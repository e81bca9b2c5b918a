import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { EMBEDDED } from '@shared/contract/cluster';
import type { ExportOrder } from '@shared/contract/jobs';
import { type FileId, generation, indicatorId, runId } from '@shared/model/ids';
import { Tuner } from '@shared/sigma/tuning';
import { exportEvents } from '@electron/pipeline/export-events';
import { CaseDatabase } from '@electron/store/case/case-database';
import { detectionsPath, hitsPath, shardPath } from '@electron/store/case-paths';
import { CaseSearch } from '@electron/store/search/case-search';
import { DetectionsWriter } from '@electron/store/sidecar/detections';
import { HitsWriter } from '@electron/store/sidecar/hits';
import { type GivenEvent, searchOver } from '../../fixtures/case-of-events';
import { openWriter } from '@electron/store/sqlite';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const everything = { query: '', from: null, to: null, sort: 'asc', files: null } as const;

function ordered(count: number, change: Partial<ExportOrder> = {}): ExportOrder {
  const events = Array.from({ length: count }, (_, at): GivenEvent => ({
    time: null,
    fields: [
      ['Name', at === 0 ? '=1+1' : `n${at}`],
      ['List', ['a', null, 'b']],
      ['__proto__', 'x'],
    ],
  }));
  const { caseDir } = searchOver({ 'a.evtx': events });
  const file = path.join(temporaryFolder(), 'out');
  return {
    caseDir,
    store: EMBEDDED,
    search: everything,
    format: 'csv',
    columns: ['field:Name', 'field:List', 'field:None'],
    path: file,
    building: `${file}.building`,
    ...change,
  };
}

test('CSV has the place and the fields asked for, safe for spreadsheets', () => {
  const order = ordered(2);
  expect([...exportEvents(order)].at(-1)).toEqual({
    ...{ done: 2, total: 2, problems: [], isWhole: true },
  });
  expect(fs.readFileSync(order.path, 'utf8').split('\r\n')).toEqual([
    '\ufeffName,List,None,file,offset,recordId,eventRecordId,time,channel,eventId,computer,provider',
    "'=1+1,a |  | b,,/evidence/a.evtx,0,1,,,,,,",
    'n1,a |  | b,,/evidence/a.evtx,100,2,,,,,,',
    '',
  ]);
});

test('CSV has the summary where the grid shows it, in one line', () => {
  const { caseDir } = searchOver({
    'a.evtx': [
      {
        time: null,
        fields: [
          ['Text', 'one\r\ntwo'],
          ['Channel', 'Security'],
          ['User', 'bob'],
        ],
      },
    ],
  });
  const order = { ...ordered(1), caseDir, columns: ['eventId', 'summary'] };
  for (const _ of exportEvents(order)) continue;
  const [head, line] = fs.readFileSync(order.path, 'utf8').split('\r\n');
  expect(head).toMatch(/^\ufeffeventId,summary,file,/);
  expect(line).toMatch(/^,Text: one two {2}User: bob,/);
});

test('the summary of an export is whole, however long', () => {
  const long = 'powershell '.repeat(500).trim();
  const { caseDir } = searchOver({
    'a.evtx': [
      {
        time: null,
        fields: [
          ['CommandLine', long],
          ['User', 'bob'],
        ],
      },
    ],
  });
  const order = { ...ordered(1), caseDir, columns: ['summary'] };
  for (const _ of exportEvents(order)) continue;
  const [, line] = fs.readFileSync(order.path, 'utf8').split('\r\n');
  expect(line?.startsWith(`CommandLine: ${long}  User: bob,`)).toBe(true);
});

test('CSV has the columns of the grid in their order, then what they do not say of the place', () => {
  const columns = ['file', 'field:List', 'time', 'summary', 'field:time', 'computer', 'level'];
  const order = ordered(1, { columns });
  for (const _ of exportEvents(order)) continue;
  const [head] = fs.readFileSync(order.path, 'utf8').split('\r\n');
  expect(head).toBe(
    '\ufefffile,List,time,summary,time,computer,level,rules,indicators,' +
      'offset,recordId,eventRecordId,channel,eventId,provider',
  );
});

test('what is damaged is left out and told, and the others are exported', () => {
  const { caseDir, search } = searchOver({
    'a.evtx': [{ time: null, fields: [['A', 'x']] }],
    'b.evtx': [{ time: null, fields: [['A', 'y']] }],
  });
  search.close();
  const writer = openWriter(shardPath(caseDir, 1 as FileId, generation(1)));
  writer.exec("UPDATE col SET dictionary = x'01'");
  writer.close();
  const order = { ...ordered(1), caseDir, columns: ['field:A'] };
  const { done, total, problems } = [...exportEvents(order)].at(-1) ?? {};
  expect([done, total]).toEqual([1, 2]);
  expect(problems).toEqual([expect.stringMatching(/^a\.evtx: The event store of this file/)]);
  expect(fs.readFileSync(order.path, 'utf8')).toContain('/evidence/b.evtx');
});

test('JSON lines have every field, whatever its name', () => {
  const order = ordered(2, { format: 'jsonl', search: { ...everything, query: 'Name:n1' } });
  for (const _ of exportEvents(order)) continue;
  const lines = fs.readFileSync(order.path, 'utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(1);
  const line = JSON.parse(lines[0] ?? '') as { offset: number; fields: object };
  expect(line.offset).toBe(100);
  expect(Object.entries(line.fields)).toEqual([
    ['Name', ['n1']],
    ['List', ['a', null, 'b']],
    ['__proto__', ['x']],
  ]);
});

test('what is shown of findings and marks stands beside them, safe for spreadsheets', () => {
  const order = ordered(2, { columns: ['level', 'field:Name', 'marks', 'summary'] });
  const search = new CaseSearch(order.caseDir);
  const [key] = search.keys(everything, 0, 1);
  search.close();
  if (key === undefined) throw new Error('no event');
  const database = CaseDatabase.openToWrite(order.caseDir, 'a test');
  database.markTable.putTag({ id: null, name: '=cmd()', colour: 'red' });
  database.markTable.putTag({ id: null, name: 'Odd', colour: 'blue' });
  for (const tag of [1, 2]) database.markTable.tag([key], tag, true);
  database.markTable.note(key, '+1, he said');
  database.markTable.hide([key], '@home');
  const { id, published } = database.files()[0] ?? {};
  if (id === undefined || published == null) throw new Error('nothing is published');
  hunted(order.caseDir, id);
  database.evidenceTable.publish(id, {
    ...{ ...published, detectionsRun: runId(1), hitsRun: runId(1) },
    counts: { ...published.counts, detections: 2, hits: 1, eventsWithHits: 1 },
  });
  database.close();
  for (const _ of exportEvents(order)) continue;
  const [head, first, second] = fs.readFileSync(order.path, 'utf8').split('\r\n');
  expect(head).toContain('level,rules,indicators,Name,tags,note,hidden,summary,file,offset,');
  expect(first).toMatch(
    /^high,'-Rule \| Other,'=evil,'=1\+1,'=cmd\(\) \| Odd,"'\+1, he said",'@home,[^,]*,\/evidence\/a\.evtx,0,1,/,
  );
  expect(second).toMatch(/^,,,n1,,,,[^,]*,\/evidence\/a\.evtx,100,2,/);
  for (const _ of exportEvents({ ...order, format: 'jsonl' })) continue;
  const lines = fs.readFileSync(order.path, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    {
      ...{ level: 'high', rules: ['-Rule', 'Other'], indicators: ['=evil'] },
      ...{ tags: ['=cmd()', 'Odd'], note: '+1, he said', hidden: '@home' },
    },
    { level: null, rules: [], indicators: [], tags: [], note: null, hidden: null },
  ]);
});

/** Two detections and a hit on the first event. */
function hunted(caseDir: string, file: FileId): void {
  const where = [caseDir, file, generation(1), runId(1)] as const;
  const detections = new DetectionsWriter(detectionsPath(...where), new Tuner([]));
  const found = { source: 'x', matches: [], time: null, correlated: null, silent: false } as const;
  for (const [ruleTitle, level] of [
    ['-Rule', 'low'],
    ['Other', 'high'],
  ] as const) {
    const rule = { ruleId: ruleTitle, ruleTitle, level, status: '', author: '', ruleHash: 'h' };
    detections.add(0, { ...found, rule: { ...rule, tags: [] }, textsOf: () => [] });
  }
  detections.finish({});
  const hits = new HitsWriter(hitsPath(...where));
  const sought = { type: 'text', mode: 'literal', matches: [] } as const;
  hits.add(0, { indicatorId: indicatorId(1), indicator: '=evil', ...sought });
  hits.finish({});
}

test('one that is ended on the way leaves nothing, and what was there before', () => {
  const order = ordered(2_500);
  fs.writeFileSync(order.path, 'before');
  for (const { done, total } of exportEvents(order)) {
    expect([done, total]).toEqual([1_000, 2_500]);
    break;
  }
  expect(fs.readFileSync(order.path, 'utf8')).toBe('before');
  expect(fs.readdirSync(path.dirname(order.path))).toEqual(['out']);
  const told = [...exportEvents(order)].map(({ done }) => done);
  expect(told).toEqual([1_000, 2_000, 2_500]);
  expect(fs.readFileSync(order.path, 'utf8').split('\r\n')).toHaveLength(2_502);
});
