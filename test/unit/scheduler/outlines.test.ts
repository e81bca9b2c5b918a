/** Outlines of shards: told by the worker, made up where they are missing, gone with their shard. */
import { afterEach, expect, it } from 'vitest';
import { fileId } from '@shared/model/ids';
import { outlineShard } from '@electron/pipeline/outline-shard';
import { OpenSession, sampleFile } from './open-session';

let session: OpenSession;
afterEach(() => session.close());

const shards = (): string[] => [...session.session.database.outlineTable.shards()].toSorted();

it('a worker tells them, a re-index replaces them, a file takes them along', async () => {
  session = await OpenSession.open();
  const [{ id } = { id: 0 }] = await session.add(sampleFile('WS-ALVA-Security.evtx'));
  await session.untilIdle();
  const { database } = session.session;
  expect(shards()).toEqual([`${id}.1.events`]);
  expect(
    database
      .outline(`${id}.1.events`)
      ?.listed.map(({ name }) => name)
      .toSorted(),
  ).toEqual([...['channel', 'computer', 'eventid', 'provider_name']]);
  session.session.files.run([id], 'reindex');
  await session.untilIdle();
  const generation = session.file(id).published?.generation;
  expect(generation).toBeGreaterThan(1);
  expect(shards()).toEqual([`${id}.${generation}.events`]);
  session.session.remove([id]);
  expect(shards()).toEqual([]);
});

it('missing ones are made up when the case is opened; a shard that cannot be read costs its own alone', async () => {
  session = await OpenSession.open();
  await session.add(sampleFile('WS-ALVA-Security.evtx'), sampleFile('WS-ALVA-Sysmon.evtx'));
  await session.untilIdle();
  const { database } = session.session;
  const names = shards();
  expect(names).toHaveLength(2);
  const told = names.map((name) => database.outline(name));
  database.outlineTable.remove(names);
  const events = { segments: 1, timed: 0 };
  database.outlineTable.put('77.1.events', { events, listed: [], filter: null, exact: null });
  session.close();
  const { caseDir } = session;
  session = await OpenSession.open({
    caseDir,
    makeOutline: (order) =>
      order.file === fileId(1)
        ? Promise.reject(new Error('unreadable'))
        : Promise.resolve(outlineShard(order)),
  });
  await session.session.outlines.settled();
  expect(shards()).toEqual(names.slice(1));
  session.close();
  session = await OpenSession.open({ caseDir });
  await session.session.outlines.settled();
  expect(names.map((name) => session.session.database.outline(name))).toEqual(told);
});
