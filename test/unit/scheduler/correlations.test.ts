import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { correlate } from '@electron/pipeline/correlate';
import { eventStoreOf } from '@electron/store/event-store-of';
import { ruleKey } from '@shared/model/rule-key';
import type { TuningDraft } from '@shared/model/rule-tuning';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { type Logon, logonFile } from '../../fixtures/logon-evidence';
import {
  atRest,
  closeSessions,
  hitsOf,
  openSession,
  RESTS,
  RULES,
  rules,
  TUNED,
} from './correlated-case';
import { eventFiles } from './open-session';

it('a window reaches over files, a late file is taken in, a removed one goes again', async () => {
  const session = await openSession({});
  const folder = temporaryFolder();
  const one = logonFile(folder, 'one.ndjson', [
    [0, 4625, 'eve'],
    [20, 4625, 'eve'],
    [30, 4625, 'bob'],
  ]);
  const two = logonFile(folder, 'two.ndjson', [[40, 4625, 'EVE']]);
  const late = logonFile(folder, 'late.ndjson', [[50, 4624, 'eve']]);
  await session.add(one);
  await atRest(session);
  expect(hitsOf(session.caseDir)).toEqual([]);
  const [second] = await session.add(two);
  await atRest(session);
  const guessing = 'Password guessing 3: 00:00 00:20 00:40';
  expect(hitsOf(session.caseDir)).toEqual([guessing]);
  await session.add(late);
  await atRest(session);
  const guessed = 'Guessed 4: 00:00 00:20 00:40 00:50';
  expect(hitsOf(session.caseDir)).toEqual([guessing, guessed]);
  const { run, ...found } = session.session.correlations.found;
  expect(found).toMatchObject({ detections: 2, byLevel: { high: 1, critical: 1 } });
  const left = eventFiles(session.caseDir).filter((name) => name.startsWith('case.'));
  expect(left).toEqual([`case.${run}.correlations`]);
  session.session.remove([second?.id ?? 0]);
  await atRest(session);
  expect(hitsOf(session.caseDir)).toEqual([]);
});

it('many files are one run, and detections of silent rules are not counted', async () => {
  let runs = 0;
  const session = await openSession({
    correlate: (order) => {
      runs++;
      return Promise.resolve(correlate(order));
    },
    paused: true,
  });
  const folder = temporaryFolder();
  const paths = Array.from({ length: 6 }, (_, at) =>
    logonFile(folder, `${at}.ndjson`, [[at * 10, 4625, 'eve']]),
  );
  const files = await session.add(...paths);
  await atRest(session);
  runs = 0;
  session.session.scheduler.resume();
  await atRest(session);
  expect(runs).toBe(1);
  expect(hitsOf(session.caseDir)).toEqual([
    'Password guessing 6: 00:00 00:10 00:20 00:30 00:40 00:50',
  ]);
  const detections = files.map(({ id }) => session.file(id).published?.counts.detections);
  expect(detections).toEqual([0, 0, 0, 0, 0, 0]);
});

it('a run that was cut off is made up for when the case is opened next, and what it left is gone', async () => {
  const first = await openSession({ correlate: () => new Promise(() => undefined) });
  const file = logonFile(temporaryFolder(), 'one.ndjson', [
    [0, 4625, 'eve'],
    [1, 4625, 'eve'],
    [2, 4625, 'eve'],
  ]);
  await first.add(file);
  await first.untilIdle();
  fs.writeFileSync(path.join(first.caseDir, 'events', 'case.9.correlations.x.building'), 'left');
  closeSessions();
  const second = await openSession({ caseDir: first.caseDir });
  await atRest(second);
  expect(hitsOf(second.caseDir)).toHaveLength(1);
  expect(eventFiles(second.caseDir).filter((name) => name.includes('building'))).toEqual([]);
  const { run } = second.session.correlations.found;
  closeSessions();
  // Nothing has changed, so nothing is run.
  const third = await openSession({ caseDir: first.caseDir });
  await atRest(third);
  expect(third.session.correlations.found.run).toBe(run);
});

it('what tuning leaves out feeds no correlation, and feeds them again when it is taken back', async () => {
  const session = await openSession({ rules: [{ path: 'tuned.yml', text: TUNED, hash: 't' }] });
  const logons: Logon[] = ['eve', 'eve', 'svc', 'SVC'].map((user, at) => [at, 4625, user]);
  await session.add(logonFile(temporaryFolder(), 'one.ndjson', logons));
  await atRest(session);
  const told = (): string[] => hitsOf(session.caseDir).map((hit) => hit.split(':')[0] ?? '');
  const both = ['Password guessing 4', 'Guessed twice 4'];
  expect(told().toSorted()).toEqual(both.toSorted());
  const { tunings } = session.session;
  const tuned = async (draft: TuningDraft): Promise<string[]> => {
    const added = tunings.add(draft).at(-1);
    await atRest(session);
    const answer = told();
    tunings.remove(added?.id ?? 0);
    await atRest(session);
    expect(told().toSorted()).toEqual(both.toSorted());
    return answer;
  };
  const reason = 'known';
  const ruleId = ruleKey('', 'Failed logon');
  // A field that the rule has matched, and one it never looked at.
  const matched = { field: 'EventID', value: '46*' };
  const other = { field: 'TargetUserName', value: 'svc' };
  expect(await tuned({ action: 'exclude', ruleId, reason, where: [matched] })).toEqual([]);
  expect(await tuned({ action: 'exclude', ruleId, reason, where: [other] })).toEqual([]);
  expect(await tuned({ action: 'disable', ruleId, reason })).toEqual([]);
  const inner = ruleKey('', 'Password guessing');
  expect(await tuned({ action: 'disable', ruleId: inner, reason })).toEqual([]);
  const level = await tuned({ action: 'level', ruleId, reason, level: 'low' });
  expect(level.toSorted()).toEqual(both.toSorted());
});

