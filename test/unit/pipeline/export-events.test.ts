import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { EMBEDDED } from '@shared/contract/cluster';
import type { ExportOrder } from '@shared/contract/jobs';
import { exportEvents } from '@electron/pipeline/export-events';
import { type GivenEvent, searchOver } from '../../fixtures/case-of-events';
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
    columns: ['Name', 'List', 'None'],
    path: file,
    building: `${file}.building`,
    ...change,
  };
}

test('CSV has the place and the fields asked for, safe for spreadsheets', () => {
  const order = ordered(2);
  expect([...exportEvents(order)].at(-1)).toEqual({ done: 2, total: 2, problems: [] });
  expect(fs.readFileSync(order.path, 'utf8').split('\r\n')).toEqual([
    '\ufefffile,offset,recordId,eventRecordId,time,channel,eventId,computer,provider,Name,List,None',
    "/evidence/a.evtx,0,1,,,,,,,'=1+1,a |  | b,",
    '/evidence/a.evtx,100,2,,,,,,,n1,a |  | b,',
    '',
  ]);
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
