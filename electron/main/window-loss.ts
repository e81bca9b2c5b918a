/**
 * The window's page may die (a crash, memory, a signal) or stop answering. It comes back with the same
 * case, says what happened, and the queue in this process never notices.
 */
import { type BrowserWindow, dialog } from 'electron';

type GoneReason = Electron.RenderProcessGoneDetails['reason'];

const WHAT_HAPPENED: Readonly<Partial<Record<GoneReason, string>>> = {
  crashed: 'it crashed',
  oom: 'it ran out of memory',
  killed: 'it was ended from outside',
};

/** More losses than this in a minute: opening it again is left to the examiner. */
const MOST_LOSSES = 3;
const WITHIN_MS = 60_000;

/** `say` tells the page that was opened again what became of the one before. */
export function bringBackWhenLost(window: BrowserWindow, say: (text: string) => void): void {
  let losses: number[] = [];
  const openAgain = (what: string): void => {
    window.webContents.reload();
    say(`The window was opened again: ${what}. The case is as it was, and the queue went on.`);
  };
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const what = WHAT_HAPPENED[reason] ?? `its process ended (${reason})`;
    const now = performance.now();
    losses = [...losses.filter((at) => now - at < WITHIN_MS), now];
    if (losses.length <= MOST_LOSSES) openAgain(what);
    else void whenWanted(window, what, () => openAgain(what));
  });
  window.on('unresponsive', () => void offerToReopen(window));
}

async function whenWanted(window: BrowserWindow, what: string, open: () => void): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: `The window stopped ${MOST_LOSSES + 1} times within a minute: ${what}.`,
    detail: 'The queue goes on. Open the window again, or close caseScope and start it later.',
    buttons: ['Open again', 'Close caseScope'],
    cancelId: 0,
  });
  if (response === 0) open();
  else window.destroy();
}

/** Asks while the page does not answer; takes the question back when it does again. */
async function offerToReopen(window: BrowserWindow): Promise<void> {
  const answers = new AbortController();
  const onResponsive = (): void => answers.abort();
  window.once('responsive', onResponsive);
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'The window does not answer.',
    detail: 'It may be drawing something very large. The queue goes on in any case.',
    buttons: ['Wait', 'Open it again'],
    cancelId: 0,
    signal: answers.signal,
  });
  window.off('responsive', onResponsive);
  // What ends it is what brings it back.
  if (response === 1) window.webContents.forcefullyCrashRenderer();
}
