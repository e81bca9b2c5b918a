import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { CaseDatabase } from '@electron/store/case/case-database';
import { OutlineTable } from '@electron/store/case/outline-table';
import { CaseReader } from '@electron/store/case/case-reader';
import { NO_FACTS } from '@shared/model/indicator';
import { casePaths } from '@electron/store/case-paths';
import { MIGRATIONS, migrate, versionOf } from '@electron/store/migrations/migrate';
import { openReader, openWriter, type SqliteWriter } from '@electron/store/sqlite';
import { caseOfVersion } from '../../fixtures/case-of-version';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const backups = (folder: string): string[] =>
  fs.existsSync(casePaths.backups(folder)) ? fs.readdirSync(casePaths.backups(folder)) : [];

const tables = (writer: SqliteWriter): unknown[] =>
  ['setting', 'indicator', 'evidence_file'].map((name) =>
    writer.prepare(`SELECT * FROM ${name}`).all(),
  );

test('a new case has every step and no backup', () => {
  const folder = temporaryFolder();
  const writer = openWriter(casePaths.database(folder));
  migrate(folder, writer);
  const found = writer.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  expect(found.map((row) => row['name'])).toEqual(
    expect.arrayContaining(['setting', 'evidence_file', 'indicator', 'pending_intake']),
  );
  expect(versionOf(writer)).toBe(MIGRATIONS.length);
  expect(backups(folder)).toEqual([]);
  writer.close();
});

test('versions rise one by one', () => {
  expect(MIGRATIONS.map((step) => step.version)).toEqual(MIGRATIONS.map((_, at) => at + 1));
});

test('to version 2: paths can be booked, everything else stays', () => {
  const { folder, writer } = caseOfVersion(1);
  const before = tables(writer);
  migrate(folder, writer, MIGRATIONS.slice(0, 2));
  expect(versionOf(writer)).toBe(2);
  expect(tables(writer)).toEqual(before);
  expect(writer.prepare('SELECT * FROM pending_intake').all()).toEqual([]);
  writer.close();
});

test('to version 3: what results were made with is unknown, everything else stays', () => {
  const { folder, writer } = caseOfVersion(2);
  const [settings, indicators, files] = tables(writer) as [unknown, unknown, object[]];
  migrate(folder, writer, MIGRATIONS.slice(0, 3));
  const widened = files.map((row) => ({ ...row, rules_hash: null, indicators_hash: null }));
  expect(tables(writer)).toEqual([settings, indicators, widened]);
  writer.close();
  const database = CaseDatabase.openToWrite(folder, 'a test');
  expect(database.files()[0]?.published?.huntedWith).toEqual({ rules: null, indicators: null });
  database.close();
});

test('to version 4: hits of the earlier form are taken back, everything else stays', () => {
  const { folder, writer } = caseOfVersion(3);
  writer.exec(`UPDATE evidence_file SET rules_hash = 'r', indicators_hash = 'i'`);
  const [settings, indicators, files] = tables(writer) as [unknown, unknown, { counts: string }[]];
  migrate(folder, writer, MIGRATIONS.slice(0, 4));
  const counts = { ...(JSON.parse(files[0]?.counts ?? '') as object), hits: 0, eventsWithHits: 0 };
  const [row] = tables(writer)[2] as { counts: string }[];
  expect(JSON.parse(row?.counts ?? '')).toEqual(counts);
  expect({ ...row, counts: '' }).toEqual({
    ...{ ...files[0], counts: '' },
    ...{ hits_run: null, indicators_hash: null },
  });
  expect(tables(writer).slice(0, 2)).toEqual([settings, indicators]);
  migrate(folder, writer, MIGRATIONS.slice(0, 4));
  writer.close();
});

test('to version 5: files are recognised until a source is chosen', () => {
  const { folder, writer } = caseOfVersion(4);
  const earlier = CaseReader.open(folder);
  expect(earlier.files()[0]?.sourceChoice).toEqual({ type: 'auto' });
  earlier.close();
  migrate(folder, writer, MIGRATIONS.slice(0, 5));
  writer.close();
  const database = CaseDatabase.openToWrite(folder, 'a test');
  const [file] = database.files();
  if (file === undefined) throw new Error('the case lost its file');
  expect(file.sourceChoice).toEqual({ type: 'auto' });
  const choice = { type: 'known', id: 'ecs' } as const;
  for (const one of [choice, { type: 'auto' } as const]) {
    database.evidenceTable.setSourceChoice(file.id, one);
    expect(database.files()[0]?.sourceChoice).toEqual(one);
  }
  database.close();
});

