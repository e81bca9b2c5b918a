/** Files are removed before, while and after a case moves into a cluster or out of it: they stay removed. */
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MoveOutcome } from '@shared/contract/case-move';
import { type ClusterPlace, EMBEDDED, type StorePlace } from '@shared/contract/cluster';
import type { EvidenceFile } from '@shared/model/evidence-file';
import { readIndicators } from '@shared/ioc/reading/read-indicators';
import { copyInSteps } from '@electron/pipeline/copy-file';
import { moveCase } from '@electron/scheduler/case-move';
import { keepRemoval } from '@electron/store/case/kept-removals';
import type { Book } from '@electron/store/cluster/book';
import { ClusterBooks } from '@electron/store/cluster/books';
import { writeNdjson } from '../../fixtures/ndjson-evidence';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { OpenSession } from '../../unit/scheduler/open-session';
import { newPlace } from '../store/stores';

const [FIRST, SECOND] = [30, 40];

let place: ClusterPlace;
let folder: string;
let open: OpenSession;
beforeEach(() => {
  place = newPlace('moves');
  folder = temporaryFolder('evidence');
});
afterEach(() => open.close());

const evidence = (name: string, events: number): string =>
  writeNdjson(path.join(folder, name), events);

async function processed(...paths: string[]): Promise<EvidenceFile[]> {
  const added = await open.add(...paths);
  await open.untilIdle();
  return added.map(({ id }) => open.file(id));
}

async function withTwoFiles(store: StorePlace, indicators = ''): Promise<EvidenceFile> {
  open = await OpenSession.open({ store });
  open.session.indicators.add(readIndicators(indicators).understood.map(({ draft }) => draft));
  const [first] = await processed(evidence('first.ndjson', FIRST), evidence('second.ndjson', SECOND)); // prettier-ignore
  if (first === undefined) throw new Error('no file');
  return first;
}

/** @param most files that are copied before the move is cancelled */
function moved(to: StorePlace, most = Infinity): Promise<MoveOutcome> {
  const { database, caseDir, store: from } = open.session;
  const stop = new AbortController();
  let files = 0;
  return moveCase(database, {
    ...{ caseDir, from, to, signal: stop.signal, onProgress: () => undefined },
    copy: async (order, onProgress) => {
      const copied = await copyInSteps(order, onProgress, () => true);
      if (++files === most) stop.abort();
      return copied;
    },
  });
}

const reopened = async (store: StorePlace): Promise<void> => {
  const { caseDir } = open;
  open.close();
  open = await OpenSession.open({ caseDir, store });
};

/** As another laptop sees it. */
async function booksThere(): Promise<readonly Book[]> {
  const books = new ClusterBooks(place, { id: 'b', name: 'b' }, 'a case');
  try {
    return (await books.changed(-1)).books.map(({ book }) => book);
  } finally {
    books.close();
  }
}
const namesThere = async (): Promise<string[]> =>
  (await booksThere()).filter(({ published }) => published !== null).map(({ evidence: { name } }) => name); // prettier-ignore
const namesHere = (): string[] => open.session.database.files().map(({ name }) => name);

it('what a broken-off move copied of a file that was removed since is taken back', async () => {
  const first = await withTwoFiles(EMBEDDED);
  expect(await moved(place, 1)).toMatchObject({ type: 'cancelled', verified: 1 });
  expect(await namesThere()).toEqual(['first.ndjson']);
  open.session.remove([first.id]);
  expect(await moved(place)).toEqual({ type: 'moved', files: 1, events: SECOND, left: null });
  expect(await namesThere()).toEqual(['second.ndjson']);
  await reopened(place);
  await open.session.cluster?.look();
  expect(namesHere()).toEqual(['second.ndjson']);
});

