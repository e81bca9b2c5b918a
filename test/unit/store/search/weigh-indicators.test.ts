/** What indicators would hit, told from the columns: the same as a hunt over the fields of each event. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileId, indicatorId } from '@shared/model/ids';
import type { IndicatorType, MatchMode } from '@shared/model/indicator';
import { type GivenEvent, searchOver } from '../../../fixtures/case-of-events';
import { CaseDatabase } from '@electron/store/case/case-database';
import { packFiles } from '../../../fixtures/packed-case';
import { hitsOf } from '../../ioc/hits-of';

interface Draft {
  readonly type: IndicatorType;
  readonly value: string;
  readonly mode: MatchMode;
}

/** Texts that look like what is sought, and characters that patterns and SQL take for their own. */
const PIECES = [
  ...[
    'evil.example',
    'EVIL',
    '.',
    '10.1.1.1',
    '::ffff:10.1.1.1',
    'a.exe',
    'C:\\tools\\a.exe',
    'bob',
  ],
  ...[
    'LAB',
    '\\',
    '"',
    "'",
    '%',
    '_',
    '*',
    '?',
    '(',
    ' ',
    'ab'.repeat(16),
    'MD5=',
    'HKLM\\Software\\x',
  ],
  ...[
    'HKEY_LOCAL_MACHINE\\Software\\x',
    '\\Device\\HarddiskVolume3\\tools\\a.exe',
    'ſ',
    'K',
    'İ',
    '\u200b',
  ],
  ...[
    'http://evil.example/a',
    '\\??\\',
    '\\\\?\\',
    'tools',
    'exe',
    '\\REGISTRY\\MACHINE',
    'Software',
    'S-1-5-21-1',
    '--run "x y"',
    '--run x  y',
    '\\\\.\\pipe\\p',
    'é',
    'É',
  ],
];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 4 }).map((parts) => parts.join(''));
const NAMES = ['CommandLine', 'Image', 'TargetUserName', 'TargetDomainName', 'Hashes', 'x'];
const value = fc.oneof(text, text, fc.constant(null), fc.array(fc.option(text), { maxLength: 3 }));
const event: fc.Arbitrary<GivenEvent> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...NAMES), value), { selector: ([name]) => name })
  .map((fields) => ({ time: null, fields }));

const draft: fc.Arbitrary<Draft> = fc.oneof(
  fc.constantFrom<Draft>(
    { type: 'ip', value: '10.1.1.1', mode: 'literal' },
    { type: 'ip', value: '10.1.0.0/16', mode: 'literal' },
    { type: 'domain', value: 'evil.example', mode: 'literal' },
    { type: 'url', value: 'http://evil.example', mode: 'literal' },
    { type: 'md5', value: 'ab'.repeat(16), mode: 'literal' },
    { type: 'filename', value: 'a.exe', mode: 'literal' },
    { type: 'filepath', value: 'C:\\tools\\a.exe', mode: 'literal' },
    { type: 'registry', value: 'HKLM\\Software\\x', mode: 'literal' },
    { type: 'filename', value: 'toolsexe', mode: 'literal' },
    { type: 'registry', value: 'SoftwareHKLM', mode: 'literal' },
    { type: 'registry', value: 'HKLM', mode: 'substring' },
    { type: 'commandline', value: '--run x y', mode: 'literal' },
    { type: 'username', value: 'LAB\\bob', mode: 'literal' },
    { type: 'username', value: 'bob', mode: 'literal' },
    { type: 'sid', value: 'S-1-5-21-1', mode: 'literal' },
    // In names alone, and in an account's two fields.
    { type: 'text', value: 'TargetUserName', mode: 'literal' },
    { type: 'username', value: 'lab\\b*', mode: 'wildcard' },
    { type: 'filepath', value: 'C:tools\\a.exe', mode: 'literal' },
    { type: 'pipe', value: '\\\\.\\pipe\\p', mode: 'literal' },
    { type: 'regex', value: 'evil.{0,3}exam', mode: 'regex' },
  ),
  fc.record({
    ...{ type: fc.constant('text' as const), value: text.filter((one) => one.trim() !== '') },
    mode: fc.constantFrom<MatchMode>('literal', 'substring', 'wildcard'),
  }),
);

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