test('to version 6: rules can be tuned, everything else stays', () => {
  const { folder, writer } = caseOfVersion(5);
  const earlier = CaseReader.open(folder);
  expect(earlier.tunings()).toEqual([]);
  earlier.close();
  const before = tables(writer);
  migrate(folder, writer, MIGRATIONS.slice(0, 6));
  expect(tables(writer)).toEqual(before);
  writer.close();
  const database = CaseDatabase.openToWrite(folder, 'a test');
  database.tuningTable.add({ action: 'level', ruleId: 'r', level: 'low', reason: 'known' });
  const [tuning] = database.tunings();
  expect(tuning).toMatchObject({ action: 'level', ruleId: 'r', level: 'low', reason: 'known' });
  database.tuningTable.remove(tuning?.id ?? 0);
  expect(database.tunings()).toEqual([]);
  database.close();
});

test('7: tags, notes and hidden events; an earlier case has none', () => {
  const { folder, writer } = caseOfVersion(6);
  const earlier = new CaseReader(writer);
  expect([earlier.tags(), earlier.marks().size, earlier.hiddenEvents()]).toEqual([[], 0, 0]);
  migrate(folder, writer, MIGRATIONS.slice(0, 7));
  writer.close();
  const database = CaseDatabase.openToWrite(folder, 'a test');
  const key = { sha256: 'a'.repeat(64), offset: 4_096 };
  database.markTable.putTag({ id: null, name: 'Odd', colour: 'red' });
  const [tag] = database.tags();
  database.markTable.tag([key], tag?.id ?? 0, true);
  database.markTable.note(key, 'seen');
  database.markTable.hide([key], 'noise');
  expect(database.marks().get(key.sha256)?.get(key.offset)).toEqual({
    ...{ tags: [{ id: 1, name: 'Odd', colour: 'red' }], note: 'seen', hidden: 'noise' },
  });
  expect(database.tags()).toMatchObject([{ name: 'Odd', events: 1 }]);
  expect(() => database.markTable.putTag({ id: null, name: 'odd', colour: 'blue' })).toThrow(
    'a tag called odd already',
  );
  database.markTable.removeTag(1);
  database.markTable.note(key, '');
  database.markTable.hide([key], null);
  expect(database.marks().size).toBe(0);
  database.close();
});

test('to version 8: exclusions keep their one field and value, read before and after', () => {
  const { folder, writer } = caseOfVersion(7);
  const insert = writer.prepare(
    'INSERT INTO rule_tuning (rule_id, tuning, made_at) VALUES (?, ?, ?)',
  );
  const [ruleId, reason] = ['r', 'known'];
  const value = 'C:\\"a".exe';
  for (const tuning of [
    { action: 'exclude', ruleId, reason, field: 'Image', value },
    { action: 'disable', ruleId, reason },
  ])
    insert.run(ruleId, JSON.stringify(tuning), 'now');
  const kept = [
    { id: 1, action: 'exclude', ruleId, reason, madeAt: 'now', where: [{ field: 'Image', value }] },
    { id: 2, action: 'disable', ruleId, reason, madeAt: 'now' },
  ];
  expect(new CaseReader(writer).tunings()).toEqual(kept);
  migrate(folder, writer, MIGRATIONS.slice(0, 8));
  const [row] = writer.prepare('SELECT tuning FROM rule_tuning').all();
  expect(Object.keys(JSON.parse(String(row?.['tuning'])))).not.toContain('field');
  expect(new CaseReader(writer).tunings()).toEqual(kept);
  writer.close();
});

test('10: shards have outlines, which an earlier case has not', () => {
  const { folder, writer } = caseOfVersion(9);
  const earlier = CaseReader.open(folder);
  expect(earlier.outline('1.1.events')).toBeNull();
  earlier.close();
  const before = tables(writer);
  migrate(folder, writer, MIGRATIONS.slice(0, 10));
  expect(tables(writer)).toEqual(before);
  writer.close();
  const database = CaseDatabase.openToWrite(folder, 'a test');
  const outline = {
    events: { segments: 1, timed: 7 },
    listed: [{ name: 'eventid', values: ['4624'], isEverywhere: true }],
    filter: Uint8Array.from({ length: 64 }, (_, at) => at),
    exact: Uint8Array.from({ length: 32 }, (_, at) => at),
  };
  const empty = { events: { segments: 2, timed: 0 }, listed: [], filter: null, exact: null };
  database.outlineTable.put('1.1.events', outline);
  database.outlineTable.put('1.1.events', empty);
  database.outlineTable.put('2.1.events', empty);
  const read = database.outline('1.1.events');
  const [filter, exact] = [read?.filter, read?.exact].map((one) => Uint8Array.from(one ?? []));
  const { events, ...pruning } = outline;
  expect({ ...read, filter, exact }).toEqual(pruning);
  expect(database.outline('2.1.events')).toEqual({ listed: [], filter: null, exact: null });
  expect([...database.standingEvents()]).toEqual([
    ['1.1.events', events],
    ['2.1.events', empty.events],
  ]);
  database.outlineTable.remove(['2.1.events', '9.9.events']);
  expect([...database.outlineTable.shards()]).toEqual(['1.1.events']);
  expect([...database.standingEvents().keys()]).toEqual(['1.1.events']);
  database.close();
});

