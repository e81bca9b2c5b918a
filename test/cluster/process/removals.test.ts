/** Files are taken out of a case in a cluster while workers read: what takes their place keeps its events. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import type { ClusterPlace } from '@shared/contract/cluster';
import type { EvidenceFile } from '@shared/model/evidence-file';
import { ClusterBooks } from '@electron/store/cluster/books';
import { writeNdjson } from '../../fixtures/ndjson-evidence';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { OpenSession } from '../../unit/scheduler/open-session';
import { newPlace } from '../store/stores';

const EVENTS = 30;

let place: ClusterPlace;
let open: OpenSession;
let evidence: string;
beforeEach(async () => {
  place = newPlace('removals');
  open = await OpenSession.open({ store: place });
  evidence = writeNdjson(path.join(temporaryFolder('evidence'), 'one.ndjson'), EVENTS);
});
afterEach(() => open.close());

async function processed(...paths: string[]): Promise<EvidenceFile[]> {
  const added = await open.add(...paths);
  await open.untilIdle();
  return added.map(({ id }) => open.file(id));
}

/** As the cluster has it, once it knows of everything. */
async function bookOf({ hashes }: EvidenceFile) {
  await open.session.cluster?.settled();
  const books = new ClusterBooks(place, { id: 'b', name: 'b' }, 'a case');
  try {
    return await books.book(hashes?.sha256 ?? '');
  } finally {
    books.close();
  }
}

async function originalAndCopy(): Promise<readonly [EvidenceFile, EvidenceFile]> {
  const copy = path.join(path.dirname(evidence), 'copy.ndjson');
  fs.copyFileSync(evidence, copy);
  const [first, second] = [...(await processed(evidence)), ...(await processed(copy))];
  if (first === undefined || second === undefined) throw new Error('a file is missing');
  return [first, second];
}

const isThere = { published: { counts: { events: EVENTS } } };

it('a copy takes the place of what is removed, with its events', async () => {
  const [first, second] = await originalAndCopy();
  expect([first.intake.type, second.intake.type]).toEqual(['accepted', 'duplicate']);
  open.session.remove([first.id]);
  await open.untilIdle();
  expect(await bookOf(second)).toMatchObject(isThere);
  await open.session.cluster?.look();
  expect(open.session.database.files()).toMatchObject([
    { name: 'copy.ndjson', intake: { type: 'accepted' }, lastRun: { state: 'completed' }, ...isThere }, // prettier-ignore
  ]);
  expect(open.troubles).toEqual([]);
});

it('a copy that took the place of what is removed is removed itself, before the queue goes on', async () => {
  const [first, second] = await originalAndCopy();
  open.session.scheduler.pause();
  open.session.remove([first.id]);
  expect(open.file(second.id)).toMatchObject({ lastRun: { state: 'completed' }, ...isThere });
  open.session.remove([second.id]);
  expect(await bookOf(second)).toMatchObject({ published: null });
  await open.session.cluster?.look();
  expect([open.session.database.files(), open.troubles]).toEqual([[], []]);
});

it('what waits for the original waits for the copy', async () => {
  const [first, second] = await originalAndCopy();
  open.session.scheduler.pause();
  open.session.files.run([first.id], 'reindex');
  open.session.remove([first.id]);
  const waiting = { state: 'queued', operation: 'reindex' };
  expect(open.file(second.id)).toMatchObject({ lastRun: waiting, ...isThere });
  open.session.scheduler.resume();
  await open.untilIdle();
  expect(open.file(second.id)).toMatchObject({ lastRun: { state: 'completed' }, ...isThere });
  expect(open.troubles).toEqual([]);
});

it('what is removed and added again at once is read again', async () => {
  const [file] = await processed(evidence);
  if (file === undefined) throw new Error('no file');
  open.session.remove([file.id]);
  const [again] = await processed(evidence);
  if (again === undefined) throw new Error('no file');
  expect(await bookOf(again)).toMatchObject(isThere);
  await open.session.cluster?.look();
  expect(open.file(again.id)).toMatchObject({ lastRun: { state: 'completed' }, ...isThere });
  expect(open.troubles).toEqual([]);
});

it('what a closed pack does not let go of is out of the case all the same, which is said', async () => {
  const [file] = await processed(evidence);
  if (file === undefined) throw new Error('no file');
  const block = (isBlocked: boolean | null): Promise<unknown> =>
    fetch(`${inject('clusterUrl')}/casescope-${place.clusterCase}-pack-000001/_settings`, {
      ...{ method: 'PUT', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ 'index.blocks.write': isBlocked }),
    });
  await block(true);
  open.session.remove([file.id]);
  const book = await bookOf(file);
  await block(null);
  expect(book).toMatchObject({ published: null, claim: null, tidyAt: expect.any(Number) });
  expect(open.troubles).toEqual([
    expect.stringMatching(/^one\.ndjson is out of the case\. .* is set to refuse this: .*blocked.* lift the block\. That is tried again\.$/), // prettier-ignore
  ]);
  await open.session.cluster?.look();
  expect(open.session.database.files()).toEqual([]);
});
