import { temporaryFolder } from '../../fixtures/temporary-folder';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { writeNdjson } from '../../fixtures/ndjson-evidence';
import { readIndicators } from '@shared/ioc/reading/read-indicators';
import type { IndicatorDraft } from '@shared/model/indicator';
import { SLOT_TIMES } from '@electron/scheduler/case-session';
import { eventFiles, OpenSession, sampleFile } from './open-session';

const open: OpenSession[] = [];
const openSession = async (
  setUp?: Parameters<typeof OpenSession.open>[0],
): Promise<OpenSession> => {
  const session = await OpenSession.open(setUp);
  open.push(session);
  return session;
};
afterEach(() => {
  for (const session of open.splice(0)) session.close();
});

const ALL = ['queued', 'estimating', 'indexing', 'sigmaHunting', 'iocHunting', 'completed'];
const hashOf = (file: string): string =>
  createHash('sha256').update(fs.readFileSync(file)).digest('hex');
const shardOf = (session: OpenSession): string =>
  path.join(
    session.caseDir,
    'events',
    eventFiles(session.caseDir).find((name) => name.endsWith('.events')) ?? '',
  );
const listed = (text: string): IndicatorDraft[] =>
  readIndicators(text).understood.map(({ draft }) => draft);
const big = (lines: number): string =>
  writeNdjson(path.join(temporaryFolder(), 'big.ndjson'), lines);