it('a run that is lost is tried again; one that is lost twice is told, and run when asked for', async () => {
  let lost = 0;
  let most = 1;
  const session = await openSession({
    correlate: (order) =>
      lost++ < most ? Promise.reject(new Error('killed')) : Promise.resolve(correlate(order)),
  });
  const { correlations } = session.session;
  const folder = temporaryFolder();
  const logons: Logon[] = [0, 1, 2].map((second) => [second, 4625, 'eve']);
  await session.add(logonFile(folder, 'one.ndjson', logons));
  await atRest(session);
  expect([correlations.state, hitsOf(session.caseDir).length]).toEqual([RESTS, 1]);
  [lost, most] = [0, 2];
  await session.add(logonFile(folder, 'two.ndjson', [[3, 4625, 'eve']]));
  await atRest(session);
  const failed = { type: 'failed', reason: 'killed' };
  expect([correlations.state, lost]).toEqual([failed, 2]);
  expect(hitsOf(session.caseDir)).toEqual(['Password guessing 3: 00:00 00:01 00:02']);
  correlations.tryAgain();
  await atRest(session);
  expect(correlations.state).toEqual(RESTS);
  expect(hitsOf(session.caseDir)).toEqual(['Password guessing 4: 00:00 00:01 00:02 00:03']);
});

it('damaged detections are named with what mends them, and correlations follow when it is done', async () => {
  const session = await openSession({});
  const { correlations } = session.session;
  const folder = temporaryFolder();
  const logons: Logon[] = [0, 1, 2].map((second) => [second, 4625, 'eve']);
  const [{ id } = { id: 0 }] = await session.add(logonFile(folder, 'one.ndjson', logons));
  await atRest(session);
  for (const name of eventFiles(session.caseDir).filter((one) => one.endsWith('.detections')))
    fs.writeFileSync(path.join(session.caseDir, 'events', name), 'no database at all');
  await session.add(logonFile(folder, 'two.ndjson', [[3, 4625, 'eve']]));
  await atRest(session);
  const leftOut = 'The detections of one.ndjson cannot be read. Run SIGMA again there.';
  expect(correlations.state).toEqual({ ...RESTS, leftOut });
  // Those of the others go on without it.
  const later: Logon[] = [4, 5].map((second) => [second, 4625, 'eve']);
  await session.add(logonFile(folder, 'three.ndjson', later));
  await atRest(session);
  expect(hitsOf(session.caseDir)).toEqual(['Password guessing 3: 00:03 00:04 00:05']);
  session.session.files.run([id], 'sigma_only');
  await atRest(session);
  expect(correlations.state).toEqual(RESTS);
  expect(hitsOf(session.caseDir)).toEqual([
    'Password guessing 6: 00:00 00:01 00:02 00:03 00:04 00:05',
  ]);
});

it('files hunted with other rules are named until SIGMA has run on them again', async () => {
  const base = RULES.split('---').slice(0, 2).join('---');
  const session = await openSession({ rules: [{ path: 'base.yml', text: base, hash: 'b' }] });
  const { correlations } = session.session;
  const folder = temporaryFolder();
  const [{ id } = { id: 0 }] = await session.add(
    logonFile(folder, 'one.ndjson', [
      [0, 4625, 'eve'],
      [1, 4625, 'eve'],
    ]),
  );
  await atRest(session);
  session.session.setRules(session.packOf(rules));
  await session.add(logonFile(folder, 'two.ndjson', [[2, 4625, 'eve']]));
  await atRest(session);
  const leftOut = 'one.ndjson was hunted with other rules. Run SIGMA again there.';
  expect([correlations.state, hitsOf(session.caseDir)]).toEqual([{ ...RESTS, leftOut }, []]);
  session.session.files.run([id], 'sigma_only');
  await atRest(session);
  expect(correlations.state).toEqual(RESTS);
  expect(hitsOf(session.caseDir)).toEqual(['Password guessing 3: 00:00 00:01 00:02']);
});

it('correlations that are lost or damaged on disk leave the detections listed, and are made anew', async () => {
  const session = await openSession({});
  const logons: Logon[] = [0, 1, 2].map((second) => [second, 4625, 'eve']);
  await session.add(logonFile(temporaryFolder(), 'one.ndjson', logons));
  await atRest(session);
  const found = hitsOf(session.caseDir);
  expect(found).toHaveLength(1);
  const file = (): string => {
    const name = eventFiles(session.caseDir).find((one) => one.endsWith('.correlations'));
    return path.join(session.caseDir, 'events', name ?? '');
  };
  const losses: ((one: string) => void)[] = [
    (one) => fs.rmSync(one),
    (one) => fs.truncateSync(one),
    (one) => fs.truncateSync(one, 5_000),
  ];
  for (const lose of losses) {
    lose(file());
    const search = eventStoreOf(session.caseDir).search();
    const sort = { column: 'time', order: 'asc' } as const;
    const asked = { filter: '', rule: null, levels: null, suppressed: false, files: null, sort };
    expect(search.detections({ ...asked, start: 0, end: 9 }).problems).toEqual([
      expect.stringMatching(/^The correlations cannot be read .* the case is opened\.$/),
    ]);
    expect(search.detectionsByRule()).toEqual([]);
    search.close();
    session.session.correlations.tryAgain();
    await atRest(session);
    expect(hitsOf(session.caseDir)).toEqual(found);
  }
});
