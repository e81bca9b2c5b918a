/** Files are claimed, published and given back in the books of a case, by several laptops at once. */
import { afterEach, expect, it } from 'vitest';
import type { ClusterPlace } from '@shared/contract/cluster';
import type { EvidenceFile, Published } from '@shared/model/evidence-file';
import { fileId, generation, runId, sha256 } from '@shared/model/ids';
import { noLevelCounts } from '@shared/model/level';
import { AUTOMATIC } from '@shared/model/source-choice';
import { type Claim, ClusterBooks } from '@electron/store/cluster/books';
import { CaseCalls } from '@electron/store/cluster/case-calls';
import { lineTo } from '@electron/store/cluster/cluster-store';
import { PatientLine } from '@electron/store/cluster/patient-line';
import { HoldingProxy } from '../holding-proxy';
import { newPlace } from './stores';

const open: ClusterBooks[] = [];
afterEach(() => {
  for (const books of open.splice(0)) books.close();
});

function laptop(place: ClusterPlace, id: string): ClusterBooks {
  const books = new ClusterBooks(place, { id, name: `laptop ${id}` }, 'a case');
  open.push(books);
  return books;
}

const file = (id: number): EvidenceFile => ({
  ...{ id: fileId(id), path: `/e/${id}.evtx`, name: `${id}.evtx`, sizeBytes: 1, modifiedMs: 2 },
  ...{
    kind: 'evtx',
    sourceLabel: '',
    sourceChoice: AUTOMATIC,
    lent: null,
    addedAt: '',
    priority: 0,
  },
  hashes: { sha256: sha256(String(id).padStart(64, '0')), sha1: '', md5: '' },
  ...{ intake: { type: 'accepted' }, lastRun: null, published: null, cluster: null },
});

const published = (number: number): Published => ({
  ...{ generation: generation(number), pack: null, detectionsRun: runId(number), hitsRun: null },
  result: 'full',
  counts: {
    ...{ events: 3, failedRecords: 0, flaws: 0, recovered: 0, borrowed: 0, unresolved: 0 },
    ...{ detections: 0, detectionsByLevel: noLevelCounts(), suppressed: 0, rulesApplied: null },
    ...{ slowRules: [], hits: 0, eventsWithHits: 0, firstEvent: null, lastEvent: null, host: null },
    integrity: null,
  },
  huntedWith: { rules: 'r', indicators: null },
});

async function claimed(books: ClusterBooks, one: EvidenceFile): Promise<Claim> {
  const answer = await books.claim(one, 'full', true);
  if (answer.type !== 'claimed') throw new Error(`it is ${answer.type}`);
  return answer.claim;
}

it('one of two gets a file; the other is told who has it', async () => {
  const place = newPlace('books');
  const [a, b] = [laptop(place, 'a'), laptop(place, 'b')];
  const answers = await Promise.all([a, b].map((books) => books.claim(file(1), 'full', true)));
  expect(answers.map(({ type }) => type).toSorted((x, y) => (x < y ? -1 : 1))).toEqual(['claimed', 'taken']); // prettier-ignore
  const taken = answers.find(({ type }) => type === 'taken');
  const by = answers[0]?.type === 'claimed' ? 'laptop a' : 'laptop b';
  expect(taken).toMatchObject({ book: { claim: { laptop: { name: by } } } });
});

it('what is published is seen by the other, and not read again', async () => {
  const place = newPlace('books');
  const [a, b] = [laptop(place, 'a'), laptop(place, 'b')];
  const claim = await claimed(a, file(1));
  await a.renew(claim);
  await a.publish(claim, published(claim.read.book.claim?.number ?? 0), 'EVTX');
  const answer = await b.claim(file(1), 'full', true);
  expect(answer).toMatchObject({
    type: 'published',
    book: { published: { counts: { events: 3 } } },
  });
  const seen = await b.changed(-1);
  expect(seen.books.map(({ book: { sourceLabel, claim: now } }) => [sourceLabel, now])).toEqual([['EVTX', null]]); // prettier-ignore
  expect((await b.changed(seen.last)).books).toEqual([]);
  expect(await b.claim(file(1), 'reindex', false)).toMatchObject({ type: 'claimed' });
});

it('every file has a number of its own, though many are claimed at once', async () => {
  const place = newPlace('books');
  const laptops = ['a', 'b', 'c'].map((id) => laptop(place, id));
  const claims = await Promise.all(
    Array.from({ length: 12 }, (_, at) => claimed(laptops[at % 3] ?? laptop(place, 'x'), file(at))),
  );
  const numbers = claims.map(({ read }) => read.book.number);
  expect(new Set(numbers).size).toBe(12);
});

it('a laptop that was cut off for too long publishes nothing', async () => {
  const place = newPlace('books');
  const [a, again] = [laptop(place, 'a'), laptop(place, 'a')];
  const claim = await claimed(a, file(1));
  // The same folder opened anew: its own claims are its own.
  const second = await claimed(again, file(1));
  await expect(a.publish(claim, published(1), '')).rejects.toMatchObject({ code: 'claim-lost' });
  await expect(a.release(claim)).rejects.toMatchObject({ code: 'claim-lost' });
  expect(second.read.book).toMatchObject({ published: null, claim: { number: 2 } });
  await again.publish(second, published(2), '');
});

