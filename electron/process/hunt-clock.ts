/** Keeps hostile or careless regular expressions of rules from holding up a hunt (text-tests.ts). */
import vm from 'node:vm';
import type { HuntClock } from '@shared/sigma/engine/text-tests';

/** The work to be done within a limit; scripts see nothing but globals. */
const WORK = Symbol.for('casescope.watched-work');
const globals = globalThis as { [WORK]?: () => boolean };
const SCRIPT = new vm.Script("globalThis[Symbol.for('casescope.watched-work')]()");

export const HUNT_CLOCK: HuntClock = {
  now: () => performance.now(),
  within(milliseconds, work) {
    globals[WORK] = work;
    try {
      return SCRIPT.runInThisContext({ timeout: milliseconds }) === true;
    } catch (error) {
      if (isTimeout(error)) return null;
      throw error;
    } finally {
      delete globals[WORK];
    }
  },
};

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
