/** Names of the query language that are no field of the record: friendly ones, and what the case says. */
import fs from 'node:fs';
import { expect, test } from 'vitest';
import { fileId, generation, indicatorId, runId } from '@shared/model/ids';
import type { Level } from '@shared/model/level';
import { parseIsoTime } from '@shared/model/time-text';
import { FRIENDLY_NAMES } from '@shared/query/friendly-fields';
import { Tuner } from '@shared/sigma/tuning';
import { CaseDatabase } from '@electron/store/case/case-database';
import { detectionsPath, hitsPath, shardPath } from '@electron/store/case-paths';
import type { CaseSearch } from '@electron/store/search/case-search';
import { DetectionsWriter } from '@electron/store/sidecar/detections';
import { HitsWriter } from '@electron/store/sidecar/hits';
import { ShardWriter } from '@electron/store/shard/shard-writer';
import { packFiles } from '../../../fixtures/packed-case';
import { type GivenEvent, recordOf, searchOver } from '../../../fixtures/case-of-events';

const everything = { from: null, to: null, sort: 'asc', files: null } as const;
const found = (search: CaseSearch, query: string): number[] => {
  const { matches, problems } = search.events({ query, ...everything });
  expect(problems).toEqual([]);
  return Array.from({ length: matches.count }, (_, row) => matches.at(row)?.event ?? -1);
};
const event = (name: string, value: string | string[]): GivenEvent => ({
  time: null,
  fields: [[name, value]],
});

test.each([
  ['user:bob', 'User', 'CORP\\Bob'],
  ['user:bob', 'user.name', 'bob@corp.example'],
  ['user:corp\\bob', 'TargetUserName', 'CORP\\bob'],
  ['user:b*', 'SubjectUserName', 'bob'],
  ['process:cmd.exe', 'NewProcessName', 'C:\\Windows\\System32\\cmd.exe'],
  ['process:*\\system32\\*', 'Image', 'C:\\Windows\\System32\\cmd.exe'],
  ['process:bash', 'process.executable', '/usr/bin/bash'],
  ['parent:winword.exe', 'ParentImage', 'C:\\Office\\WINWORD.EXE'],
  ['ip:10.0.0.0/8', 'IpAddress', '::ffff:10.1.2.3'],
  ['ip:10.1.2.3', 'IpAddress', '::ffff:10.1.2.3'],
  ['ip:"::ffff:0:0/96"', 'IpAddress', '::ffff:10.1.2.3'],
  ['ip:"::/0"', 'IpAddress', '::ffff:10.1.2.3'],
  ['ip:2001:db8::/32', 'DestinationIp', '2001:db8::7'],
  ['port:[440 TO 450]', 'DestinationPort', '443'],
  [
    'hash:d41d8cd98f00b204e9800998ecf8427e',
    'Hashes',
    'SHA1=AB,MD5=D41D8CD98F00B204E9800998ECF8427E',
  ],
  ['domain:evil.example', 'QueryName', 'evil.example'],
  ['path:a.dll', 'ImageLoaded', 'C:\\x\\a.dll'],
  ['user:*', 'TargetUserName', 'x'],
])('%s finds %s: %s', (query, name, value) => {
  const { search } = searchOver({ 'a.evtx': [event('Other', value), event(name, value)] });
  expect(found(search, query)).toEqual([1]);
  expect(found(search, `-${query}`)).toEqual([0]);
});

test('of several values of an event, one is in a range', () => {
  const between: GivenEvent['fields'] = [
    ['SourcePort', '443'],
    ['DestinationPort', '52000'],
  ];
  const beyond: GivenEvent['fields'] = [
    ['SourcePort', '5500'],
    ['DestinationPort', '443'],
  ];
  const { search } = searchOver({
    'a.evtx': [
      { time: null, fields: between },
      { time: null, fields: beyond },
      event('N', ['5', '15']),
      event('N', ['5', '7', '15']),
      event('N', ['2026-01-01', '2026-01-05']),
    ],
  });
  expect(found(search, 'port:[5000 TO 6000]')).toEqual([1]);
  expect(found(search, 'N:[6 TO 10]')).toEqual([3]);
  expect(found(search, 'N:{5 TO 15}')).toEqual([3]);
  expect(found(search, 'N:[5 TO 6]')).toEqual([2, 3]);
  expect(found(search, 'N:["2026-01-02" TO "2026-01-04"]')).toEqual([]);
  expect(found(search, 'N:["2026-01-02" TO "2026-01-05"]')).toEqual([4]);
  // Two conditions are met by two values, as always.
  expect(found(search, 'N:(>=6 <=10)')).toEqual([2, 3]);
});