describe('a case session over real workers', () => {
  it('takes files of two kinds through every phase, never more than two at once', async () => {
    const session = await openSession();
    const bad = path.join(temporaryFolder(), 'notes.txt');
    fs.writeFileSync(bad, 'no log');
    const names = ['WS-ALVA-Security.evtx', 'WS-ALVA-Sysmon.evtx', 'DC-NORTE-winlogbeat.ndjson'];
    const files = await session.add(...names.map(sampleFile), bad);
    await session.untilIdle();
    for (const file of files.slice(0, 3)) {
      expect(session.statesOf(file.id)).toEqual(ALL);
      expect(session.file(file.id).published?.counts.events).toBeGreaterThan(0);
    }
    expect(session.file(files[3]?.id ?? 0).intake).toMatchObject({ type: 'skipped' });
    expect(session.mostActive).toBe(2);
    expect(session.session.lockErrors).toBe(0);
  });

  it('records an exact duplicate and does not process it', async () => {
    const session = await openSession();
    const copy = path.join(temporaryFolder(), 'copy.evtx');
    fs.copyFileSync(sampleFile('WS-ALVA-Sysmon.evtx'), copy);
    const [first, second] = await session.add(sampleFile('WS-ALVA-Sysmon.evtx'), copy);
    await session.untilIdle();
    expect(second?.intake).toEqual({ type: 'duplicate', of: first?.id });
    expect(session.statesOf(second?.id ?? 0)).toEqual([]);
  });

  it('runs sigma_only and ioc_only without touching the event shard', async () => {
    const session = await openSession();
    const [file] = await session.add(sampleFile('WS-ALVA-Sysmon.evtx'));
    const id = file?.id ?? 0;
    await session.untilIdle();
    const [shard, before] = [shardOf(session), hashOf(shardOf(session))];
    const first = session.file(id).published;
    session.session.files.run([id], 'sigma_only');
    await session.untilIdle();
    expect(session.statesOf(id).slice(ALL.length)).toEqual([
      'queued',
      'sigmaHunting',
      'iocHunting',
      'completed',
    ]);
    expect(session.file(id).published?.counts.detections).toBe(first?.counts.detections);
    expect(session.file(id).published?.detectionsRun).not.toBe(first?.detectionsRun);
    session.session.files.run([id], 'ioc_only');
    await session.untilIdle();
    expect(session.statesOf(id).slice(ALL.length + 4)).toEqual([
      'queued',
      'iocHunting',
      'completed',
    ]);
    expect(shardOf(session)).toBe(shard);
    expect(hashOf(shard)).toBe(before);
    expect(eventFiles(session.caseDir)).toHaveLength(3);
  });

  it('turns sigma_only on a file with nothing published into full, and says so', async () => {
    const session = await openSession({ paused: true });
    const [file] = await session.add(sampleFile('WS-ALVA-Sysmon.evtx'));
    session.session.files.cancel([file?.id ?? 0]);
    const answer = session.session.files.run([file?.id ?? 0], 'sigma_only');
    expect(answer).toEqual({ done: 1, refused: 0, becameFull: 1 });
    session.session.scheduler.resume();
    await session.untilIdle();
    expect(session.file(file?.id ?? 0).lastRun?.operation).toBe('full');
  });

  it('reindexes into a new generation and removes the old one at the end', async () => {
    const session = await openSession();
    const [file] = await session.add(sampleFile('WS-ALVA-Sysmon.evtx'));
    await session.untilIdle();
    const before = session.file(file?.id ?? 0).published;
    session.session.files.run([file?.id ?? 0], 'reindex');
    await session.untilIdle();
    const after = session.file(file?.id ?? 0).published;
    expect(after?.generation).not.toBe(before?.generation);
    expect(after?.counts).toEqual(before?.counts);
    expect(eventFiles(session.caseDir)).toHaveLength(3);
  });

  it('keeps the old generation through a cancelled and a failed reindex', async () => {
    const session = await openSession();
    const evidence = big(60_000);
    const [file] = await session.add(evidence);
    const id = file?.id ?? 0;
    await session.untilIdle();
    const [published, files] = [session.file(id).published, eventFiles(session.caseDir)];
    session.session.files.run([id], 'reindex');
    await session.until(() => session.file(id).lastRun?.state === 'indexing');
    session.session.files.cancel([id]);
    await session.untilIdle();
    expect(session.file(id).lastRun?.state).toBe('cancelled');
    expect(session.file(id).published).toEqual(published);
    expect(eventFiles(session.caseDir)).toEqual(files);
    fs.appendFileSync(evidence, '{"changed":true}\n');
    session.session.files.run([id], 'reindex');
    await session.untilIdle();
    expect(session.file(id).lastRun).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('changed'),
    });
    expect(session.file(id).published).toEqual(published);
    expect(eventFiles(session.caseDir)).toEqual(files);
  });

  it('refuses an operation on an active file and counts it', async () => {
    const session = await openSession({ workers: 1 });
    const [file] = await session.add(big(40_000));
    await session.until(() => session.file(file?.id ?? 0).lastRun?.state === 'indexing');
    expect(session.session.files.run([file?.id ?? 0], 'reindex')).toEqual({
      done: 0,
      refused: 1,
      becameFull: 0,
    });
    expect(session.session.remove([file?.id ?? 0])).toEqual({ done: 0, refused: 1, becameFull: 0 });
    session.session.files.cancel('all');
    await session.untilIdle();
    expect(session.file(file?.id ?? 0).lastRun?.state).toBe('cancelled');
  });

  it('refuses to make an indicator the same as another, in words', async () => {
    const { session } = await openSession();
    const [first, second] = session.indicators.add(listed('203.0.113.99\nevil.example')).indicators;
    if (first === undefined || second === undefined) expect.fail('two indicators were listed');
    const { type, value, mode } = first;
    expect(() => session.indicators.put({ ...second, type, value, mode })).toThrow(
      'already has the ip indicator 203.0.113.99',
    );
    expect(session.database.indicators()).toEqual([first, second]);
    // The same one again is no other.
    expect(session.indicators.put({ ...first, note: 'n' })[0]).toEqual({ ...first, note: 'n' });
  });

  for (const phase of ['estimating', 'indexing', 'sigmaHunting', 'iocHunting']) {
    it(`queues a file once more after its worker was killed in ${phase}`, async () => {
      const session = await openSession({ workers: 1 });
      session.session.indicators.add(listed('203.0.113.99\nevil.example'));
      const [file] = await session.add(big(30_000));
      const id = file?.id ?? 0;
      await session.until(() => session.file(id).lastRun?.state === phase);
      process.kill(session.pidOf(id), 'SIGKILL');
      await session.untilIdle();
      const upTo = ALL.slice(0, ALL.indexOf(phase) + 1);
      expect(session.statesOf(id)).toEqual([...upTo, ...ALL]);
      expect(session.file(id).lastRun).toMatchObject({ state: 'completed', attempts: 2 });
      expect(session.file(id).published?.counts.events).toBe(30_000);
      expect(eventFiles(session.caseDir)).toHaveLength(3);
    });
  }

  it('fails a file whose worker was lost twice, with the reason, and goes on with others', async () => {
    const session = await openSession({ workers: 1 });
    const [file, other] = await session.add(big(30_000), sampleFile('WS-ALVA-Sysmon.evtx'));
    const id = file?.id ?? 0;
    for (const attempts of [1, 2]) {
      await session.until(() => {
        const run = session.file(id).lastRun;
        return run?.state === 'indexing' && run.attempts === attempts;
      });
      process.kill(session.pidOf(id), 'SIGKILL');
    }
    await session.untilIdle();
    expect(session.file(id).lastRun).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('Indexing'),
    });
    expect(session.file(other?.id ?? 0).lastRun?.state).toBe('completed');
    expect(eventFiles(session.caseDir).some((name) => name.includes('.building'))).toBe(false);
  });

  it('ends a worker that hangs and one that does not answer a cancel', async () => {
    const session = await openSession({
      workers: 1,
      times: { ...SLOT_TIMES, hangMs: 5_000, cancelMs: 300 },
    });
    const [file] = await session.add(big(30_000));
    const id = file?.id ?? 0;
    await session.until(() => session.file(id).lastRun?.state === 'indexing');
    process.kill(session.pidOf(id), 'SIGSTOP');
    await session.until(() => session.file(id).lastRun?.attempts === 2);
    expect(session.history).toContain(`${id} queued`);
    await session.until(() => session.file(id).lastRun?.state === 'indexing');
    process.kill(session.pidOf(id), 'SIGSTOP');
    session.session.files.cancel([id]);
    await session.untilIdle();
    expect(session.file(id).lastRun).toMatchObject({ state: 'cancelled', attempts: 2 });
  });

  it('gives files in work back to the queue on a quit, without an attempt charged, and goes on later', async () => {
    const session = await openSession({ workers: 1 });
    const [file] = await session.add(big(30_000));
    const id = file?.id ?? 0;
    await session.until(() => session.file(id).lastRun?.state === 'sigmaHunting');
    session.close();
    open.splice(0);
    const again = await openSession({ caseDir: session.caseDir });
    await again.untilIdle();
    expect(again.file(id).lastRun).toMatchObject({ state: 'completed', attempts: 1 });
  });

  it('runs by priority, pauses and resumes', async () => {
    const session = await openSession({ workers: 1, paused: true });
    const added = await session.add(
      ...['WS-ALVA-Security.evtx', 'WS-ALVA-Sysmon.evtx', 'SRV-FILES-System.evtx'].map(sampleFile),
    );
    const [first, second, third] = added.map((file) => file.id);
    session.session.files.setPriority([third ?? 0], 1);
    session.session.files.setPriority([first ?? 0], -1);
    expect(session.session.scheduler.slots.every(({ order }) => order === null)).toBe(true);
    session.session.scheduler.resume();
    await session.untilIdle();
    const started = session.history
      .filter((one) => one.endsWith('estimating'))
      .map((one) => Number(one.split(' ')[0]));
    expect(started).toEqual([third, second, first]);
  });

  it('retries failed files and removes files with everything derived from them', async () => {
    const session = await openSession();
    const evidence = path.join(temporaryFolder(), 'gone.evtx');
    fs.copyFileSync(sampleFile('WS-ALVA-Sysmon.evtx'), evidence);
    session.session.scheduler.pause();
    const [file] = await session.add(evidence);
    fs.renameSync(evidence, `${evidence}.away`);
    session.session.scheduler.resume();
    await session.untilIdle();
    expect(session.file(file?.id ?? 0).lastRun).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('Put it back'),
    });
    fs.renameSync(`${evidence}.away`, evidence);
    expect(session.session.files.retry('failed').done).toBe(1);
    await session.untilIdle();
    expect(session.file(file?.id ?? 0).lastRun?.state).toBe('completed');
    session.session.remove([file?.id ?? 0]);
    expect(session.session.database.files()).toEqual([]);
    expect(eventFiles(session.caseDir)).toEqual([]);
  });

  it('adds a path once, takes a skipped one again when it has become a log, and promotes a copy', async () => {
    const session = await openSession();
    const folder = temporaryFolder();
    const late = path.join(folder, 'late.evtx');
    fs.writeFileSync(late, '');
    const [skipped] = await session.add(late);
    expect(skipped?.intake.type).toBe('skipped');
    expect(await session.add(late)).toMatchObject([{ id: skipped?.id }]);
    fs.copyFileSync(sampleFile('WS-ALVA-Sysmon.evtx'), late);
    const [added] = await session.add(late);
    expect(added?.intake.type).toBe('accepted');
    expect(await session.add(late)).toMatchObject([{ id: added?.id }]);
    const copy = path.join(folder, 'copy.evtx');
    fs.copyFileSync(late, copy);
    const [duplicate] = await session.add(copy);
    await session.untilIdle();
    expect(session.session.database.files()).toHaveLength(2);
    session.session.remove([added?.id ?? 0]);
    await session.untilIdle();
    expect(session.file(duplicate?.id ?? 0)).toMatchObject({
      intake: { type: 'accepted' },
      lastRun: { state: 'completed' },
    });
  });
});
