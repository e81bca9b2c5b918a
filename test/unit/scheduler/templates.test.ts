/** Templates of the case lent to files: asked for, kept over later runs, given back. */
import fs from 'node:fs';
import path from 'node:path';
import { templatePack } from '@electron/pipeline/template-pack';
import { afterEach, expect, it } from 'vitest';
import { definitionsIn, overwritten } from '../../fixtures/evtx/definitions';
import { numbered } from '../../fixtures/evtx-reading';
import { writeEvtx } from '../../fixtures/evtx-writer';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { gathered, OpenSession } from './open-session';

const whole = writeEvtx({ records: numbered(3) });
const broken = overwritten(whole, definitionsIn(whole)[0] ?? 0);

let open: OpenSession;
afterEach(() => open.close());

/** A case of a log whose template is gone, and perhaps of one that has it. */
async function caseOf(...donors: readonly Uint8Array[]) {
  const folder = temporaryFolder();
  const paths = [broken, ...donors].map((bytes, at) => {
    const file = path.join(folder, `${at}.evtx`);
    fs.writeFileSync(file, bytes);
    return file;
  });
  open = await OpenSession.open({ rules: [] });
  const [file] = await open.add(...paths);
  await open.untilIdle();
  return { id: file?.id ?? 0, folder };
}

const donor = writeEvtx({ records: numbered(4, 40) });
const countsOf = (id: number) => open.file(id).published?.counts;

it('reads a file again with what the case has, and every later re-index does the same', async () => {
  const { id } = await caseOf(donor);
  expect(countsOf(id)).toMatchObject({ recovered: 2, borrowed: 0, unresolved: 2 });
  const answer = await open.session.templates.borrow([id]);
  expect(answer).toEqual({ done: 1, refused: 0, becameFull: 0, nothingNew: 0, unread: [] });
  await open.untilIdle();
  expect(countsOf(id)).toMatchObject({ recovered: 2, borrowed: 2, unresolved: 0 });
  const { lent } = open.file(id);

  open.session.files.run([id], 'reindex');
  await open.untilIdle();
  expect(countsOf(id)).toMatchObject({ borrowed: 2, unresolved: 0 });
  expect(open.file(id).lent).toBe(lent);
  expect(open.session.lockErrors).toBe(0);

  expect(open.session.templates.giveBack([id])).toMatchObject({ done: 1 });
  await open.untilIdle();
  expect(countsOf(id)).toMatchObject({ borrowed: 0, unresolved: 2 });
  expect(open.session.templates.giveBack([id])).toMatchObject({ done: 0 });
});

it('uses the snapshot taken when it was asked for, whatever becomes of the lender', async () => {
  const { id, folder } = await caseOf(donor);
  await open.session.templates.borrow([id]);
  await open.untilIdle();
  open.session.remove([id + 1]);
  fs.rmSync(path.join(folder, '1.evtx'));
  open.session.files.run([id], 'reindex');
  await open.untilIdle();
  expect(countsOf(id)).toMatchObject({ borrowed: 2, unresolved: 0 });
});

it('leaves files as they are that the case has nothing for, or nothing more', async () => {
  const { id } = await caseOf(writeEvtx({ records: [] }));
  const generation = open.file(id).published?.generation;
  expect(await open.session.templates.borrow([id])).toMatchObject({ done: 0, nothingNew: 1 });
  expect(open.file(id)).toMatchObject({ lent: null, published: { generation } });

  const [added] = await open.add(fileOf(donor));
  await open.untilIdle();
  expect(added?.intake.type).toBe('accepted');
  expect(await open.session.templates.borrow([id])).toMatchObject({ done: 1, nothingNew: 0 });
  await open.untilIdle();
  expect(await open.session.templates.borrow([id])).toMatchObject({ done: 0, nothingNew: 1 });
});

function fileOf(bytes: Uint8Array): string {
  const file = path.join(temporaryFolder(), 'donor.evtx');
  fs.writeFileSync(file, bytes);
  return file;
}

it('a file whose snapshot is gone fails with what helps, and keeps what it had', async () => {
  const { id } = await caseOf(donor);
  await open.session.templates.borrow([id]);
  await open.untilIdle();
  fs.rmSync(templatePack(open.caseDir, open.file(id).lent ?? '').path);
  open.session.files.run([id], 'reindex');
  await open.untilIdle();
  expect(open.file(id).lastRun).toMatchObject({
    state: 'failed',
    error: expect.stringContaining('read it without them') as string,
  });
  expect(countsOf(id)).toMatchObject({ borrowed: 2 });
});

it('a file that is active by then is refused and keeps what it has', async () => {
  const { id } = await caseOf(donor);
  const { caseDir } = open;
  open.close();
  open = await OpenSession.open({
    caseDir,
    rules: [],
    gatherTemplates: async (order, signal) => {
      const found = await gathered(order, signal);
      open.session.files.run([id], 'sigma_only');
      return found;
    },
  });
  expect(await open.session.templates.borrow([id])).toMatchObject({ done: 0, refused: 1 });
  await open.untilIdle();
  expect(open.file(id)).toMatchObject({ lent: null, lastRun: { operation: 'sigma_only' } });
});

it('what is being gathered when the case is closed changes nothing', async () => {
  const { id } = await caseOf(donor);
  const { caseDir } = open;
  const asked = open.session.templates.borrow([id]);
  open.close();
  expect(await asked).toMatchObject({ done: 0 });
  open = await OpenSession.open({ caseDir, rules: [] });
  expect(open.file(id)).toMatchObject({ lent: null, lastRun: { state: 'completed' } });
});
