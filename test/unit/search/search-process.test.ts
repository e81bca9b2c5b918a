/** The built search process, asked as the main process asks it. */
import { fork } from 'node:child_process';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { SEARCH_REPORT, type SearchName, type SearchReport } from '@shared/contract/search';
import { type GivenEvent, searchOver } from '../../fixtures/case-of-events';

const ending: (() => void)[] = [];
afterEach(() => {
  for (const end of ending.splice(0)) end();
});

const event = (name: string): GivenEvent => ({ time: null, fields: [['Name', name]] });
const everything = { from: null, to: null, sort: 'asc', files: null } as const;

function startSearch(caseDir: string) {
  const child = fork(path.resolve('out/main/search.js'), { stdio: 'ignore' });
  ending.push(() => child.kill());
  const waiting = new Map<number, (reply: SearchReport['reply']) => void>();
  child.on('message', (message) => {
    const { id, reply } = SEARCH_REPORT.parse(message);
    waiting.get(id)?.(reply);
  });
  let ids = 0;
  return (name: SearchName, input: unknown): Promise<SearchReport['reply']> => {
    const id = ++ids;
    const answered = new Promise<SearchReport['reply']>((resolve) => waiting.set(id, resolve));
    child.send({ type: 'ask', id, caseDir, name, input, memoryMb: 100 });
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
