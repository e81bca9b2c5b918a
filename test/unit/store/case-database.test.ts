import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type IndicatorDraft, NO_FACTS } from '@shared/model/indicator';
import { CaseDatabase } from '@electron/store/case/case-database';
import type { NewFile } from '@electron/store/case/evidence-table';
import type { QueueTable } from '@electron/store/case/queue-table';
import { CaseReader } from '@electron/store/case/case-reader';
import { casePaths } from '@electron/store/case-paths';
import { lockErrorCount, openReader, openWriter } from '@electron/store/sqlite';
import { runId, generation } from '@shared/model/ids';
import { noLevelCounts } from '@shared/model/level';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const newFile = (name: string, more: Partial<NewFile> = {}): NewFile => ({
  path: `/evidence/${name}`,
  name,
  sizeBytes: 5_000_000_000,
  modifiedMs: 1.5,
  kind: 'evtx',
  hashes: null,
  intake: { type: 'accepted' },
  ...more,
});

function withCase<Answer>(work: (database: CaseDatabase, folder: string) => Answer): Answer {
  const folder = temporaryFolder();
  const database = CaseDatabase.create(folder, 'Case 1', 'test');
  try {
    return work(database, folder);
  } finally {
    database.close();
  }
}

test('what is written is read, by another connection too', () => {
  withCase((database, folder) => {
    const file = database.evidenceTable.add(newFile('a.evtx'));
    const counts = {
      events: 1,
      failedRecords: 0,
      flaws: 0,
      recovered: 0,
      borrowed: 0,
      unresolved: null,
      detections: 2,
      detectionsByLevel: noLevelCounts(),
      suppressed: 0,
      rulesApplied: 7,
      slowRules: [{ title: 'a slow one', seconds: 21.5, cutOff: true }],
      hits: 0,
      eventsWithHits: 0,
      integrity: null,
      firstEvent: null,
      lastEvent: null,
      host: 'ws1',
    };
    const published = {
      generation: generation(1),
      pack: null,
      detectionsRun: runId(2),
      hitsRun: null,
      result: 'full',
      counts,
      huntedWith: { rules: 'hash of rules', indicators: null },
    } as const;
    database.evidenceTable.publish(file.id, published);
    const reader = CaseReader.open(folder);
    expect(reader.setting('name')).toBe('Case 1');
    expect(reader.files()).toMatchObject([{ name: 'a.evtx', sizeBytes: 5_000_000_000, published }]);
    reader.close();
  });
});

test('the queue runs by priority, then by order', () => {
  withCase((database) => {
    const ids = ['a', 'b', 'c'].map((name) => database.evidenceTable.add(newFile(name)).id);
    const run = { operation: 'full', state: 'queued', error: null, attempts: 0, seconds: null };
    for (const id of ids.toReversed()) {
      database.queueTable.setRun(id, run as Parameters<QueueTable['setRun']>[1]);
      database.queueTable.setQueued(id);
    }
    const [a, b, c] = ids;
    expect(database.queueTable.waiting()).toEqual([c, b, a]);
    if (a !== undefined) database.queueTable.setPriority(a, 1);
    expect(database.queueTable.waiting()).toEqual([a, c, b]);
  });
});

test('numbers of generations are never given twice', () => {
  withCase((database) => {
    const { id } = database.evidenceTable.add(newFile('a'));
    expect([1, 2, 3].map(() => database.queueTable.takeNumber(id).generation)).toEqual([1, 2, 3]);
  });
});

test('one change of several rolls all back', () => {
  withCase((database) => {
    const failing = (): void =>
      database.together(() => {
        database.evidenceTable.add(newFile('a'));
        throw new Error('stop');
      });
    expect(failing).toThrow('stop');
    expect(database.files()).toEqual([]);
  });
});

test('an indicator is kept with all that is known of it', () => {
  withCase((database) => {
    const sought: IndicatorDraft = {
      ...{ ...NO_FACTS, type: 'ip', value: '10.1.1.1', mode: 'literal', active: true },
      ...{ confidence: 85, tlp: 'amber+strict', severity: 'high', source: 'Norte CERT' },
      validUntil: '2027-01-05T08:30:00.0000000Z',
    };
    const id = database.indicatorTable.add(sought);
    expect(database.indicators()).toEqual([{ ...sought, id }]);
    expect(() => database.indicatorTable.add(sought)).toThrow('UNIQUE');
    const changed = { ...sought, id, note: 'seen', active: false, tlp: null };
    database.indicatorTable.change(changed);
    expect(database.indicators()).toEqual([changed]);
    database.indicatorTable.delete(id);
    expect(database.indicators()).toEqual([]);
  });
});