it('one that was read anew since, under the same numbers, is copied as it is now', async () => {
  const first = await withTwoFiles(EMBEDDED, 'tool-7.exe');
  expect(first.published).toMatchObject({ generation: 1, hitsRun: 1, counts: { hits: 1 } });
  await moved(place, 1);
  const { indicators } = open.session;
  indicators.delete(indicators.all().map(({ id }) => id));
  open.session.remove([first.id]);
  const [anew] = await processed(first.path);
  expect(anew?.published).toMatchObject({ generation: 1, hitsRun: 1, counts: { hits: 0 } });
  expect(await moved(place)).toMatchObject({ type: 'moved', events: FIRST + SECOND });
  expect((await namesThere()).toSorted()).toEqual(['first.ndjson', 'second.ndjson']);
});

it('nor is one that was added again, and is not read', async () => {
  const first = await withTwoFiles(EMBEDDED);
  await moved(place, 1);
  open.session.remove([first.id]);
  open.session.scheduler.pause();
  const [anew] = await open.add(first.path);
  open.session.files.cancel([anew?.id ?? 0]);
  expect(open.file(anew?.id ?? 0)).toMatchObject({ lastRun: { state: 'cancelled' }, published: null }); // prettier-ignore
  expect(await moved(place)).toEqual({ type: 'moved', files: 1, events: SECOND, left: null });
  expect(await namesThere()).toEqual(['second.ndjson']);
});

it('nothing is removed while the case is moved, which is said', async () => {
  const first = await withTwoFiles(EMBEDDED);
  await open.session.rest();
  expect(() => open.session.remove([first.id])).toThrow(/^Files are removed before the case is moved, or after it\./); // prettier-ignore
  open.session.wake(false);
  expect(open.session.remove([first.id])).toMatchObject({ done: 1 });
});

it('a removal that waits is sent before the case leaves the cluster, and none goes with it', async () => {
  const first = await withTwoFiles(place);
  const { database } = open.session;
  // As after a crash: kept, and not sent.
  keepRemoval(database, first);
  // An earlier version kept some without their place.
  database.putSetting('removing.ff', JSON.stringify({ sha256: 'ff', name: 'f', generation: 1 }));
  database.evidenceTable.remove(first.id);
  expect(await moved(EMBEDDED)).toEqual({ type: 'moved', files: 1, events: SECOND, left: null });
  expect(database.settings('removing.')).toEqual([]);
  await reopened(EMBEDDED);
  await processed(first.path);
  place = newPlace('moves');
  expect(await moved(place)).toMatchObject({ type: 'moved', files: 2, events: FIRST + SECOND });
  await reopened(place);
  await open.session.cluster?.look();
  await open.session.cluster?.settled();
  expect((await namesThere()).toSorted()).toEqual(['first.ndjson', 'second.ndjson']);
});

it('one that the cluster refuses comes back, and the move says why', async () => {
  const first = await withTwoFiles(place);
  const { database } = open.session;
  keepRemoval(database, { ...first, published: null });
  database.evidenceTable.remove(first.id);
  await expect(moved(EMBEDDED)).rejects.toThrow(/^first\.ndjson could not be taken out of the cluster: it was read anew since/); // prettier-ignore
  expect(namesHere().toSorted()).toEqual(['first.ndjson', 'second.ndjson']);
  expect(await moved(EMBEDDED)).toMatchObject({ files: 2, events: FIRST + SECOND });
});

it('one that the cluster cannot be told of keeps the case there, and the move says so', async () => {
  const first = await withTwoFiles(place);
  const { database, caseDir } = open.session;
  keepRemoval(database, first);
  const away = { ...place, connection: { ...place.connection, url: 'http://127.0.0.1:9' } };
  const options = { caseDir, from: away, to: EMBEDDED, signal: new AbortController().signal };
  const move = moveCase(database, { ...options, copy: () => Promise.resolve(null), onProgress: () => undefined }); // prettier-ignore
  await expect(move).rejects.toThrow(/^first\.ndjson is removed here, which the cluster could not be told yet: /); // prettier-ignore
});
