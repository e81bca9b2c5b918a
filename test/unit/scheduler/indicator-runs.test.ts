/** The same hits whichever way a file comes to be hunted: alone, in bulk, after SIGMA, again for one new indicator. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readIndicators } from '@shared/ioc/reading/read-indicators';
import type { IndicatorDraft } from '@shared/model/indicator';
import { CaseSearch } from '@electron/store/search/case-search';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { OpenSession, sampleFile } from './open-session';

/** Values that patterns, JSON and SQL take for their own, and one that stands in a name no field shows. */
const HOSTILE = [
  { Image: 'C:\\Tools\\a%b_c.exe', CommandLine: '"run"  --key "x\ty" 100%_(*)' },
  { Image: 'c:/tools//A%B_C.EXE', User: 'LAB\\b\u200bob', Address: '\t10.1.1.1' },
  { Nested: { 'odd.key name': { deep: ['\u0435vil.example', 'EVIL.example', null, 7] } } },
  {
    Hashes: `MD5=${'AB'.repeat(16)},SHA256=${'c0'.repeat(32)}`,
    Key: '\\REGISTRY\\MACHINE\\Software\\N',
  },
  { TargetUserName: 'bob', TargetDomainName: 'lab', Text: "it's \\\\ \u202eevil" },
];
const LIST: IndicatorDraft[] = readIndicators(
  [
    'type,value,mode',
    'filepath,C:\\Tools\\a%b_c.exe,',
    'commandline,"run --key x y",',
    'ip,10.1.1.1,',
    'domain,evil.example,',
    `md5,${'ab'.repeat(16)},`,
    `sha256,${'c0'.repeat(32)},`,
    'registry,HKLM\\Software\\N,',
    'username,LAB\\bob,',
    'text,100%_(*),',
    'text,odd.key,substring',
    'text,*a*_c.exe,wildcard',
    'regex,it.s .{4},regex',
    'filename,winupd.exe,',
    'ip,203.0.113.77,',
  ].join('\n'),
).understood.map(({ draft }) => draft);

function evidence(): string[] {
  const file = path.join(temporaryFolder(), 'hostile.ndjson');
  const lines = HOSTILE.map((one, at) =>
    JSON.stringify({ timestamp: `2026-01-05T08:30:0${at}Z`, ...one }),
  );
  fs.writeFileSync(file, `${lines.join('\n')}\n`);
  return [file, sampleFile('WS-ALVA-Sysmon.evtx'), sampleFile('DC-NORTE-winlogbeat.ndjson')];
}

/** Every hit with the fields it stands in, and what the books say. */
function hitsIn(session: OpenSession): { rows: string[]; counts: unknown } {
  const search = new CaseSearch(session.caseDir);
  const { rows } = search.hits({
    ...{ filter: '', files: null, group: null, start: 0, end: 1_000_000 },
    sort: { column: 'time', order: 'asc' },
  });
  search.close();
  const files = session.session.database.files();
  return {
    rows: rows
      .map(({ fileName, offset, indicator, matches }) =>
        JSON.stringify([
          fileName,
          offset,
          indicator,
          matches.map(({ field, start }) => [field, start]),
        ]),
      )
      .toSorted(),
    counts: files
      .map(({ name, published }) =>
        JSON.stringify([name, published?.counts.hits, published?.counts.eventsWithHits]),
      )
      .toSorted(),
  };
}

const indicatorOf = (row: string): string => String((JSON.parse(row) as unknown[])[2]);

test('one by one, in bulk, with sigma_only, with ioc_only, and indicator by indicator', async () => {
  const files = evidence();
  const first = await OpenSession.open();
  first.session.indicators.add(LIST);
  for (const file of files) {
    await first.add(file);
    await first.untilIdle();
  }
  const expected = hitsIn(first);
  const found = new Set(expected.rows.map(indicatorOf));
  expect([...found].toSorted()).toEqual(LIST.map(({ value }) => value).toSorted());

  const second = await OpenSession.open();
  await second.add(...files);
  await second.untilIdle();
  expect(hitsIn(second).rows).toEqual([]);
  for (const draft of LIST) second.session.indicators.add([draft]);
  const ids = second.session.database.files().map(({ id }) => id);
  for (const operation of ['sigma_only', 'ioc_only', 'reindex'] as const) {
    second.session.files.run(ids, operation);
    await second.untilIdle();
    expect(hitsIn(second), operation).toEqual(expected);
  }

  // One indicator after another: each hunt adds its own hits and leaves those before.
  const third = await OpenSession.open();
  await third.add(...files);
  await third.untilIdle();
  const [last, ...others] = LIST.toReversed();
  if (last === undefined) expect.fail('the list is empty');
  third.session.indicators.add(others);
  third.session.files.run(ids, 'ioc_only');
  await third.untilIdle();
  const search = new CaseSearch(third.caseDir);
  const weighed = search.weighIndicators([last]);
  search.close();
  third.session.indicators.add([last]);
  third.session.files.run(ids, 'ioc_only');
  await third.untilIdle();
  const after = hitsIn(third);
  expect(after).toEqual(expected);
  const own = after.rows.filter((row) => indicatorOf(row) === last.value);
  expect(weighed.hits).toEqual([own.length]);
  for (const session of [first, second, third]) session.close();
}, 120_000);

test('a new indicator makes only those files stale that have it; what goes without a hit, none', async () => {
  const opened = await OpenSession.open();
  const { session } = opened;
  await opened.add(...evidence());
  await opened.untilIdle();
  await session.untouched.settled();
  const stale = (): string[] =>
    session.database
      .files()
      .filter(({ published }) => published?.huntedWith.indicators !== session.packs.indicators.hash)
      .map(({ name }) => name);
  const [nowhere, once] = [LIST.at(-1), LIST.find(({ value }) => value === 'odd.key')];
  if (nowhere === undefined || once === undefined) expect.fail('the list is shorter');
  session.indicators.add([{ ...nowhere, value: '203.0.113.78' }]);
  expect(stale()).toHaveLength(3);
  await session.untouched.settled();
  expect(stale()).toEqual([]);
  session.indicators.add([once]);
  await session.untouched.settled();
  expect(stale()).toEqual(['hostile.ndjson']);
  session.files.run(
    session.database.files().map(({ id }) => id),
    'ioc_only',
  );
  await opened.untilIdle();
  expect(hitsIn(opened).rows).toHaveLength(1);
  expect(stale()).toEqual([]);
  for (const { id, value } of session.database.indicators()) {
    session.indicators.delete([id]);
    await session.untouched.settled();
    expect(stale(), value).toEqual(value === once.value ? ['hostile.ndjson'] : []);
  }
  opened.close();
}, 60_000);
