/** A removal that waits is of one case in the cluster: nothing that came later, or lies elsewhere, is taken away by it. */
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sha256 } from '@shared/model/ids';
import { CaseDatabase } from '@electron/store/case/case-database';
import { forgetCluster, keepCluster } from '@electron/store/case/kept-cluster';
import {
  forgetRemovals,
  keepRemoval,
  keptRemoval,
  keptRemovals,
} from '@electron/store/case/kept-removals';
import { temporaryFolder } from '../../../fixtures/temporary-folder';

const HASH = sha256('ab'.repeat(32));
const connection = {
  ...{ url: 'http://127.0.0.1:9', trust: { type: 'system' as const } },
  auth: { type: 'none' as const },
};

let database: CaseDatabase;
beforeEach(() => {
  database = CaseDatabase.create(path.join(temporaryFolder(), 'case'), 'test', 'a test');
});
afterEach(() => database.close());

function removed(): void {
  const facts = { path: '/e/a.evtx', name: 'a.evtx', sizeBytes: 9, modifiedMs: 3 };
  const hashes = { sha256: HASH, sha1: '', md5: '' };
  const { evidenceTable } = database;
  const file = evidenceTable.add({ ...facts, kind: 'evtx', hashes, intake: { type: 'accepted' } });
  keepRemoval(database, file);
  evidenceTable.remove(file.id);
}
const kept = () => [keptRemovals(database).length, keptRemoval(database, HASH)?.name];

it('is kept for the case in the cluster that it is of, and for no other', () => {
  keepCluster(database, { connection, clusterCase: 'one' });
  removed();
  expect(kept()).toEqual([1, 'a.evtx']);
  forgetCluster(database);
  expect(kept()).toEqual([0, undefined]);
  keepCluster(database, { connection, clusterCase: 'two' });
  expect(kept()).toEqual([0, undefined]);
});

it('is given up with its place, and does not wait for a later case of the same name there', () => {
  keepCluster(database, { connection, clusterCase: 'one' });
  removed();
  forgetRemovals(database);
  forgetCluster(database);
  keepCluster(database, { connection, clusterCase: 'one' });
  expect(kept()).toEqual([0, undefined]);
});

it('is not kept of a case that is in no cluster', () => {
  removed();
  keepCluster(database, { connection, clusterCase: 'one' });
  expect(kept()).toEqual([0, undefined]);
});

it('of an earlier version, which named no place, is of none', () => {
  keepCluster(database, { connection, clusterCase: 'one' });
  const text = JSON.stringify({ sha256: HASH, name: 'a.evtx', generation: 1 });
  database.putSetting(`removing.${HASH}`, text);
  expect(kept()).toEqual([0, undefined]);
});