it('what a run left is removed with its claim, and what is published stays', async () => {
  const place = newPlace('books');
  const books = laptop(place, 'a');
  const claim = await claimed(books, file(1));
  const calls = new CaseCalls(new PatientLine(lineTo(place), () => undefined, 10_000), place);
  const hash = file(1).hashes?.sha256 ?? '';
  const index = calls.indices.indexFor(`${hash}.1`, 3);
  const own = calls.indices.indexFor(`${hash}.2`, 2_000_000);
  const bulk = [calls.bulk(index), calls.bulk(own)];
  for (const [at, number] of [1, 2, 10].entries())
    bulk[0]?.add(`x${number}`, { kind: 'event', part: `${hash}.${number}`, event: at });
  bulk[0]?.add('other', { kind: 'event', part: `${'f'.repeat(64)}.2`, event: 9 });
  bulk[1]?.add('large', { kind: 'event', part: `${hash}.2`, event: 4 });
  for (const one of bulk) one.finish();
  await books.publish(claim, published(1), '');
  const second = await books.claim(file(1), 'reindex', false);
  if (second.type !== 'claimed') throw new Error('it is not claimed');
  await books.release(second.claim);
  expect(calls.countOf(index, `${hash}.1`)).toBe(1);
  // A number that the book has not given is another's.
  expect([2, 10].map((number) => calls.countOf(index, `${hash}.${number}`))).toEqual([0, 1]);
  expect(calls.countOf(index, `${'f'.repeat(64)}.2`)).toBe(1);
  expect(() => calls.countOf(own, `${hash}.2`)).toThrow('is missing in the cluster');
});

const HASH = file(1).hashes?.sha256 ?? '';

/** Documents of some parts, as runs write them. */
function written(place: ClusterPlace, ...parts: readonly string[]): (part: string) => number {
  const calls = new CaseCalls(new PatientLine(lineTo(place), () => undefined, 10_000), place);
  const index = calls.indices.indexFor(`${HASH}.1`, 3);
  const bulk = calls.bulk(index);
  for (const part of parts) bulk.add(part, { kind: 'event', part: `${HASH}.${part}`, event: 1 });
  bulk.finish();
  const countOf = (part: string): number => calls.countOf(index, `${HASH}.${part}`);
  // Before that they cannot be found, and so not removed.
  expect(parts.map(countOf)).toEqual(parts.map(() => 1));
  return countOf;
}

/** The same folder through a way that can be held up: its claims are not waited for. */
async function asleep(place: ClusterPlace): Promise<{ a: ClusterBooks; proxy: HoldingProxy }> {
  const proxy = await HoldingProxy.to(place.connection.url);
  const through = { ...place, connection: { ...place.connection, url: proxy.url } };
  return { a: laptop(through, 'a'), proxy };
}

/** The clock of the cluster is known to a second: by that of one laptop it may not be due yet. */
async function tidied(books: ClusterBooks): Promise<void> {
  while (!(await books.tidy(HASH)));
}

it.each(['release', 'claim', 'tidy'] as const)(
  'a removal that comes late leaves what was published meanwhile (%s)',
  async (way) => {
    const place = newPlace('late');
    const b = laptop(place, 'a');
    const { a, proxy } = await asleep(place);
    const first = await claimed(b, file(1));
    written(place, '1', '1.1');
    if (way === 'tidy') await b.giveBack(first);
    const waiting = proxy.hold((path) => path.includes('_delete_by_query'));
    const mine = way === 'release' ? await claimed(laptop(place, 'a'), file(1)) : null;
    if (mine !== null) written(place, '2');
    const ways = {
      release: () => (mine === null ? null : a.release(mine)),
      claim: () => a.claim(file(1), 'full', true),
      tidy: () => tidied(a),
    };
    const late = Promise.resolve(ways[way]()).catch((error: unknown) => error);
    await waiting;
    const other = await claimed(b, file(1));
    const number = other.read.book.claim?.number ?? 0;
    const countOf = written(place, `${number}`, `${number}.${number}`);
    await b.publish(other, published(number), '');
    proxy.letGo();
    expect(await late).toMatchObject({ code: 'claim-lost' });
    proxy.close();
    expect([`${number}`, `${number}.${number}`].map(countOf)).toEqual([1, 1]);
    expect(['1', '1.1'].map(countOf)).toEqual([0, 0]);
  },
);

it('a file that is removed is gone for every laptop, and may be added again', async () => {
  const place = newPlace('books');
  const [a, b] = [laptop(place, 'a'), laptop(place, 'b')];
  const claim = await claimed(a, file(1));
  const { sha256: hash } = claim.read.book;
  const remove = (generationSeen: number | null) =>
    b.remove({ sha256: hash, generation: generationSeen });
  expect(await remove(null)).toEqual({ type: 'kept', reason: 'laptop a is at work on it.' });
  await a.publish(claim, published(1), '');
  const anew = { type: 'kept', reason: 'it was read anew since.' };
  expect([await remove(null), await remove(7)]).toEqual([anew, anew]);
  expect(await a.book(hash)).toMatchObject({ published: { generation: 1 }, claim: null });
  const out = { type: 'out', left: null };
  expect(await remove(1)).toEqual(out);
  expect(await remove(1)).toEqual(out);
  expect((await a.changed(-1)).books).toMatchObject([
    { book: { published: null, claim: null, removedBy: 'laptop b', tidyAt: null } },
  ]);
  const again = await claimed(a, file(1));
  expect(again.read.book.claim?.number).toBe(2);
  await a.publish(again, published(2), '');
  expect(await a.book(hash)).toMatchObject({ removedBy: null });
});
