/**
 * Paths the program was started with, this time or again while it runs. They go into the open case when
 * the examiner says so; without a case they wait for one.
 */
import { type BrowserWindow, dialog } from 'electron';
import path from 'node:path';
import { errorText } from '@shared/model/errors';
import type { CaseHost } from './case-host';

interface ArrivalParts {
  readonly host: CaseHost;
  readonly window: () => BrowserWindow | null;
  /** Shows the window a text that stays until it is read. */
  readonly say: (text: string) => void;
}

const MOST_NAMED = 8;

export class Arrivals {
  readonly #parts: ArrivalParts;
  #waiting: readonly string[] = [];

  constructor(parts: ArrivalParts) {
    this.#parts = parts;
  }

  async arrive(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    this.#waiting = [...this.#waiting, ...paths];
    if (this.#parts.host.info !== null) return this.offer();
    this.#parts.say(
      `${named(this.#waiting.length)} to add. Open or create a case; you are then asked whether they go into it.`,
    );
  }

  /** Asks whether what waits goes into the open case. */
  async offer(): Promise<void> {
    const { host, window, say } = this.#parts;
    const paths = this.#waiting;
    const [into, parent] = [host.info, window()];
    if (paths.length === 0 || into === null || parent === null) return;
    this.#waiting = [];
    const { response } = await dialog.showMessageBox(parent, {
      type: 'question',
      message: `Add ${named(paths.length)} to the case “${legible(into.name)}”?`,
      detail: listOf(paths),
      buttons: ['Add', 'Do not add'],
      cancelId: 1,
    });
    if (response !== 0) return;
    // The case may have been closed, or another opened, while the question stood.
    if (host.info?.folder !== into.folder) say(`Nothing was added: the case was closed meanwhile.`);
    else await host.add(paths).catch((error: unknown) => say(errorText(error)));
  }
}

const named = (count: number): string => (count === 1 ? '1 path' : `${count} paths`);

/** Names come from evidence: nothing in them may steer how the system's dialog draws. */
const legible = (text: string): string => text.replaceAll(/\p{C}/gu, '\ufffd');

function listOf(paths: readonly string[]): string {
  const shown = paths.slice(0, MOST_NAMED).map((one) => legible(path.basename(one)));
  const more = paths.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}
