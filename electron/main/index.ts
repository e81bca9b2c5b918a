/** The life of the app: one process, one window, one case at a time. */
import path from 'node:path';
import { app, type BrowserWindow, dialog, powerMonitor } from 'electron';
import { errorText } from '@shared/model/errors';
import { registerAppScheme, serveApp } from './app-protocol';
import { CaseHost, type Tell } from './case-host';
import { serveDrops, serveRequests, tell } from './ipc';
import { JobsClient } from './jobs-client';
import { setMenu } from './menu';
import { Preferences } from './preferences';
import { requestHandlers } from './request-handlers';
import { RuleLibrary } from './rule-library';
import { runHeadless } from './run-sample';
import { SearchClient } from './search-client';
import { startOptions } from './start-options';
import { createWindow, denyNavigation, lockDown, windowSession } from './window';

registerAppScheme();
// enableSandbox() takes --no-sandbox off the command line, and as root every child process then dies.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
denyNavigation();
/** What still fails once the program ends is only its own ending. */
let isQuitting = false;
app.on('before-quit', () => {
  isQuitting = true;
});
process.on('unhandledRejection', (error) => {
  if (!isQuitting) process.stderr.write(`${errorText(error)}\n`);
});

const options = startOptions(process.argv.slice(1), app.isPackaged);
// Two programs on one set of preferences would write over each other.
const isFirst = options.runSample || app.requestSingleInstanceLock();
let window: BrowserWindow | null = null;
const tellWindow: Tell = (feed, item) => {
  if (window !== null) tell(window.webContents, feed, item);
};

const jobs = new JobsClient();
const search = new SearchClient();
const preferences = new Preferences(app.getPath('userData'));
const rules = new RuleLibrary(path.join(app.getPath('userData'), 'rules'), preferences, jobs);
const host = new CaseHost(jobs, rules, search, tellWindow);

async function start(): Promise<void> {
  lockDown(windowSession());
  serveApp(windowSession());
  const handlers = requestHandlers({
    ...{ host, preferences, rules, search },
    window: () => {
      if (window === null) throw new Error('there is no window');
      return window;
    },
  });
  serveRequests(handlers);
  serveDrops((paths) => host.add(paths));
  setMenu((command) => tellWindow('command', command));
  // The machine slept: nothing that looks like a hang is one.
  powerMonitor.on('resume', () => host.sessionOrNull?.scheduler.wakeUp());
  window = createWindow(!options.runSample);
  window.on('closed', () => {
    window = null;
  });
  if (options.runSample)
    app.exit(await runHeadless(host, options.paths, preferences.current.workers).finally(endAll));
  else if (options.paths.length > 0) await openWithPaths();
}

/** Paths on the command line go into the case opened last, or into the sample case's place for a first try. */
async function openWithPaths(): Promise<void> {
  const [last] = preferences.current.recent;
  if (last === undefined) {
    const folder = path.join(app.getPath('userData'), 'cases', 'First case');
    const info = await host.create(folder, 'First case', preferences.current.workers);
    preferences.remember(info.name, info.folder);
  } else await host.open(last.folder, preferences.current.workers);
  await host.add(options.paths);
}

function endAll(): void {
  host.close();
  jobs.stop();
  search.stop();
}

app.on('second-instance', () => {
  if (window?.isMinimized() === true) window.restore();
  window?.focus();
});
app.on('window-all-closed', () => app.quit());
app.on('will-quit', endAll);

// Never `await app.whenReady()` at the top level of an ES module main: ready waits for this module.
app
  .whenReady()
  .then(() => (isFirst ? start() : app.exit(0)))
  .catch((error: unknown) => {
    if (isQuitting) return;
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : errorText(error)}\n`,
    );
    if (!options.runSample) dialog.showErrorBox('caseScope could not start', errorText(error));
    app.exit(1);
  });
