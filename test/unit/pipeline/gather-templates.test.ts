/** Gathering templates of a case: what is wanted, what is found of it, and that neither hangs on order. */
import fs from 'node:fs';
import path from 'node:path';
import { EMBEDDED } from '@shared/contract/cluster';
import type { TemplateOrder, TemplatesFound } from '@shared/contract/templates';
import { openEvtx } from '@shared/evtx/evtx-reader';
import { LentTemplates } from '@shared/evtx/lent-templates';
import { fileId, generation } from '@shared/model/ids';
import { gatherInSteps } from '@electron/pipeline/gather-templates';
import { readTemplatePack, templatePack } from '@electron/pipeline/template-pack';
import { wantedTemplates } from '@electron/pipeline/wanted-templates';
import { eventStoreOf } from '@electron/store/event-store-of';
import { beforeEach, expect, it } from 'vitest';
import { sourceOf } from '../../fixtures/byte-source';
import { definitionsIn, guidIn, overwritten, renamed } from '../../fixtures/evtx/definitions';
import { eventWith, numbered, readAll } from '../../fixtures/evtx-reading';
import { writeEvtx } from '../../fixtures/evtx-writer';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const whole = writeEvtx({ records: numbered(3) });
const [OUTER = 0, NESTED = 0] = definitionsIn(whole);
const other = writeEvtx({ records: [eventWith(9, { eventData: [['Other', 'one']] })] });

let caseDir = '';
beforeEach(() => {
  caseDir = temporaryFolder();
  fs.mkdirSync(path.join(caseDir, 'events'));
});

/** Stores what reading a file gives, as indexing does. */
function stored(file: number, bytes: Uint8Array, lent: LentTemplates | null = null): void {
  const writer = eventStoreOf(caseDir).write(
    { file: fileId(file), generation: generation(1), pack: null },
    'tree',
    0,
  );
  for (const parsed of openEvtx(sourceOf(bytes), { recover: true, lent }).records())
    if (parsed.type === 'event') writer.add(parsed.event);
  writer.finish();
}

function lender(name: string, bytes: Uint8Array): TemplateOrder['lenders'][number] {
  const file = path.join(caseDir, name);
  fs.writeFileSync(file, bytes);
  const { size: sizeBytes, mtimeMs: modifiedMs } = fs.statSync(file);
  return { path: file, name, sizeBytes, modifiedMs };
}

async function gather(
  files: readonly number[],
  ...lenders: TemplateOrder['lenders']
): Promise<TemplatesFound> {
  const borrowers = files.map((file) => ({ file, generation: 1, pack: null }));
  const found = await gatherInSteps({ caseDir, store: EMBEDDED, borrowers, lenders }, () => true);
  if (found === null) throw new Error('nobody ended it');
  return found;
}

const lentBy = ({ borrowers }: TemplatesFound, file: number) => {
  const hash = borrowers.find((one) => one.file === file)?.lent ?? null;
  return hash === null ? [] : readTemplatePack(templatePack(caseDir, hash));
};

it('finds what events lack in any event log, and says where it was seen', async () => {
  stored(1, overwritten(whole, OUTER));
  const found = await gather([1], lender('a.evtx', other), lender('b.evtx', whole), lender('c.evtx', whole)); // prettier-ignore
  expect(found).toMatchObject({ borrowers: [{ file: 1, wanted: 1, found: 1 }], unread: [] });
  const [template, ...more] = lentBy(found, 1);
  expect(more).toEqual([]);
  // All three logs have the outer template.
  expect(template).toMatchObject({ seenIn: ['a.evtx', 'b.evtx', 'c.evtx'], files: 3 });
  const reading = readAll(overwritten(whole, OUTER), {
    recover: true,
    lent: new LentTemplates(lentBy(found, 1)),
  });
  expect(reading.records.map(({ event }) => event.recovery)).toEqual(['borrowed', 'borrowed']);
});

