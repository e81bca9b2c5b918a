/** Packing over a case with real workers: nothing an examiner sees changes, whatever happens in the middle. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { packingHere } from '@electron/cli/packing-here';
import { LEAST_LOOSE } from '@electron/scheduler/next-pack';
import type { Packing } from '@electron/scheduler/case-packing';
import { casePaths, packPath, shardPath } from '@electron/store/case-paths';
import { eventStoreOf } from '@electron/store/event-store-of';
import type { EvidenceFile } from '@shared/model/evidence-file';
import { fileId, generation, packId } from '@shared/model/ids';
import type { RuleSource } from '@shared/sigma/rule-source';
import { type Logon, logonFile } from '../../fixtures/logon-evidence';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { eventFiles, OpenSession, root, type SessionSetUp } from './open-session';

const RULE_ID = '66666666-6666-4666-8666-000000000001';
const rules: RuleSource[] = [
  {
    path: 'logon.yml',
    text: `title: logon of eve
id: ${RULE_ID}
level: high
logsource: { product: windows, service: security }
detection: { s: { EventID: 4624, TargetUserName|startswith: eve }, condition: s }
`,
    hash: 'h',
  },
];

const open: OpenSession[] = [];
const openSession = async (setUp: SessionSetUp = {}): Promise<OpenSession> => {
  const session = await OpenSession.open({ rules, ...setUp });
  open.push(session);
  return session;
};
const closeAll = (): void => {
  for (const session of open.splice(0)) session.close();
};
afterEach(closeAll);

/** Nothing is packed; said once, then there is nothing to do until something is published. */
const noPacking: Packing = {
  ...packingHere,
  pack: () => Promise.reject(new Error('a test packs later')),
};

/** Small logs, no two the same. */
function logs(count: number, events = 3): string[] {
  const folder = temporaryFolder();
  return Array.from({ length: count }, (_, number) => {
    const logons = Array.from({ length: events }, (_one, at): Logon => [
      ...([number + at, 4624] as const),
      `${at === 0 ? 'eve' : 'bob'}-${number}`,
    ]);
    return logonFile(folder, `${String(number).padStart(3, '0')}.ndjson`, logons);
  });
}

/** Holds up whoever waits for it. */
class Gate {
  open: () => void = () => undefined;
  readonly opened = new Promise<void>((resolve) => (this.open = resolve));
}

/** Everything a search, the list of detections and the evidence table tell of a case. */
function told(caseDir: string): unknown {
  const search = eventStoreOf(caseDir).search();
  const page = { start: 0, end: 100_000 };
  try {
    const queries = ['', 'eve-1*', 'rule:*', '-level:high', 'file:00*'].map((query) => {
      const asked = { query, from: null, to: null, sort: 'asc', files: null } as const;
      const rows = search.eventRows({ search: asked, ...page, columns: ['TargetUserName'] });
      const users = { search: asked, field: 'TargetUserName', holding: '', ...page };
      return [query, rows, search.values(users), search.histogram({ search: asked, most: 30 })];
    });
    const sort = { column: 'time', order: 'asc' } as const;
    const listed = {
      filter: '',
      rule: null,
      levels: null,
      suppressed: false,
      files: null,
      sort,
      ...page,
    };
    return { queries, detections: search.detections(listed) };
  } finally {
    search.close();
  }
}

/** What the evidence table shows of its files. */
const shown = (files: readonly EvidenceFile[]): unknown =>
  files.map(({ name, lastRun, published }) => [
    ...[name, lastRun?.state, published?.counts, published?.huntedWith, published?.result],
  ]);

const packsOf = ({ session }: OpenSession): (number | null | undefined)[] =>
  session.database.files().map(({ published }) => published?.pack);

async function atRest(session: OpenSession): Promise<void> {
  await session.untilIdle();
  await session.session.correlations.settled();
  await session.session.packing.settled();
}

