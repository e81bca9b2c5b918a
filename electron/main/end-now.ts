import type { UtilityProcess } from 'electron';

/** Ends it whatever it is doing: SIGKILL, since one that is busy or stands still does not hear a polite request. */
export function endNow(ended: UtilityProcess): void {
  try {
    if (ended.pid === undefined) ended.kill();
    else process.kill(ended.pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}