test.each([
  "UPDATE evidence_file SET kind = 'zip'",
  "UPDATE evidence_file SET intake = 'perhaps'",
  "UPDATE evidence_file SET state = 'queued'",
  "UPDATE evidence_file SET state = 'nowhere', operation = 'full'",
  'UPDATE evidence_file SET generation = 1',
  "UPDATE evidence_file SET result = 'most'",
  "UPDATE evidence_file SET intake = 'skipped', state = 'queued', operation = 'full'",
  'UPDATE evidence_file SET duplicate_of = 99',
])('the schema refuses %s', (sql) => {
  withCase((database, folder) => {
    database.evidenceTable.add(newFile('a'));
    const writer = openWriter(casePaths.database(folder));
    writer.exec('PRAGMA foreign_keys = ON');
    expect(() => writer.exec(sql)).toThrow(/constraint failed/);
    writer.close();
  });
});

describe('opening', () => {
  const thrown = (code: string): unknown => expect.objectContaining({ code });

  test('a missing, a present and a damaged case', () => {
    const folder = temporaryFolder();
    expect(() => CaseDatabase.openToWrite(folder, 't')).toThrow(thrown('case-missing'));
    expect(() => CaseReader.open(folder)).toThrow(thrown('case-missing'));
    CaseDatabase.create(folder, 'n', 't').close();
    expect(() => CaseDatabase.create(folder, 'n', 't')).toThrow(thrown('case-exists'));
    fs.writeFileSync(casePaths.database(folder), 'not a database at all, but some text');
    expect(() => CaseDatabase.openToWrite(folder, 't')).toThrow(thrown('case-damaged'));
  });

  test('a closed case opens again, for a reader alone as well', () => {
    const folder = temporaryFolder();
    CaseDatabase.create(folder, 'n', 't').close();
    const reader = CaseReader.open(folder);
    expect(reader.setting('name')).toBe('n');
    reader.close();
    CaseDatabase.openToWrite(folder, 't').close();
  });

  test('a second taker is refused and told who holds it', () => {
    withCase((_, folder) => {
      expect(() => CaseDatabase.openToWrite(folder, 'other')).toThrow(
        `test (process ${process.pid})`,
      );
      expect(() => CaseDatabase.openToWrite(folder, 'other')).toThrow(thrown('case-locked'));
    });
  });
});

describe('the lock between processes', () => {
  const holder = async (folder: string): Promise<{ child: ChildProcess; said: string }> => {
    const script = path.join(import.meta.dirname, 'hold-lock.mjs');
    const child = spawn(process.execPath, [script, casePaths.lock(folder)], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    return { child, said: said.toString().trim() };
  };

  test('another process that holds it keeps us out until it dies', async () => {
    const folder = temporaryFolder();
    CaseDatabase.create(folder, 'n', 't').close();
    const before = lockErrorCount();
    const { child, said } = await holder(folder);
    expect(said).toBe('held');
    expect(() => CaseDatabase.openToWrite(folder, 't')).toThrow('another program');
    // Finding a case locked is an answer, not a fault of the design.
    expect(lockErrorCount()).toBe(before);
    child.kill('SIGKILL');
    await once(child, 'exit');
    CaseDatabase.openToWrite(folder, 't').close();
  });

  test('while we hold it another process is kept out', async () => {
    const folder = temporaryFolder();
    const database = CaseDatabase.create(folder, 'n', 't');
    const { child, said } = await holder(folder);
    expect(said).toBe('SQLITE_BUSY');
    if (child.exitCode === null) await once(child, 'exit');
    database.close();
  });
});

test('a reader cannot write', () => {
  withCase((_, folder) => {
    const reader = openReader(casePaths.database(folder));
    expect('exec' in reader).toBe(false);
    expect(() => reader.prepare("INSERT INTO setting VALUES ('a', 'b')").run()).toThrow(/readonly/);
    reader.close();
  });
});

test('a lock error is counted once, inside a transaction too', () => {
  const file = path.join(temporaryFolder(), 'x.db');
  const first = openWriter(file);
  first.exec('CREATE TABLE t (a)');
  first.exec('BEGIN EXCLUSIVE');
  const second = openWriter(file, { timeoutMs: 0 });
  const before = lockErrorCount();
  expect(() => second.transaction(() => 1)).toThrow(/locked/);
  expect(lockErrorCount()).toBe(before + 1);
  expect(() => second.prepare('SELECT * FROM t').all()).toThrow(/locked/);
  expect(lockErrorCount()).toBe(before + 2);
  first.exec('COMMIT');
  first.close();
  second.close();
});

test('paths given to the case stay booked until their intake has ended', () => {
  withCase((database, folder) => {
    const booked = database.pendingIntake.book(['/e/first', '/e/second', '/e/first']);
    database.pendingIntake.ended(booked.slice(0, 1));
    database.close();
    const again = CaseDatabase.openToWrite(folder, 'test');
    expect(again.pendingIntake.all()).toEqual(booked.slice(1));
    expect(again.pendingIntake.all().map(({ path: one }) => one)).toEqual([
      '/e/second',
      '/e/first',
    ]);
    again.close();
  });
});