const shards = (caseDir: string): string[] =>
  eventFiles(caseDir).filter((name) => name.endsWith('.events'));

it('small files are packed when the queue rests, and nothing told of them changes', async () => {
  const loose = await openSession({ packing: noPacking });
  await loose.add(...logs(LEAST_LOOSE));
  await atRest(loose);
  const { caseDir } = loose;
  const before = [told(caseDir), shown(loose.session.database.files())];
  expect(new Set(packsOf(loose))).toEqual(new Set([null]));
  expect(shards(caseDir)).toHaveLength(LEAST_LOOSE);
  closeAll();
  const session = await openSession({ caseDir });
  const stays = eventStoreOf(caseDir).search();
  const asked = { query: 'eve', from: null, to: null, sort: 'asc', files: null } as const;
  const page = { search: asked, start: 0, end: 100, columns: [] };
  const rows = stays.eventRows(page);
  await atRest(session);
  expect(new Set(packsOf(session)).size).toBe(1);
  expect(shards(caseDir)).toEqual([expect.stringMatching(/^pack\.\d+\.events$/)]);
  expect([told(caseDir), shown(session.session.database.files())]).toEqual(before);
  expect(stays.eventRows(page)).toEqual(rows);
  stays.close();
  expect(session.session.lockErrors).toBe(0);
});

it('fewer files than are worth it stay as they are', async () => {
  const session = await openSession();
  await session.add(...logs(LEAST_LOOSE - 1));
  await atRest(session);
  expect(new Set(packsOf(session))).toEqual(new Set([null]));
});

it('sigma_only leaves a file in its pack, a reindex takes it out, and it can be removed', async () => {
  const session = await openSession();
  const files = await session.add(...logs(LEAST_LOOSE));
  await atRest(session);
  const [first, second, third] = files.map(({ id }) => id);
  if (first === undefined || second === undefined || third === undefined) throw new Error();
  const before = told(session.caseDir);
  const [pack] = packsOf(session);
  session.session.files.run([first], 'sigma_only');
  session.session.files.run([second], 'ioc_only');
  session.session.files.run([third], 'reindex');
  await atRest(session);
  expect(session.file(first)).toMatchObject({
    lastRun: { state: 'completed' },
    published: { pack },
  });
  expect(session.file(second).published).toMatchObject({ pack, counts: { detections: 1 } });
  expect(session.file(third).published).toMatchObject({ pack: null, counts: { events: 3 } });
  expect(told(session.caseDir)).toEqual(before);
  expect(shards(session.caseDir)).toHaveLength(2);
  session.session.remove([second]);
  await atRest(session);
  expect(JSON.stringify(told(session.caseDir))).not.toContain('eve-1"');
  expect(packsOf(session).filter((one) => one === pack)).toHaveLength(LEAST_LOOSE - 2);
});

it('a packed file keeps its outline; a missing one is made up from the pack, and goes with the file', async () => {
  const loose = await openSession({ packing: noPacking });
  await loose.add(...logs(LEAST_LOOSE));
  await atRest(loose);
  const { caseDir } = loose;
  const outlinesOf = ({ session }: OpenSession): Map<string, unknown> =>
    new Map(
      [...session.database.outlineTable.shards()].map((name) => [
        ...([name, session.database.outline(name)] as const),
      ]),
    );
  const told = outlinesOf(loose);
  expect(told.size).toBe(LEAST_LOOSE);
  closeAll();
  const packed = await openSession({ caseDir });
  await atRest(packed);
  expect(outlinesOf(packed)).toEqual(told);
  packed.session.database.outlineTable.remove(['3.1.events', '5.1.events']);
  closeAll();
  const session = await openSession({ caseDir });
  await session.session.outlines.settled();
  expect(session.file(3).published?.pack).not.toBeNull();
  expect(outlinesOf(session)).toEqual(told);
  session.session.files.run([3], 'reindex');
  session.session.remove([4]);
  await atRest(session);
  const { generation: fresh } = session.file(3).published ?? { generation: 1 };
  expect(fresh).toBeGreaterThan(1);
  const names = [...outlinesOf(session).keys()].toSorted();
  const others = [...told.keys()].filter((name) => !['3.1.events', '4.1.events'].includes(name));
  expect(names).toEqual([...others, `3.${fresh}.events`].toSorted());
});