it('wants what was borrowed before as well: asked again, a file loses nothing', async () => {
  const broken = overwritten(whole, OUTER);
  stored(1, broken);
  const lenders = [lender('b.evtx', whole)];
  const first = await gather([1], ...lenders);
  stored(2, broken, new LentTemplates(lentBy(first, 1)));
  const store = eventStoreOf(caseDir);
  const wanted = [1, 2].map((file) => [
    ...wantedTemplates(store.read({ file: fileId(file), generation: generation(1), pack: null })),
  ]);
  expect(wanted[1]).toEqual(wanted[0]);
  expect((await gather([2], ...lenders)).borrowers[0]?.lent).toBe(first.borrowers[0]?.lent);
});

it('gives each file the same whatever other files are asked for', async () => {
  stored(1, overwritten(whole, OUTER));
  stored(2, overwritten(whole, NESTED));
  const lenders = [lender('b.evtx', whole), lender('a.evtx', other)];
  const [both, alone] = [await gather([1, 2], ...lenders), await gather([2], ...lenders)];
  expect(both.borrowers[1]).toEqual(alone.borrowers[0]);
  expect(lentBy(both, 1)[0]?.root.name).toBe('Event');
  expect(lentBy(both, 2)[0]?.root.name).toBe('EventData');
});

it('finds both of two that differ, so that neither is taken', async () => {
  stored(1, overwritten(whole, NESTED));
  const [, definition = 0] = definitionsIn(other);
  const forged = renamed(other, definition, guidIn(whole, NESTED));
  const found = await gather([1], lender('b.evtx', whole), lender('f.evtx', forged));
  expect(found.borrowers).toMatchObject([{ wanted: 1, found: 1 }]);
  expect(lentBy(found, 1).map(({ seenIn }) => seenIn)).toEqual(
    expect.arrayContaining([['b.evtx'], ['f.evtx']]),
  );
});

it('a file without lack, or nothing found, is lent nothing', async () => {
  stored(1, whole);
  stored(2, overwritten(whole, NESTED));
  const found = await gather([1, 2], lender('a.evtx', other));
  expect(found.borrowers).toEqual([
    { file: 1, wanted: 0, found: 0, lent: null },
    { file: 2, wanted: 1, found: 0, lent: null },
  ]);
});

it('logs that are gone or changed and damaged shards are told, the others are used', async () => {
  stored(1, overwritten(whole, OUTER));
  const good = lender('b.evtx', whole);
  const changed = { ...lender('changed.evtx', whole), sizeBytes: 5 };
  const gone = { ...good, name: 'gone.evtx', path: path.join(caseDir, 'gone.evtx') };
  const found = await gather([1, 7], gone, changed, good);
  expect(found.borrowers).toMatchObject([{ found: 1 }, { file: 7, wanted: 0 }]);
  expect(found.unread).toEqual([
    expect.any(String),
    expect.stringMatching(/^gone\.evtx: The file is no longer/),
    'changed.evtx: The file was changed since it was added.',
  ]);
});

it('ends when it is no longer wanted', async () => {
  stored(1, overwritten(whole, OUTER));
  const order = {
    caseDir,
    store: EMBEDDED,
    borrowers: [{ file: 1, generation: 1, pack: null }],
    lenders: [],
  };
  expect(await gatherInSteps(order, () => false)).toBeNull();
});

it('a snapshot that is not what its name says is refused', async () => {
  stored(1, overwritten(whole, OUTER));
  const found = await gather([1], lender('b.evtx', whole));
  const pack = templatePack(caseDir, found.borrowers[0]?.lent ?? '');
  fs.copyFileSync(pack.path, templatePack(caseDir, 'other').path);
  for (const hash of ['other', 'missing'])
    expect(() => readTemplatePack(templatePack(caseDir, hash))).toThrowError(
      expect.objectContaining({ code: 'templates-unreadable' }),
    );
});
