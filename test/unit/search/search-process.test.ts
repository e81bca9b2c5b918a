/** The built search process, asked as the main process asks it. */
import { fork } from 'node:child_process';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { EMBEDDED } from '@shared/contract/cluster';
import { SEARCH_REPORT, type SearchName, type SearchReport } from '@shared/contract/search';
import { type GivenEvent, searchOver } from '../../fixtures/case-of-events';

const ending: (() => void)[] = [];
afterEach(() => {
  for (const end of ending.splice(0)) end();
});

const event = (name: string): GivenEvent => ({ time: null, fields: [['Name', name]] });
const everything = { from: null, to: null, sort: 'asc', files: null } as const;

type SearchReply = Extract<SearchReport, { type: 'answer' }>['reply'];

/** @param onPart told of parts of answers */
function startSearch(caseDir: string, onPart: (part: unknown) => void = () => undefined) {
  const child = fork(path.resolve('out/main/search.js'), { stdio: 'ignore' });
  ending.push(() => child.kill());
  const waiting = new Map<number, (reply: SearchReply) => void>();
  child.on('message', (message) => {
    const report = SEARCH_REPORT.parse(message);
    if (report.type === 'part') onPart(report.part);
    else waiting.get(report.id)?.(report.reply);
  });
  let ids = 0;
  return (name: SearchName, input: unknown): Promise<SearchReply> => {
    const id = ++ids;
    const answered = new Promise<SearchReply>((resolve) => waiting.set(id, resolve));
    child.send({ type: 'ask', store: EMBEDDED, id, caseDir, name, input, memoryMb: 100 });
    return answered;
  };
}

const rows = (query: string) => ({
  ...{ search: { query, ...everything }, start: 0, end: 10, columns: [] },
});

test('a newer search takes the place of the one before and of what was asked beside it', async () => {
  const { caseDir } = searchOver({ 'a.evtx': [event('one'), event('two')] });
  const ask = startSearch(caseDir);
  const asked = [
    ask('events.rows', rows('one')),
    ask('events.histogram', { search: { query: 'one', ...everything }, most: 10 }),
    ask('events.values', {
      ...{ search: { query: '', ...everything }, field: 'Name' },
      holding: '',
      start: 0,
      end: 9,
    }),
    ask('events.rows', rows('two')),
  ];
  const [first, beside, other, second] = await Promise.all(asked);
  expect(first).toMatchObject({ ok: false, code: 'cancelled' });
  expect(beside).toMatchObject({ ok: false, code: 'cancelled' });
  expect(other).toMatchObject({ ok: true, answer: { total: 2 } });
  expect(second).toMatchObject({ ok: true, answer: { total: 1 } });
  // What was cancelled is asked anew as if nothing had been.
  expect(await ask('events.rows', rows('one'))).toMatchObject({ ok: true, answer: { total: 1 } });
  expect(await ask('events.rows', rows('('))).toMatchObject({ code: 'query-invalid', at: 1 });
});