it('tuning that asks the events themselves reads them from the pack', async () => {
  const session = await openSession();
  await session.add(...logs(LEAST_LOOSE));
  await atRest(session);
  expect(packsOf(session)).not.toContain(null);
  const exclude = { action: 'exclude', ruleId: RULE_ID, reason: 'a test' } as const;
  // A field the rule did not match.
  session.session.tunings.add({ ...exclude, where: [{ field: 'LogonType', value: '3' }] });
  await session.session.tunings.settled();
  const counts = session.session.database.files().map(({ published }) => published?.counts);
  expect(counts.map((one) => [one?.detections, one?.suppressed])).toEqual(
    Array.from({ length: LEAST_LOOSE }, () => [0, 1]),
  );
  const search = eventStoreOf(session.caseDir).search();
  const found = search.find({ query: 'rule:*', from: null, to: null, sort: 'asc', files: null });
  expect(found.count).toBe(0);
  search.close();
});

it('a pack that lost half its events is written anew, an empty one goes', async () => {
  const session = await openSession();
  const files = await session.add(...logs(LEAST_LOOSE));
  await atRest(session);
  const [pack] = packsOf(session);
  const ids = files.map(({ id }) => id);
  session.session.remove(ids.slice(0, LEAST_LOOSE / 2 + 1));
  await atRest(session);
  const [anew] = packsOf(session);
  expect(anew).not.toBe(pack);
  expect(shards(session.caseDir)).toEqual([`pack.${anew}.events`]);
  expect(session.session.database.packTable.uses()).toMatchObject([
    { written: 3 * (LEAST_LOOSE / 2 - 1), live: 3 * (LEAST_LOOSE / 2 - 1) },
  ]);
  session.session.remove(ids);
  await atRest(session);
  expect(shards(session.caseDir)).toEqual([]);
});

it('gives way to a worker that starts, keeps nothing half done, and is made up for', async () => {
  let wasGivenUp = false;
  const packing: Packing = {
    ...packingHere,
    pack: async (order, signal) => {
      if (!wasGivenUp) session.session.files.run([1], 'reindex');
      const packed = await packingHere.pack(order, signal);
      if (packed === null) wasGivenUp = true;
      return packed;
    },
  };
  const session = await openSession({ packing });
  await session.add(...logs(LEAST_LOOSE));
  await session.until(() => wasGivenUp);
  expect(shards(session.caseDir).filter((name) => name.startsWith('pack'))).toEqual([]);
  await atRest(session);
  expect(new Set(packsOf(session)).size).toBe(1);
  expect(packsOf(session)).not.toContain(null);
  expect(session.session.lockErrors).toBe(0);
});

it('files in work when their pack is published stay where they are', async () => {
  const packing: Packing = {
    ...packingHere,
    pack: async (order, signal) => {
      const isFirst = session.file(1).published?.generation === generation(1);
      const packed = await packingHere.pack(order, signal);
      if (isFirst) session.session.files.run([1, 2], 'sigma_only');
      return packed;
    },
  };
  const session = await openSession({ packing, workers: 1 });
  await session.add(...logs(LEAST_LOOSE));
  await session.untilIdle();
  await session.until(() => packsOf(session).some((pack) => pack !== null));
  expect(packsOf(session).filter((pack) => pack === null)).toHaveLength(2);
  await session.untilIdle();
  for (const id of [1, 2])
    expect(session.file(id)).toMatchObject({
      ...{ lastRun: { state: 'completed' }, published: { counts: { detections: 1 } } },
    });
  expect(JSON.stringify(told(session.caseDir))).toContain('eve-0');
});

