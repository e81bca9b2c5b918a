/** Sleep of the machine and hangs of a worker: the real scheduler over a worker that SIGSTOP holds. */
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { SLOT_TIMES } from '@electron/scheduler/case-session';
import { writeNdjson } from '../../fixtures/ndjson-evidence';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { OpenSession } from './open-session';

const HANG_MS = 8_000;
const NIGHT_MS = 8 * 60 * 60 * 1_000;
/** Less than what counts as sleep, together with the second between two looks. */
const SOON_MS = 3_000;

/** The real clock, which a test can put on. */
class Clock {
  #aheadMs = 0;
  readonly nowMs = (): number => performance.now() + this.#aheadMs;

  putOn(ms: number): void {
    this.#aheadMs += ms;
  }
}

const open: OpenSession[] = [];
afterEach(() => {
  for (const session of open.splice(0)) session.close();
});

/** One file in Indexing, whose worker stands still. */
async function stopped(): Promise<{
  session: OpenSession;
  clock: Clock;
  id: number;
  pid: number;
  /** The scheduler has looked after its workers at least twice since, or has given one up. */
  lookedAfter: () => Promise<void>;
}> {
  const clock = new Clock();
  const times = { ...SLOT_TIMES, hangMs: HANG_MS, nowMs: clock.nowMs };
  const session = await OpenSession.open({ workers: 1, times });
  open.push(session);
  const evidence = writeNdjson(path.join(temporaryFolder(), 'evidence.ndjson'), 30_000);
  const id = (await session.add(evidence))[0]?.id ?? 0;
  await session.until(() => session.file(id).lastRun?.state === 'indexing');
  const pid = session.pidOf(id);
  process.kill(pid, 'SIGSTOP');
  const lookedAfter = (): Promise<void> => {
    const from = clock.nowMs();
    const isCharged = (): boolean => session.file(id).lastRun?.attempts !== 1;
    return session.until(() => isCharged() || clock.nowMs() - from > 2_500);
  };
  return { session, clock, id, pid, lookedAfter };
}

const STATES = ['queued', 'estimating', 'indexing', 'sigmaHunting', 'iocHunting', 'completed'];

describe('after sleep of the machine', () => {
  it.each<[string, (session: OpenSession, clock: Clock) => void]>([
    ['noticed by the late timer', (_session, clock) => clock.putOn(NIGHT_MS)],
    [
      'told by the system',
      (session, clock) => {
        clock.putOn(NIGHT_MS);
        session.session.scheduler.wakeUp();
      },
    ],
  ])('%s, no worker is ended and no attempt is charged', async (_, sleep) => {
    const { session, clock, id, pid, lookedAfter } = await stopped();
    sleep(session, clock);
    await lookedAfter();
    expect(session.pidOf(id)).toBe(pid);
    process.kill(pid, 'SIGCONT');
    await session.untilIdle();
    expect(session.file(id).lastRun).toMatchObject({ state: 'completed', attempts: 1 });
    expect(session.statesOf(id)).toEqual(STATES);
  });
});

describe('a worker that hangs', () => {
  it('is ended and costs its file an attempt, though the machine slept before', async () => {
    const { session, clock, id, pid, lookedAfter } = await stopped();
    clock.putOn(NIGHT_MS);
    await lookedAfter();
    expect(session.pidOf(id)).toBe(pid);
    await session.until(() => {
      if (session.statesOf(id).lastIndexOf('queued') > 0) return true;
      clock.putOn(SOON_MS);
      return false;
    });
    await session.untilIdle();
    expect(session.file(id).lastRun).toMatchObject({ state: 'completed', attempts: 2 });
    expect(session.statesOf(id)).toEqual([...STATES.slice(0, 3), ...STATES]);
  });
});