test.each([
  ['IpAddress:::1', 'IpAddress', '::1'],
  ['ip:::1', 'IpAddress', '::1'],
  ['IpAddress:::ffff:10.20.0.19', 'IpAddress', '::ffff:10.20.0.19'],
  ['"":"4408"', '', '4408'],
  ['CommandLine:(/iex/, /invoke/)', 'CommandLine', 'x invoke-y'],
  ['HKLM:\\Software', 'TargetObject', 'HKLM:\\Software\\x'],
  ['fe80:0:0:0:80ac:4126:fa58:1b81', 'Any', 'at fe80:0:0:0:80ac:4126:fa58:1b81'],
])('%s, as it is pasted, finds %s: %s', (query, name, value) => {
  const { search } = searchOver({ 'a.evtx': [event('Other', 'value'), event(name, value)] });
  expect(found(search, query)).toEqual([1]);
  expect(found(search, `NOT ${query}`)).toEqual([0]);
});

test('a field without a name stands for itself alone', () => {
  const fields: GivenEvent['fields'] = [
    ['A', '4408'],
    ['', '7'],
  ];
  const { search } = searchOver({ 'a.evtx': [{ time: null, fields }, event('', '4408')] });
  expect(found(search, '"":"4408"')).toEqual([1]);
  expect(found(search, 'NOT "":"4408"')).toEqual([0]);
  expect(found(search, '"":*')).toEqual([0, 1]);
});

test.each([
  '2026-03-01 01:06:42.633',
  '2026-03-01T01:06:42.633',
  '2026-03-01 01:06',
  '2026-03-01 01',
  '2026-03-01T01:06:42Z',
  '2026-03-01T03:06:42+02:00',
  '2026-02-28T23:06-02:00',
])('the time of an event begins with %s', (text) => {
  const time = (written: string): GivenEvent => ({ time: parseIsoTime(written), fields: [] });
  const { search } = searchOver({
    'a.evtx': [time('2026-03-01T01:06:42.6331234Z'), time('2026-03-02T01:06:42.6331234Z')],
  });
  expect(found(search, `time:"${text}"`)).toEqual([0]);
  expect(found(search, `-time:"${text}"`)).toEqual([1]);
});

test.each([
  ['user:bob', 'User', 'CORP\\bobby'],
  ['process:cmd', 'Image', 'C:\\cmd.exe'],
  ['ip:10.1.2.3', 'IpAddress', '10.1.2.30'],
  ['ip:"::ffff:0:0/96"', 'IpAddress', '10.1.2.3'],
  ['ip:"::/0"', 'IpAddress', '10.1.2.3'],
  ['ip:10.0.0.0/8', 'IpAddress', 'x 10.1.2.3'],
  ['hash:ab', 'Hashes', 'SHA1=ABC'],
])('%s does not find %s: %s', (query, name, value) => {
  const { search } = searchOver({ 'a.evtx': [event(name, value)] });
  expect(found(search, query)).toEqual([]);
});

test('a hexadecimal value is a number, in quotation marks a text', () => {
  const values = ['0x1f4', '500', '0X01F4', '501', '500.0', 'x0x1f4'];
  const { search } = searchOver({ 'a.evtx': values.map((value) => event('ProcessId', value)) });
  expect(found(search, 'ProcessId:0x1f4')).toEqual([0, 1, 2, 4]);
  expect(found(search, 'pid:(0x1F4 OR 501)')).toEqual([0, 1, 2, 3, 4]);
  expect(found(search, 'ProcessId:"0x1f4"')).toEqual([0]);
  expect(found(search, 'NOT ProcessId:0x1f4')).toEqual([3, 5]);
  expect(found(search, '0x1f4')).toEqual([0, 5]);
});

test('a network that stands in a field of addresses is found as it is written', () => {
  const values = ['10.0.0.0/8', '10.1.2.3', '11.0.0.1'];
  const { search } = searchOver({ 'a.evtx': values.map((value) => event('SourceIp', value)) });
  expect(found(search, 'ip:"10.0.0.0/8"')).toEqual([0, 1]);
});

test('the documentation lists every friendly name', () => {
  const page = fs.readFileSync('docs/query.md', 'utf8');
  for (const name of FRIENDLY_NAMES) expect(page).toContain(`\`${name}\``);
});

