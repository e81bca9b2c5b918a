/** What indicators would hit, told from the columns: the same as a hunt over the fields of each event. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileId, indicatorId } from '@shared/model/ids';
import { type GivenEvent, searchOver } from '../../../fixtures/case-of-events';
import { CaseDatabase } from '@electron/store/case/case-database';
import { packFiles } from '../../../fixtures/packed-case';
import { type Draft, draft, event } from '../../../fixtures/random-indicators';
import { hitsOf } from '../../ioc/hits-of';

/** Beside their values these records say the names of their fields. */
function hunted(drafts: readonly Draft[], events: readonly GivenEvent[]): number[] {
  return drafts.map(({ type, value: sought, mode }) => {
    const indicator = { id: indicatorId(1), type, value: sought, mode, active: true };
    return events.filter(({ fields }) => {
      const names = fields.map(([name]) => name);
      const values = fields.map(([, one]) => one);
      return hitsOf([indicator], { names, values }, names).length > 0;
    }).length;
  });
}

test.each([
  ['few, some of them looked up in the index', 4],
  ['many at once', 40],
])('%s', (_, most) => {
  const events = fc.array(event, { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(
      fc.array(draft, { minLength: 1, maxLength: most }),
      events,
      events,
      (drafts, one, two) => {
        const { search, caseDir } = searchOver({ one, two });
        const told = {
          ...{ hits: hunted(drafts, [...one, ...two]), events: one.length + two.length },
          problems: [],
        };
        expect(search.weighIndicators(drafts)).toEqual(told);
        packFiles(caseDir);
        expect(search.weighIndicators(drafts)).toEqual(told);
      },
    ),
    { numRuns: 60 },
  );
});

test.each([1, 3])('fields beyond the %i that a shard has room for', (mostFields) => {
  let found = 0;
  const events = fc.array(event, { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.array(draft, { minLength: 1, maxLength: 20 }), events, (drafts, some) => {
      const { search } = searchOver({ one: some }, mostFields);
      const hits = hunted(drafts, some);
      found += hits.filter((count) => count > 0).length;
      expect(search.weighIndicators(drafts)).toEqual({ hits, events: some.length, problems: [] });
    }),
    { numRuns: 40 },
  );
  expect(found).toBeGreaterThan(0);
});

test('an account whose name and domain stand beyond them', () => {
  const names = ['user.name', 'user.domain'];
  const account = { time: null, fields: names.map((name) => [name, name] as const) };
  const { search } = searchOver({ one: [{ time: null, fields: [['x', 'y']] }, account] }, 1);
  const drafts: Draft[] = [
    { type: 'username', value: names.toReversed().join('\\'), mode: 'literal' },
  ];
  expect(search.weighIndicators(drafts).hits).toEqual([1]);
});

test('an expression that takes the long s for an s, and one of alternatives', () => {
  const texts = ['C:\\tool\u017f\\a.exe', 'x evil.example', 'an other'];
  const events = texts.map((text) => ({ time: null, fields: [['a', text] as const] }));
  const { search, caseDir } = searchOver({ one: events, two: events });
  const drafts = ['tools', '(?:xyz|evil)[.]example', '[]x]lse|tools|other'].map((value): Draft => ({
    type: 'regex',
    value,
    mode: 'regex',
  }));
  const told = { hits: [2, 2, 4], events: 6, problems: [] };
  expect(search.weighIndicators(drafts)).toEqual(told);
  packFiles(caseDir);
  expect(search.weighIndicators(drafts)).toEqual(told);
});

test('a file that cannot be read is told, the others are counted', () => {
  const events = [{ time: null, fields: [['a', 'evil.example']] as const }];
  const { search, caseDir } = searchOver({ one: events, two: events });
  const drafts: Draft[] = [{ type: 'domain', value: 'evil.example', mode: 'literal' }];
  const folder = path.join(caseDir, 'events');
  const [first = ''] = fs.readdirSync(folder).toSorted();
  fs.writeFileSync(path.join(folder, first), 'no shard');
  const { hits, problems } = search.weighIndicators(drafts);
  expect(hits).toEqual([1]);
  expect(problems).toHaveLength(1);
});

test('events of a pack whose file has left the case are not counted', () => {
  const events = [{ time: null, fields: [['a', 'evil.example']] as const }];
  const { search, caseDir } = searchOver({ one: events, two: events, three: events });
  packFiles(caseDir);
  const database = CaseDatabase.openToWrite(caseDir, 'a test');
  database.evidenceTable.remove(fileId(2));
  database.close();
  const drafts: Draft[] = [{ type: 'domain', value: 'evil.example', mode: 'literal' }];
  expect(search.weighIndicators(drafts)).toEqual({ hits: [2], events: 2, problems: [] });
});
