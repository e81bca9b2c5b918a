/** The same search, page by page, exported, and counted. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EMBEDDED } from '@shared/contract/cluster';
import type { ExportOrder } from '@shared/contract/jobs';
import type { FileTime } from '@shared/model/file-time';
import type { EventRowsPart } from '@shared/contract/event-part';
import { CaseSearch } from '@electron/store/search/case-search';
import { exportEvents } from '@electron/pipeline/export-events';
import { closing, type GivenEvent, searchOver } from '../../../fixtures/case-of-events';
import { temporaryFolder } from '../../../fixtures/temporary-folder';

const event: fc.Arbitrary<GivenEvent> = fc.record({
  // Few times, so that many are the same.
  time: fc.constantFrom(null, 5n as FileTime, 6n as FileTime, 1n as FileTime),
  fields: fc.constantFrom([['Name', 'a']], [['Name', 'b']], [['Other', 'a']]) as fc.Arbitrary<
    GivenEvent['fields']
  >,
});
const log = fc.array(event, { minLength: 1, maxLength: 25 });

test('what is told before the answer grows into it, file by file', () => {
  fc.assert(
    fc.property(fc.array(log, { minLength: 1, maxLength: 4 }), (logs) => {
      const files = Object.fromEntries(logs.map((events, at) => [`${at}.evtx`, events]));
      const { caseDir } = searchOver(files);
      let hours = 0;
      const hasty = new CaseSearch(caseDir, { now: () => 3_600_000 * 2 ** ++hours });
      closing.push(() => hasty.close());
      const parts: EventRowsPart[] = [];
      const search = { query: '-Other:*', from: null, to: null, files: null, sort: 'asc' } as const;
      const asked = { search, start: 0, end: 200, columns: ['Name'] };
      const answer = hasty.eventRows(asked, (part) => parts.push(part));
      expect(parts).toHaveLength(logs.length);
      parts.forEach((part, searched) => {
        const some = logs.slice(0, searched);
        expect(part).toMatchObject({ searched, files: logs.length });
        const among = answer.rows.filter(({ file }) => file <= searched).slice(0, 50);
        expect(part.rows).toEqual(among);
        expect(part.found).toBe(
          some.flat().filter(({ fields }) => fields[0]?.[0] === 'Name').length,
        );
      });
      // The answer is known now: nothing is told before it.
      hasty.eventRows(asked, () => expect.fail('told again'));
      for (const close of closing.splice(0)) close();
    }),
    { numRuns: 40 },
  );
});

test('pages put together are the export, and as many as were counted', () => {
  const folder = temporaryFolder();
  const search = fc.record({
    query: fc.constantFrom('', 'a', 'Name:b', '-Name:*', 'nothing'),
    sort: fc.constantFrom('asc' as const, 'desc' as const),
  });
  fc.assert(
    fc.property(
      fc.array(log, { minLength: 1, maxLength: 3 }),
      search,
      fc.integer({ min: 1, max: 9 }),
      (logs, asked, pageRows) => {
        const files = Object.fromEntries(logs.map((events, at) => [`${at}.evtx`, events]));
        const { search: searcher, caseDir } = searchOver(files);
        const whole = { ...asked, from: null, to: null, files: null };
        const places: string[] = [];
        let total = 0;
        do {
          const start = places.length;
          const page = searcher.eventRows({
            search: whole,
            start,
            end: start + pageRows,
            columns: [],
          });
          total = page.total;
          places.push(...page.rows.map(({ fileName, offset }) => `${fileName} ${offset}`));
        } while (places.length < total);
        const file = path.join(folder, 'export.jsonl');
        const order: ExportOrder = {
          ...{ caseDir, store: EMBEDDED, search: whole, format: 'jsonl', columns: [] },
          ...{ path: file, building: `${file}.building` },
        };
        for (const _ of exportEvents(order)) continue;
        const lines = fs.readFileSync(file, 'utf8').split('\n').slice(0, -1);
        const exported = lines.map((line) => {
          const { file: from, offset } = JSON.parse(line) as { file: string; offset: number };
          return `${path.basename(from)} ${offset}`;
        });
        expect(exported).toEqual(places);
        expect(searcher.find(whole).count).toBe(places.length);
        expect(new Set(places).size).toBe(places.length);
        searcher.close();
        closing.length = 0;
      },
    ),
    { numRuns: 60 },
  );
});