test("a record's own field of a friendly name is asked too", () => {
  for (const name of FRIENDLY_NAMES) {
    const { search } = searchOver({ 'a.evtx': [event(name, 'mine')] });
    expect(found(search, `${name}:mine`), name).toEqual([0]);
  }
});

function rule(ruleId: string, level: Level) {
  const facts = { status: 'test', author: 'a', ruleHash: 'h', tags: [] };
  return { ruleId, ruleTitle: `Title of ${ruleId}`, level, ...facts };
}

test('detections and hits are fields: level, rule and indicator', () => {
  const events = Array.from({ length: 6 }, (_, at) => event('Level', String(at)));
  const { search, caseDir } = searchOver({ 'a.evtx': events });
  const run = { file: fileId(1), generation: generation(1), run: runId(1) };
  const detections = new DetectionsWriter(
    detectionsPath(caseDir, run.file, run.generation, run.run),
    new Tuner([]),
  );
  const match = {
    source: 'sysmon',
    matches: [],
    time: null,
    correlated: null,
    silent: false,
    textsOf: () => [],
  } as const;
  detections.add(1, { ...match, rule: rule('r1', 'high') });
  detections.add(1, { ...match, rule: rule('r2', 'low') });
  detections.add(3, { ...match, rule: rule('r2', 'low') });
  detections.add(4, { ...match, rule: rule('r3', 'critical') });
  detections.finish({});
  const hits = new HitsWriter(hitsPath(caseDir, run.file, run.generation, run.run));
  const sought = { type: 'ip', mode: 'literal', matches: [] } as const;
  hits.add(2, { indicatorId: indicatorId(1), indicator: '10.0.0.5', ...sought });
  hits.finish({});
  const database = CaseDatabase.openToWrite(caseDir, 'a test');
  const { published } = database.evidenceTable.file(run.file);
  if (published === null) throw new Error('nothing is published');
  const runs = { detectionsRun: run.run, hitsRun: run.run };
  const counts = { ...published.counts, detections: 4, hits: 1, eventsWithHits: 1 };
  database.evidenceTable.publish(run.file, { ...published, ...runs, counts });
  database.close();
  expect(found(search, 'level:high')).toEqual([1]);
  expect(found(search, 'level:>=high')).toEqual([1, 4]);
  expect(found(search, 'level:<medium')).toEqual([1, 3]);
  expect(found(search, 'level:[medium TO critical]')).toEqual([1, 4]);
  // The detections of event 1 are low and high: none of them is between.
  expect(found(search, 'level:[medium TO medium]')).toEqual([]);
  expect(found(search, 'level:{low TO high}')).toEqual([]);
  expect(found(search, 'level:>=4')).toEqual([4, 5]);
  expect(found(search, 'rule:r2')).toEqual([1, 3]);
  expect(found(search, 'rule:"title of r3"')).toEqual([4]);
  expect(found(search, 'rule:*')).toEqual([1, 3, 4]);
  // What the record calls so has nothing to do with it, unless it is asked as the panel counts it.
  expect(found(search, 'level:*')).toEqual([1, 3, 4]);
  expect(found(search, 'LEVEL:*')).toEqual([0, 1, 2, 3, 4, 5]);
  expect(found(search, 'indicator:10.0.0.*')).toEqual([2]);
  expect(found(search, '-rule:* -indicator:*')).toEqual([0, 5]);
  const writing = CaseDatabase.openToWrite(caseDir, 'a test');
  const out = { action: 'exclude', ruleId: 'r2', reason: 'known' } as const;
  // A field the rule did not match: that of the event.
  writing.tuningTable.add({ ...out, where: [{ field: 'level', value: '3' }] });
  writing.close();
  expect(found(search, 'rule:r2')).toEqual([1]);
});