it('a search that still reads the small shards is waited for before they go', async () => {
  const search = new Gate();
  const asked = new Gate();
  const letGo = (): Promise<void> => {
    asked.open();
    return search.opened;
  };
  const session = await openSession({ packing: { ...packingHere, letGo } });
  await session.add(...logs(LEAST_LOOSE));
  await asked.opened;
  expect(packsOf(session)).not.toContain(null);
  const before = told(session.caseDir);
  expect(shards(session.caseDir)).toHaveLength(LEAST_LOOSE + 1);
  search.open();
  await atRest(session);
  expect(shards(session.caseDir)).toHaveLength(1);
  expect(told(session.caseDir)).toEqual(before);
});

it('a damaged shard is left out, and named by the search as before', async () => {
  const loose = await openSession({ packing: noPacking });
  await loose.add(...logs(LEAST_LOOSE + 1));
  await atRest(loose);
  const { caseDir } = loose;
  closeAll();
  fs.truncateSync(shardPath(caseDir, fileId(5), generation(1)), 100);
  const session = await openSession({ caseDir });
  await atRest(session);
  const outside = session.session.database
    .files()
    .filter(({ published }) => published?.pack === null)
    .map(({ id }) => id);
  expect(outside).toEqual([5]);
  const search = eventStoreOf(caseDir).search();
  const asked = { query: '', from: null, to: null, sort: 'asc', files: null } as const;
  const { count, problems } = search.find(asked);
  search.close();
  expect([count, problems]).toEqual([
    3 * LEAST_LOOSE,
    [expect.stringContaining('Re-index the file')],
  ]);
});

it('a lost jobs process is tried again; where that fails too, everything stays', async () => {
  let tries = 0;
  const packing: Packing = {
    ...packingHere,
    pack: (order, signal) =>
      ++tries === 2 ? packingHere.pack(order, signal) : Promise.reject(new Error('killed')),
  };
  const session = await openSession({ packing });
  await session.add(...logs(LEAST_LOOSE));
  await atRest(session);
  expect([tries, new Set(packsOf(session)).size]).toEqual([2, 1]);
  expect(packsOf(session)).not.toContain(null);
});

/** Kills the command line while it packs, so many milliseconds after it has begun to write. */
async function killPacking(caseDir: string, afterMs: number): Promise<void> {
  const cli = path.join(root, 'out/main/cli.js');
  const child = spawn(process.execPath, [cli, 'process', '--case', caseDir], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const watcher = fs.watch(casePaths.events(caseDir));
  await Promise.race([once(watcher, 'change'), ended]);
  watcher.close();
  const killing = setTimeout(() => child.kill('SIGKILL'), afterMs);
  await ended;
  clearTimeout(killing);
}

it('killed at any moment, a case loses nothing and packs when it is opened again', async () => {
  const loose = await openSession({ packing: noPacking });
  await loose.add(...logs(2 * LEAST_LOOSE, 40));
  await atRest(loose);
  const before = [told(loose.caseDir), shown(loose.session.database.files())];
  closeAll();
  for (const afterMs of [0, 60, 120, 200]) {
    const caseDir = path.join(temporaryFolder(), 'case');
    fs.cpSync(loose.caseDir, caseDir, { recursive: true });
    await killPacking(caseDir, afterMs);
    expect(told(caseDir), `${afterMs} ms`).toEqual(before[0]);
    const session = await openSession({ caseDir });
    expect(eventFiles(caseDir).filter((name) => name.includes('building'))).toEqual([]);
    expect([told(caseDir), shown(session.session.database.files())]).toEqual(before);
    await atRest(session);
    expect([told(caseDir), shown(session.session.database.files())]).toEqual(before);
    const [pack] = packsOf(session);
    expect(shards(caseDir)).toEqual([path.basename(packPath(caseDir, packId(pack ?? 0)))]);
    closeAll();
  }
}, 120_000);
