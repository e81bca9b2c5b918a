/** What other laptops did with files of a case in a cluster comes into the case's own database. */
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EvidenceFile } from '@shared/model/evidence-file';
import { sha256 } from '@shared/model/ids';
import { noLevelCounts } from '@shared/model/level';
import { adoptBook } from '@electron/scheduler/adopt-book';
import { CaseDatabase } from '@electron/store/case/case-database';
import { keepCluster } from '@electron/store/case/kept-cluster';
import { forgetRemoval, keepRemoval, keptRemovals } from '@electron/store/case/kept-removals';
import { BOOK, type Book } from '@electron/store/cluster/book';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const HERE = { id: 'here', name: 'LAPTOP-1' };
const THERE = { id: 'there', name: 'LAPTOP-2' };
const PLACE = {
  connection: { url: 'http://127.0.0.1:9', trust: { type: 'system' }, auth: { type: 'none' } },
  clusterCase: 'here',
} as const;
const HASH = 'ab'.repeat(32);

let database: CaseDatabase;
beforeEach(() => {
  database = CaseDatabase.create(path.join(temporaryFolder(), 'case'), 'test', 'a test');
});
afterEach(() => database.close());

const published = (number: number, events: number) => ({
  ...{ generation: number, pack: null, detectionsRun: number, hitsRun: number, result: 'full' },
  huntedWith: { rules: 'r', indicators: 'i' },
  counts: {
    ...{ events, failedRecords: 0, flaws: 0, recovered: 0, borrowed: 0, unresolved: 0 },
    ...{ detections: 0, detectionsByLevel: noLevelCounts(), suppressed: 0, rulesApplied: 1 },
    ...{ slowRules: [], hits: 0, eventsWithHits: 0, firstEvent: null, lastEvent: null, host: null },
    integrity: null,
  },
});

const book = (change: object = {}): Book =>
  BOOK.parse({
    ...{ sha256: HASH, number: 5, nextNumber: 2, claim: null, sourceLabel: 'Sysmon', tidyAt: null },
    evidence: {
      ...{ laptop: THERE, name: 'a.evtx', path: '/there/a.evtx', sizeBytes: 9, modifiedMs: 1 },
      ...{ kind: 'evtx', sha1: 's', md5: 'm' },
    },
    published: published(1, 4),
    ...change,
  });

function added(): EvidenceFile {
  const facts = { path: '/here/a.evtx', name: 'a.evtx', sizeBytes: 9, modifiedMs: 3 };
  const hashes = { sha256: sha256(HASH), sha1: 's', md5: 'm' };
  const kind = 'evtx' as const;
  return database.evidenceTable.add({ ...facts, kind, hashes, intake: { type: 'accepted' } });
}

const run = (file: EvidenceFile, state: 'queued' | 'indexing' | 'failed'): void =>
  database.queueTable.setRun(file.id, { operation: 'full', state, error: null, attempts: 0, seconds: null }); // prettier-ignore

it('a file that another laptop has published is a row with its owner, once', () => {
  const id = adoptBook(database, book(), HERE);
  expect(database.files()).toMatchObject([
    {
      ...{ id, name: 'a.evtx', path: '/there/a.evtx', sourceLabel: 'Sysmon' },
      cluster: { number: 5, owner: 'LAPTOP-2' },
      ...{ lastRun: { state: 'completed' }, published: { generation: 1, counts: { events: 4 } } },
    },
  ]);
  expect(adoptBook(database, book(), HERE)).toBeNull();
  expect(adoptBook(database, book({ published: published(2, 5) }), HERE)).toBe(id);
  expect(database.files()).toMatchObject([{ published: { generation: 2, counts: { events: 5 } } }]);
});

it('what nobody has published is no row', () => {
  expect(adoptBook(database, book({ published: null }), HERE)).toBeNull();
  expect(database.files()).toEqual([]);
});

it('a file that waits here to be read for the first time is done; its evidence stays here', () => {
  const file = added();
  run(file, 'queued');
  adoptBook(database, book(), HERE);
  expect(database.files()).toMatchObject([
    {
      ...{ path: '/here/a.evtx', cluster: { number: 5, owner: null } },
      ...{ lastRun: { state: 'completed' }, published: { generation: 1 } },
    },
  ]);
});

it('one that was refused because another had it is done when that one is', () => {
  const file = added();
  run(file, 'failed');
  adoptBook(database, book(), HERE);
  expect(database.files()).toMatchObject([{ lastRun: { state: 'completed', error: null } }]);
});

it('a run that is under way, or asked for again, is left alone', () => {
  const file = added();
  adoptBook(database, book(), HERE);
  for (const state of ['queued', 'indexing'] as const) {
    run(file, state);
    adoptBook(database, book({ published: published(state === 'queued' ? 2 : 3, 4) }), HERE);
    expect(database.files()).toMatchObject([{ lastRun: { state } }]);
  }
});

it('a file that another laptop took out of the case says who did, and how it comes back', () => {
  const file = added();
  adoptBook(database, book(), HERE);
  const out = book({ published: null, removedBy: 'LAPTOP-2' });
  expect(adoptBook(database, out, HERE)).toBe(file.id);
  const error =
    'LAPTOP-2 took this file out of the case for everybody. Process it again to put it back, or remove it here too.';
  const lastRun = { state: 'cancelled', error };
  expect(database.files()).toMatchObject([{ path: '/here/a.evtx', published: null, lastRun }]);
  expect(adoptBook(database, out, HERE)).toBeNull();
  adoptBook(database, book({ published: published(2, 4) }), HERE);
  expect(database.files()).toMatchObject([{ lastRun: { state: 'completed', error: null } }]);
});

it('so does one whose evidence is elsewhere; one that is asked for again here is read again', () => {
  adoptBook(database, book(), HERE);
  adoptBook(database, book({ published: null }), HERE);
  const error = expect.stringMatching(
    /^Another laptop took .* again on LAPTOP-2, where its evidence/,
  );
  expect(database.files()).toMatchObject([{ published: null, lastRun: { state: 'cancelled', error } }]); // prettier-ignore
  adoptBook(database, book(), HERE);
  const [file] = database.files();
  if (file === undefined) throw new Error('the row is gone');
  run(file, 'queued');
  adoptBook(database, book({ published: null }), HERE);
  expect(database.files()).toMatchObject([{ published: null, lastRun: { state: 'queued' } }]);
});

it('one that is being taken out of the case here does not come back by an older book', () => {
  const file = added();
  keepCluster(database, PLACE);
  adoptBook(database, book(), HERE);
  keepRemoval(database, database.evidenceTable.file(file.id));
  database.evidenceTable.remove(file.id);
  expect(adoptBook(database, book(), HERE)).toBeNull();
  expect(database.files()).toEqual([]);
  for (const one of keptRemovals(database)) forgetRemoval(database, one);
  expect(adoptBook(database, book(), HERE)).not.toBeNull();
});