test('what the examiner put out of sight is left out by that mark alone', () => {
  const { search, caseDir } = searchOver({
    'a.evtx': [event('hidden', 'true'), event('Name', 'b'), event('Name', 'c')],
    'b.evtx': [event('hidden', 'true'), event('Name', 'd')],
  });
  const asked = { ...everything, query: '', withoutHidden: true };
  const inSight = (): (string | null)[] =>
    [...search.find(asked).events()].map(({ path, place }) => `${path} ${place.offset}`);
  const all = inSight();
  expect(all).toHaveLength(5);
  const keys = search.keys({ ...everything, query: 'Name:b OR file:b.evtx hidden:true' }, 0, 10);
  expect(keys).toHaveLength(2);
  const database = CaseDatabase.openToWrite(caseDir, 'a test');
  database.markTable.hide(keys, 'noise');
  database.close();
  const seen = (): unknown => [
    search.eventRows({ search: asked, start: 0, end: 0, columns: [] }).total,
    search.keys(asked, 0, 9).length,
    search.values({ search: asked, field: 'file', holding: '', start: 0, end: 9 }).rows,
    search.values({ search: asked, field: 'HIDDEN', holding: '', start: 0, end: 9 }).rows,
    inSight(),
  ];
  const expected = [
    ...[3, 3],
    [
      { value: 'a.evtx', count: 2, spellings: 1 },
      { value: 'b.evtx', count: 1, spellings: 1 },
    ],
    [{ value: 'true', count: 1, spellings: 1 }],
    [all[0], all[2], all[4]],
  ];
  expect(seen()).toEqual(expected);
  packFiles(caseDir);
  expect(seen()).toEqual(expected);
  // The language asks the record's own field as well.
  expect(found(search, 'NOT hidden:true')).toHaveLength(2);
});

test('marks of the examiner are fields, and stay with the record when the file is indexed anew', () => {
  const { search, caseDir } = searchOver({
    'a.evtx': [event('Name', 'a'), event('Name', 'b'), event('Name', 'c')],
    'b.evtx': [event('Name', 'b')],
  });
  expect(found(search, 'tag:*')).toEqual([]);
  const [key] = search.keys({ query: 'Name:c', ...everything }, 0, 10);
  const [other] = search.keys({ query: 'Name:b file:b.evtx', ...everything }, 0, 10);
  if (key === undefined || other === undefined) throw new Error('no key');
  expect(key).toMatchObject({ offset: 200 });
  const database = CaseDatabase.openToWrite(caseDir, 'a test');
  database.markTable.putTag({ id: null, name: 'Odd One', colour: 'red' });
  database.markTable.tag([key, other], 1, true);
  database.markTable.note(key, 'told by the user');
  database.markTable.hide([other], 'a test of ours');
  const names = (query: string): string[] => {
    const { rows } = search.eventRows({
      ...{ search: { query, ...everything }, start: 0, end: 9, columns: ['Name'] },
    });
    return rows.map(({ fileName, columns }) => `${fileName} ${columns[0]}`);
  };
  expect(names('tag:"odd one"')).toEqual(['a.evtx c', 'b.evtx b']);
  expect(names('hidden:true')).toEqual(['b.evtx b']);
  expect(names('hidden:false')).toEqual(['a.evtx a', 'a.evtx b', 'a.evtx c']);
  expect(names('Name:b hidden:(false OR true)')).toEqual(['a.evtx b', 'b.evtx b']);
  expect(names('hidden:"a test of ours"')).toEqual(['b.evtx b']);
  expect(names('hidden:"false"')).toEqual([]);
  expect(names('note:*user*')).toEqual(['a.evtx c']);
  expect(names('hidden:true')).toEqual(['b.evtx b']);
  expect(names('-hidden:true Name:b')).toEqual(['a.evtx b']);
  const values = (field: string): unknown =>
    search
      .values({ search: { query: '', ...everything }, field, holding: '', start: 0, end: 9 })
      .rows.map(({ value, count }) => [value, count]);
  expect(values('tag')).toEqual([['Odd One', 2]]);
  expect(values('note')).toEqual([['told by the user', 1]]);
  expect(values('hidden')).toEqual([
    ['a test of ours', 1],
    ['true', 1],
  ]);
  expect(values('HIDDEN')).toEqual([]);
  database.markTable.note(other, 'told twice');
  database.markTable.tag([other], 1, false);
  expect(values('note')).toEqual([
    ['told by the user', 1],
    ['told twice', 1],
  ]);
  expect(values('tag')).toEqual([['Odd One', 1]]);
  database.markTable.tag([other], 1, true);
  // Another generation has the event under another number.
  const writer = new ShardWriter(shardPath(caseDir, fileId(1), generation(2)), 'json');
  writer.add(recordOf(event('Name', 'c'), 2));
  writer.finish();
  const { published } = database.evidenceTable.file(fileId(1));
  if (published === null) throw new Error('nothing is published');
  database.evidenceTable.publish(fileId(1), { ...published, generation: generation(2) });
  expect(names('tag:*')).toEqual(['a.evtx c', 'b.evtx b']);
  database.markTable.tag([key], 1, false);
  expect(names('tag:*')).toEqual(['b.evtx b']);
  database.close();
});
