/** A look at the books that is answered late takes nothing back, and one asked for later sees what came since. */
import path from 'node:path';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import type { ClusterPlace } from '@shared/contract/cluster';
import type { EvidenceFile, Published } from '@shared/model/evidence-file';
import { generation, runId, sha256 } from '@shared/model/ids';
import { noLevelCounts } from '@shared/model/level';
import { ClusterRuns } from '@electron/scheduler/cluster-runs';
import { CaseDatabase } from '@electron/store/case/case-database';
import { forgetCluster, keepCluster } from '@electron/store/case/kept-cluster';
import { keepRemoval, keptRemovals } from '@electron/store/case/kept-removals';
import { ClusterBooks } from '@electron/store/cluster/books';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { HoldingProxy } from '../holding-proxy';
import { newPlace } from './stores';

const isLook = (asked: string): boolean => asked.endsWith('-books/_search');

let proxy: HoldingProxy;
let place: ClusterPlace;
let laptops: Laptop[] = [];

const troubles: string[] = [];
const listener = {
  onPublished: () => undefined,
  onTrouble: (text: string) => void troubles.push(text),
};

interface Laptop {
  readonly database: CaseDatabase;
  readonly runs: ClusterRuns;
}

beforeEach(async () => {
  proxy = await HoldingProxy.to(inject('clusterUrl'));
  place = newPlace('look');
  troubles.length = 0;
});
afterEach(() => {
  for (const { runs, database } of laptops) {
    runs.close();
    database.close();
  }
  laptops = [];
  proxy.close();
});

function laptop(id: string, url = inject('clusterUrl')): Laptop {
  const caseDir = path.join(temporaryFolder(), 'case');
  return opened(CaseDatabase.create(caseDir, 'test', 'a test'), id, url);
}

function opened(database: CaseDatabase, id: string, url: string): Laptop {
  const connection = { ...place.connection, url };
  keepCluster(database, place);
  const books = new ClusterBooks({ ...place, connection }, { id, name: id }, 'test');
  const made = { database, runs: new ClusterRuns(database, books, listener) };
  laptops.push(made);
  return made;
}

function added({ database }: Laptop, hash: string): EvidenceFile {
  const facts = { path: `/e/${hash}`, name: hash, sizeBytes: 9, modifiedMs: 3, kind: 'evtx' } as const; // prettier-ignore
  const hashes = { sha256: sha256(hash.padStart(64, '0')), sha1: '', md5: '' };
  return database.evidenceTable.add({ ...facts, hashes, intake: { type: 'accepted' } });
}

const result: Published = {
  ...{ generation: generation(1), pack: null, detectionsRun: runId(1), hitsRun: runId(1) },
  ...{ result: 'full', huntedWith: { rules: 'r', indicators: 'i' } },
  counts: {
    ...{ events: 3, failedRecords: 0, flaws: 0, recovered: 0, borrowed: 0, unresolved: 0 },
    ...{ detections: 0, detectionsByLevel: noLevelCounts(), suppressed: 0, rulesApplied: 1 },
    ...{ slowRules: [], hits: 0, eventsWithHits: 0, firstEvent: null, lastEvent: null, host: null },
    integrity: null,
  },
};

/** As the scheduler does, without reading anything. */
async function publish({ runs, database }: Laptop, file: EvidenceFile): Promise<void> {
  const ending = { type: 'completed' } as const;
  const settled = await runs.settle({ fileId: file.id }, ending, { result, sourceLabel: '' });
  expect(settled).toEqual(ending);
  database.evidenceTable.publish(file.id, result);
}

/** As the session does. */
function takeOut({ database, runs }: Laptop, file: EvidenceFile): void {
  keepRemoval(database, file);
  database.evidenceTable.remove(file.id);
  void runs.remove();
}

/** Of a file's book. */
const isChange = (asked: string): boolean => asked.includes('_doc/') && asked.includes('if_seq_no');

async function withPublished(url: string): Promise<[Laptop, EvidenceFile]> {
  const mine = laptop('a', url);
  const file = added(mine, 'f1');
  expect(await mine.runs.begin(file, 'full')).toMatchObject({ type: 'begun' });
  await publish(mine, file);
  return [mine, mine.database.evidenceTable.file(file.id)];
}