test('11: indicators of before have no facts, and get room for them', () => {
  const { folder, writer } = caseOfVersion(10);
  const earlier = new CaseReader(writer);
  const [known] = earlier.indicators();
  expect(known).toEqual({
    ...{ id: 1, type: 'ip', value: '203.0.113.77', mode: 'literal', active: true },
    ...NO_FACTS,
  });
  migrate(folder, writer, MIGRATIONS.slice(0, 11));
  writer.close();
  const database = CaseDatabase.openToWrite(folder, 'a test');
  expect(database.indicators()).toEqual([known]);
  if (known === undefined) expect.fail('the case lost its indicator');
  const told = {
    ...known,
    source: 'Norte CERT',
    confidence: 50,
    tlp: 'red',
    severity: 'low',
    validUntil: '2027-01-05T08:30:00.0000000Z',
  } as const;
  database.indicatorTable.change(told);
  expect(database.indicators()).toMatchObject([told]);
  database.close();
});

test('12: files can be packed, none is yet; everything else stays', () => {
  const { folder, writer } = caseOfVersion(11);
  const earlier = new CaseReader(writer);
  expect(earlier.files()[0]?.published?.pack).toBeNull();
  const [settings, indicators, files] = tables(writer) as [unknown, unknown, object[]];
  migrate(folder, writer, MIGRATIONS.slice(0, 12));
  const widened = files.map((row) => ({ ...row, pack: null, packed_events: null }));
  expect(tables(writer)).toEqual([settings, indicators, widened]);
  writer.close();
  const database = CaseDatabase.openToWrite(folder, 'a test');
  const { packTable } = database;
  const members = [...packTable.loose()];
  expect(members).toEqual([{ file: 1, generation: 1, pack: null, events: 7 }]);
  const pack = packTable.takeNumber();
  expect(packTable.publish({ pack, members }, 7)).toEqual(members);
  expect(database.files()[0]?.published).toMatchObject({ pack, generation: 1 });
  expect(packTable.uses()).toEqual([{ pack, written: 7, live: 7 }]);
  expect(packTable.takeUnused()).toEqual([]);
  expect(packTable.takeNumber()).toBe(pack + 1);
  database.close();
});

test('13: files can be in a cluster, none is; everything else stays', () => {
  const { folder, writer } = caseOfVersion(12);
  const earlier = new CaseReader(writer);
  expect(earlier.files()[0]?.cluster).toBeNull();
  const [settings, indicators, files] = tables(writer) as [unknown, unknown, object[]];
  migrate(folder, writer, MIGRATIONS.slice(0, 13));
  const widened = files.map((row) => ({ ...row, cluster_number: null, cluster_owner: null }));
  expect(tables(writer)).toEqual([settings, indicators, widened]);
  writer.close();
  const database = CaseDatabase.openToWrite(folder, 'a test');
  const [file] = database.files();
  if (file === undefined) throw new Error('the file is gone');
  database.evidenceTable.setCluster(file.id, 7, 'LAPTOP-2');
  expect(database.files()[0]?.cluster).toEqual({ number: 7, owner: 'LAPTOP-2' });
  database.close();
});

test('a reader reads a case of every version', () => {
  for (const { version } of MIGRATIONS) {
    const { folder, writer } = caseOfVersion(version);
    writer.close();
    const reader = CaseReader.open(folder);
    expect(reader.files()).toMatchObject([
      { name: 'a.evtx', published: { counts: { events: 7, hits: 0, eventsWithHits: 0 } } },
    ]);
    reader.close();
  }
});

