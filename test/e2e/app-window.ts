/** The real app in a real window, as a person uses it: what every end-to-end test starts from. */
import fs from 'node:fs';
import path from 'node:path';
import type { EvidenceRow } from '@shared/contract/evidence-views';
import type { FileState } from '@shared/model/file-states';
import {
  _electron as electron,
  type ElectronApplication,
  expect,
  type Locator,
  type Page,
} from 'playwright/test';
import { temporaryFolder } from '../fixtures/temporary-folder';

export const root = path.resolve(import.meta.dirname, '../..');

export const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const SAMPLE_LOGS = ['WS-ALVA-Security.evtx', 'WS-ALVA-Sysmon.evtx', 'DC-NORTE-winlogbeat.ndjson'];

/** One started app with its own user folder, and the strings its page wrote to the console. */
export class AppWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userFolder: string;
  readonly complaints: string[] = [];

  private constructor(app: ElectronApplication, page: Page, userFolder: string) {
    this.app = app;
    this.page = page;
    this.userFolder = userFolder;
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
  }

  static async launch(
    userFolder = temporaryFolder('user'),
    args: readonly string[] = [],
  ): Promise<AppWindow> {
    const app = await electron.launch({
      args: [root, ...asRoot, `--user-data-dir=${userFolder}`, ...args],
      cwd: root,
    });
    const page = await app.firstWindow();
    await page.waitForLoadState('domcontentloaded');
    return new AppWindow(app, page, userFolder);
  }

  async close(): Promise<void> {
    await this.app.close();
  }

  /** The whole program, as a power cut ends it: the browser process and all its children. */
  async kill(): Promise<void> {
    const ended = new Promise((resolve) => this.app.process().once('exit', resolve));
    this.app.process().kill('SIGKILL');
    await ended;
  }

  /** Dialogs of the system are answered with these paths from now on. */
  async answerDialogs(...filePaths: string[]): Promise<void> {
    await this.app.evaluate(({ dialog }, answer) => {
      dialog.showOpenDialog = () =>
        Promise.resolve({ canceled: answer.length === 0, filePaths: answer });
      dialog.showSaveDialog = () =>
        Promise.resolve({ canceled: answer.length === 0, filePath: answer[0] ?? '' });
    }, filePaths);
  }

  async createCase(name: string): Promise<string> {
    const folder = temporaryFolder('cases');
    await this.answerDialogs(folder);
    await this.page.getByRole('button', { name: 'New case' }).first().click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(name);
    await dialog.getByRole('button', { name: /Create/ }).click();
    await expect(this.page.getByRole('grid', { name: 'Evidence' })).toBeVisible();
    return path.join(folder, name);
  }

  /** The sample case, processed to its end. */
  async openSample(): Promise<void> {
    await this.page.getByRole('button', { name: /sample case/i }).click();
    for (const name of SAMPLE_LOGS) await this.expectState(name, 'Completed');
  }

  /** The Events view over it. @returns how many there are */
  async openSampleEvents(): Promise<number> {
    await this.openSample();
    await this.page.keyboard.press('Control+2');
    await expect(this.page.getByText(/^([\d,]+) of \1$/)).toBeVisible();
    const grid = this.page.getByRole('grid', { name: 'Events' });
    return Number(await grid.getAttribute('aria-rowcount')) - 1;
  }

  /** In the Rules view: imports a file of this name and text. */
  async importRules(name: string, text: string): Promise<void> {
    const file = path.join(temporaryFolder('rules'), name);
    fs.writeFileSync(file, text);
    await this.answerDialogs(file);
    await this.page.getByRole('button', { name: 'Import ZIP' }).click();
  }

  /** Of the open case. */
  caseFolder(): Promise<string> {
    return this.page.evaluate(async () => {
      const state = await globalThis.casescope.ask('app.state', {});
      return state.ok ? (state.answer.open?.folder ?? '') : '';
    });
  }

  /** Free text and addresses, as if they were pasted. */
  async addIndicators(...values: readonly string[]): Promise<void> {
    const asked = { caseFolder: await this.caseFolder(), values };
    const reply = await this.page.evaluate(async ({ caseFolder, values: sought }) => {
      return globalThis.casescope.ask('indicators.add', {
        caseFolder,
        drafts: sought.map((value) => ({
          type: /^[\d.]+$/.test(value) ? ('ip' as const) : ('text' as const),
          ...{ value, mode: 'literal' as const, active: true, note: '', source: '' },
          ...{ confidence: null, tlp: null, validUntil: null, severity: null },
        })),
      });
    }, asked);
    expect(reply.ok).toBe(true);
  }

  async setWorkers(workers: number): Promise<void> {
    const reply = await this.page.evaluate(
      (count) => globalThis.casescope.ask('app.setSettings', { workers: count }),
      workers,
    );
    expect(reply.ok).toBe(true);
  }

  /** Real files over the window, as the system's drag and drop brings them. */
  async drop(...files: readonly string[]): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const data = { items: [], files: [...files], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data });
    }
    await session.detach();
  }

  /** From now on the page remembers every state each file is told to be in, and the most active at once. */
  async watchStates(): Promise<void> {
    await this.page.evaluate(() => {
      globalThis.seen = { states: {}, published: {}, mostActive: 0 };
      globalThis.casescope.follow('evidence', ({ changed }) => {
        for (const { name, lastRun, published } of changed) {
          const states = (globalThis.seen.states[name] ??= []);
          if (lastRun !== null && states.at(-1) !== lastRun.state) states.push(lastRun.state);
          const { generation, detectionsRun, hitsRun } = published ?? {};
          const told = `${lastRun?.state} ${generation}/${detectionsRun}/${hitsRun}`;
          const all = (globalThis.seen.published[name] ??= []);
          if (all.at(-1) !== told) all.push(told);
        }
      });
      globalThis.casescope.follow('queue', ({ active }) => {
        globalThis.seen.mostActive = Math.max(globalThis.seen.mostActive, active);
      });
    });
  }

  seen(): Promise<Seen> {
    return this.page.evaluate(() => globalThis.seen);
  }

  /** Everything the window knows of a file. */
  async file(name: string): Promise<EvidenceRow> {
    const reply = await this.page.evaluate(() => globalThis.casescope.ask('evidence.list', {}));
    const row = reply.ok ? reply.answer.find((one) => one.name === name) : undefined;
    if (row === undefined) throw new Error(`${name} is not in the case`);
    return row;
  }

  async chooseFromMenu(item: string, ...names: readonly string[]): Promise<void> {
    const [first = '', ...others] = names;
    await this.fileRow(first).click();
    for (const other of others) await this.fileRow(other).click({ modifiers: ['ControlOrMeta'] });
    await this.fileRow(others.at(-1) ?? first).click({ button: 'right' });
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  async chooseFromBar(button: string, ...names: readonly string[]): Promise<void> {
    const [first = '', ...others] = names;
    await this.fileRow(first).click();
    for (const other of others) await this.fileRow(other).click({ modifiers: ['ControlOrMeta'] });
    const bar = this.page.getByRole('toolbar', { name: 'Selected files' });
    await expect(bar).toContainText(`${names.length} file`);
    await bar.getByRole('button', { name: button }).click();
  }

  get evidence(): Locator {
    return this.page.getByRole('grid', { name: 'Evidence' });
  }

  fileRow(name: string): Locator {
    return this.evidence.getByRole('row', { name, exact: true });
  }

  async expectState(name: string, state: string | RegExp, timeoutMs = 60_000): Promise<void> {
    await expect(this.fileRow(name)).toContainText(state, { timeout: timeoutMs });
  }

  /**
   * Answers as soon as the window is told that a file is in a state, without the pauses of a polling
   * assertion: for tests that act within a phase. Call it before what starts the file.
   */
  async nextState(name: string, state: FileState, attempts = 1): Promise<void> {
    await this.page.evaluate(
      (wanted) =>
        new Promise<void>((resolve) => {
          const stop = globalThis.casescope.follow('evidence', ({ changed }) => {
            const run = changed.find((file) => file.name === wanted.name)?.lastRun;
            if (run?.state !== wanted.state || run.attempts !== wanted.attempts) return;
            stop();
            resolve();
          });
        }),
      { name, state, attempts },
    );
  }

  /** Pictures in both themes for whoever looks at them: into the folder CASESCOPE_SHOTS, where it is named. */
  async shoot(name: string): Promise<void> {
    const shots = process.env['CASESCOPE_SHOTS'];
    if (shots === undefined) return;
    for (const theme of ['dark', 'light'] as const) {
      await this.page.evaluate((one) => {
        document.documentElement.dataset['theme'] = one;
      }, theme);
      await this.page.screenshot({ path: path.join(shots, `${name}-${theme}.png`) });
    }
  }

  /** Really ends the page's process, and answers when the page that came in its place has loaded. */
  async crashPage(): Promise<void> {
    await this.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined) throw new Error('there is no window');
      // The first page may still be loading: what counts is the load after the crash.
      const loadedAgain = new Promise<void>((resolve) => {
        contents.once('render-process-gone', () => {
          contents.once('did-finish-load', () => resolve());
        });
      });
      contents.forcefullyCrashRenderer();
      return loadedAgain;
    });
  }

  /** What the window shows, without the test driver's page: that one is lost with a crash. */
  shownText(): Promise<string> {
    return this.app.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          'document.body.innerText',
        ) as Promise<string>,
    );
  }

  /** Questions of the system's message boxes are answered with this button from now on, and kept. */
  async answerQuestions(button: number): Promise<void> {
    await this.app.evaluate(({ dialog }, response) => {
      const asked: string[] = [];
      Object.assign(globalThis, { asked });
      dialog.showMessageBox = (...given: unknown[]) => {
        const { message, detail } = given.at(-1) as Electron.MessageBoxOptions;
        asked.push(`${message}\n${detail ?? ''}`);
        return Promise.resolve({ response, checkboxChecked: false });
      };
    }, button);
  }

  /** What message boxes asked since `answerQuestions`. */
  questions(): Promise<string[]> {
    return this.app.evaluate(() => Reflect.get(globalThis, 'asked') as string[]);
  }

  async killWorkers(): Promise<void> {
    for (const pid of await this.workerPids()) process.kill(pid, 'SIGKILL');
  }

  /** Pids of the worker processes. */
  workerPids(): Promise<number[]> {
    return this.pidsOf('casescope-worker');
  }

  /** Pids of the utility processes of a name. */
  pidsOf(service: string): Promise<number[]> {
    return this.app.evaluate(
      ({ app }, wanted) =>
        app
          .getAppMetrics()
          .filter(({ serviceName, name }) => serviceName === wanted || name === wanted)
          .map(({ pid }) => pid),
      service,
    );
  }
}