it('what was published here while the answer was on its way stays published', async () => {
  const mine = laptop('a', proxy.url);
  const file = added(mine, 'f1');
  expect(await mine.runs.begin(file, 'full')).toMatchObject({ type: 'begun' });
  const answered = proxy.holdAnswer(isLook);
  const look = mine.runs.look();
  await answered;
  await publish(mine, file);
  proxy.letGo();
  await look;
  expect(mine.database.evidenceTable.file(file.id).published).toEqual(result);
  await mine.runs.look();
  expect(mine.database.evidenceTable.file(file.id).published).toEqual(result);
});

it('a file that the cluster does not let go of comes back, and it is told why', async () => {
  const mine = laptop('a');
  const file = added(mine, 'f1');
  await mine.runs.begin(file, 'full');
  await publish(mine, file);
  const block = (isBlocked: boolean | null): Promise<unknown> =>
    fetch(`${inject('clusterUrl')}/casescope-${place.clusterCase}-books/_settings`, {
      ...{ method: 'PUT', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ 'index.blocks.read_only_allow_delete': isBlocked }),
    });
  const remove = async (): Promise<void> => {
    const [there] = mine.database.files();
    if (there === undefined) throw new Error('the file is gone');
    takeOut(mine, there);
    await mine.runs.settled();
  };
  await block(true);
  await remove();
  await block(null);
  expect(troubles).toEqual([expect.stringContaining('f1 could not be taken out of the cluster')]);
  expect(mine.database.files()).toMatchObject([{ name: 'f1', published: result }]);
  await remove();
  await mine.runs.look();
  expect(mine.database.files()).toEqual([]);
  expect(troubles).toHaveLength(1);
});

it('evidence that is added again waits until its removal is over, and is read again', async () => {
  const [mine, file] = await withPublished(proxy.url);
  const held = proxy.hold(isChange);
  takeOut(mine, file);
  await held;
  const begun = mine.runs.begin(added(mine, 'f1'), 'full');
  proxy.letGo();
  expect(await begun).toMatchObject({ type: 'begun' });
  expect(troubles).toEqual([]);
});

it('a removal that the cluster has not heard of goes on when the case is opened next', async () => {
  const [mine, file] = await withPublished(proxy.url);
  const held = proxy.hold(isChange);
  takeOut(mine, file);
  await held;
  const { caseDir } = mine.database;
  mine.runs.close();
  mine.database.close();
  laptops = [];
  proxy.close();
  const [other, later] = [laptop('b'), opened(CaseDatabase.openToWrite(caseDir, 'a test'), 'a', inject('clusterUrl'))]; // prettier-ignore
  await later.runs.look();
  expect(later.database.files()).toEqual([]);
  await later.runs.settled();
  await other.runs.look();
  expect([keptRemovals(later.database), other.database.files(), troubles]).toEqual([[], [], []]);
});

it('a removal waits for a cluster that is away, which is told once', async () => {
  const [mine, file] = await withPublished(proxy.url);
  proxy.close();
  takeOut(mine, file);
  await mine.runs.settled();
  void mine.runs.remove();
  await mine.runs.settled();
  expect(troubles).toEqual([expect.stringMatching(/^f1 is removed here, which the cluster could not be told yet: http/)]); // prettier-ignore
  expect(keptRemovals(mine.database)).toMatchObject([{ name: 'f1', generation: 1 }]);
  const begun = await mine.runs.begin(added(mine, 'f1'), 'full');
  expect(begun).toMatchObject({ type: 'refused', reason: expect.stringContaining('removed before') }); // prettier-ignore
});

it('what is answered when the case has left the cluster changes nothing of it', async () => {
  const [mine, file] = await withPublished(proxy.url);
  const answered = proxy.holdAnswer(isLook);
  const look = mine.runs.look();
  await answered;
  mine.database.evidenceTable.leaveCluster(file.id, 1);
  forgetCluster(mine.database);
  proxy.letGo();
  await look;
  expect(mine.database.files()).toMatchObject([{ id: file.id, cluster: null, published: result }]);
});

it('a look that is asked for while another is answered sees what was published since', async () => {
  const [mine, other] = [laptop('a', proxy.url), laptop('b')];
  await mine.runs.look();
  const file = added(other, 'f1');
  expect(await other.runs.begin(file, 'full')).toMatchObject({ type: 'begun' });
  const answered = proxy.holdAnswer(isLook);
  const first = mine.runs.look();
  await answered;
  await publish(other, file);
  const second = mine.runs.look();
  proxy.letGo();
  await Promise.all([first, second]);
  expect(mine.database.files()).toMatchObject([{ name: 'f1', published: result }]);
});