test('before each step a whole copy of the version before is kept', () => {
  const { folder, writer } = caseOfVersion(1);
  const before = tables(writer);
  migrate(folder, writer);
  writer.close();
  const names = backups(folder).toSorted();
  expect(names).toHaveLength(MIGRATIONS.length - 1);
  const copy = openReader(path.join(casePaths.backups(folder), names[0] ?? ''));
  expect(copy.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
  expect(copy.prepare('SELECT * FROM evidence_file').all()).toEqual(before[2]);
  copy.close();
});

test('a step that fails changes nothing', () => {
  const { folder, writer } = caseOfVersion(1);
  const sql = 'ALTER TABLE setting ADD COLUMN extra TEXT; SELECT * FROM missing';
  const broken = { version: 2, purpose: 'test', sql };
  expect(() => migrate(folder, writer, [...MIGRATIONS.slice(0, 1), broken])).toThrow('missing');
  expect(versionOf(writer)).toBe(1);
  expect(() => writer.prepare('SELECT extra FROM setting')).toThrow('extra');
  writer.close();
});

test('a newer case is refused and the lock given back', () => {
  const folder = temporaryFolder();
  CaseDatabase.create(folder, 'n', 't').close();
  const writer = openWriter(casePaths.database(folder));
  writer.exec('PRAGMA user_version = 99');
  writer.close();
  for (let again = 0; again < 2; again++) {
    expect(() => CaseDatabase.openToWrite(folder, 't')).toThrow('newer version');
  }
});

test('to version 9: files are read with their own templates until others are lent to them', () => {
  const { folder, writer } = caseOfVersion(8);
  const earlier = CaseReader.open(folder);
  expect(earlier.files()[0]).toMatchObject({
    lent: null,
    published: { counts: { unresolved: null } },
  });
  earlier.close();
  migrate(folder, writer, MIGRATIONS.slice(0, 9));
  writer.close();
  const database = CaseDatabase.openToWrite(folder, 'a test');
  const [file] = database.files();
  if (file === undefined) throw new Error('the case lost its file');
  for (const lent of ['hash of a snapshot', null]) {
    database.evidenceTable.setLent(file.id, lent);
    expect(database.files()[0]).toEqual({ ...file, lent });
  }
  database.close();
});

test('14: outlines of before, which know no hashes and addresses, are not asked and go', () => {
  const { folder, writer } = caseOfVersion(13);
  const insert = 'INSERT INTO shard_outline (shard, listed, filter) VALUES (?, ?, ?)';
  writer.prepare(insert).run('1.1.events', '[]', new Uint8Array(32));
  const earlier = new CaseReader(writer);
  expect(earlier.outline('1.1.events')).toBeNull();
  const before = tables(writer);
  migrate(folder, writer, MIGRATIONS.slice(0, 14));
  expect(tables(writer)).toEqual(before);
  writer.close();
  const database = CaseDatabase.openToWrite(folder, 'a test');
  expect(database.outlineTable.shards()).toEqual(new Set());
  database.close();
});

test('15: outlines of before, which know no address beside an underscore, go', () => {
  const { folder, writer } = caseOfVersion(14);
  const insert = 'INSERT INTO shard_outline (shard, listed, filter, exact) VALUES (?, ?, ?, ?)';
  writer.prepare(insert).run('1.1.events', '[]', new Uint8Array(32), new Uint8Array(32));
  migrate(folder, writer, MIGRATIONS.slice(0, 15));
  writer.close();
  const database = CaseDatabase.openToWrite(folder, 'a test');
  expect(database.outlineTable.shards()).toEqual(new Set());
  database.close();
});

test('16: outlines of before, which do not tell how events stand, stand until they are told anew', () => {
  const { folder, writer } = caseOfVersion(15);
  const insert = 'INSERT INTO shard_outline (shard, listed, filter, exact) VALUES (?, ?, ?, ?)';
  writer.prepare(insert).run('1.1.events', '[]', null, null);
  expect(new CaseReader(writer).standingEvents()).toEqual(new Map());
  migrate(folder, writer, MIGRATIONS.slice(0, 16));
  const [reader, outlineTable] = [new CaseReader(writer), new OutlineTable(writer)];
  expect([outlineTable.shards().size, outlineTable.wholeShards().size]).toEqual([1, 0]);
  const events = { segments: 1, timed: 3 };
  outlineTable.put('1.1.events', { events, listed: [], filter: null, exact: null });
  expect(outlineTable.wholeShards()).toEqual(new Set(['1.1.events']));
  expect(reader.standingEvents()).toEqual(new Map([['1.1.events', events]]));
  writer.close();
});

test('17: outlines of before, which know no number beside a NUL, go', () => {
  const { folder, writer } = caseOfVersion(16);
  const insert = 'INSERT INTO shard_outline (shard, listed, filter, exact) VALUES (?, ?, ?, ?)';
  writer.prepare(insert).run('1.1.events', '[]', new Uint8Array(32), null);
  writer.exec("INSERT INTO shard_events VALUES ('1.1.events', 1, 3)");
  expect(new CaseReader(writer).outline('1.1.events')).toBeNull();
  migrate(folder, writer, MIGRATIONS.slice(0, 17));
  writer.close();
  const database = CaseDatabase.openToWrite(folder, 'a test');
  expect(database.outlineTable.shards()).toEqual(new Set());
  // How events stand is as it was told.
  expect([...database.standingEvents().keys()]).toEqual(['1.1.events']);
  database.close();
});
