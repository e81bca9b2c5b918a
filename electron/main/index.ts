/** The life of the app: one process, one window, one case at a time. */
import { setTimeout as pause } from 'node:timers/promises';
import path from 'node:path';
import { app, type BrowserWindow, dialog, powerMonitor, safeStorage } from 'electron';
import { errorText } from '@shared/model/errors';
import { registerAppScheme, serveApp } from './app-protocol';
import { Arrivals } from './arrivals';
import { CaseMover } from './case-mover';
import { CaseHost } from './case-host';
import type { Tell } from './case-news';
import { KnownFiles } from './cluster-handlers';
import { ClusterSecrets } from './cluster-secrets';
import { quietChromium } from './chromium-switches';
import { serveDrops, serveRequests, tell } from './ipc';
import { IndicatorLibrary } from './indicator-library';
import { EventExport } from './event-export';
import { JobsClient } from './jobs-client';
import { setMenu } from './menu';
import { Preferences, rulesFolder } from './preferences';
import { requestHandlers } from './request-handlers';
import { RuleLibrary } from './rule-library';
import { runHeadless } from './run-sample';
import { SearchClient } from './search-client';
import { HANDED_OVER, startOptions } from './start-options';
import { createWindow, denyNavigation, lockDown, whenLoaded, windowSession } from './window';
import { bringBackWhenLost } from './window-loss';

registerAppScheme();
quietChromium();
// enableSandbox() takes --no-sandbox off the command line, and as root every child process then dies.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
denyNavigation();
/** What still fails once the program ends is only its own ending. */
let isQuitting = false;
/** How long the program's end waits until nothing of its work is left elsewhere. */
const TIDY_MS = 2_000;
app.on('before-quit', () => {
  isQuitting = true;
});
process.on('unhandledRejection', (error) => {
  if (!isQuitting) process.stderr.write(`${errorText(error)}\n`);
});

const options = startOptions(process.argv.slice(1), app.isPackaged);
// Two programs on one set of preferences would write over each other: a second one hands its paths over.
const isFirst = options.runSample || app.requestSingleInstanceLock({ paths: options.paths });
let window: BrowserWindow | null = null;
const tellWindow: Tell = (feed, item) => {
  if (window !== null) tell(window.webContents, feed, item);
};
const say = (text: string): void => {
  if (window !== null) whenLoaded(window.webContents, () => tellWindow('notice', text));
};

const jobs = new JobsClient();
/** Exports take minutes: what else there is to do does not wait for them. */
const exportJobs = new JobsClient();
const exporting = new EventExport(exportJobs, tellWindow);
const preferences = new Preferences(app.getPath('userData'));
const search = new SearchClient(() => preferences.current.searchMemoryMb);
const rules = new RuleLibrary(rulesFolder(app.getPath('userData')), preferences, jobs);
const secrets = new ClusterSecrets(app.getPath('userData'), safeStorage);
const host = new CaseHost({
  ...{ jobs, rules, search, secrets, say },
  tell: tellWindow,
  onOpened: () => void arrivals.offer(),
});
const arrivals = new Arrivals({ host, say, window: () => window });

async function start(): Promise<void> {
  // A sample run has no lock: another program may be importing.
  if (!options.runSample) rules.removeLeftovers();
  lockDown(windowSession());
  serveApp(windowSession());
  const handlers = requestHandlers({
    ...{ host, preferences, rules, search, exporting, secrets, tell: tellWindow },
    mover: new CaseMover({ host, jobs: exportJobs, secrets, tell: tellWindow }),
    files: new KnownFiles(),
    library: new IndicatorLibrary(app.getPath('userData')),
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
  bringBackWhenLost(window, say);
  window.on('closed', () => {
    window = null;
  });
  if (options.runSample)
    app.exit(await runHeadless(host, options.paths, preferences.current).finally(endAll));
  else if (options.paths.length > 0) await openWithPaths();
}

/** On a first try paths go into a case made for them; later they are offered to the case opened last. */
async function openWithPaths(): Promise<void> {
  const { current } = preferences;
  const { recent } = current;
  const [last] = recent;
  if (last === undefined) {
    const folder = path.join(app.getPath('userData'), 'cases', 'First case');
    const info = await host.create(folder, 'First case', current);
    preferences.remember(info.name, info.folder);
    await host.add(options.paths);
    return;
  }
  try {
    await host.open(last.folder, current);
  } catch (error) {
    say(errorText(error));
  }
  await arrivals.arrive(options.paths);
}

function endAll(): void {
  host.close();
  jobs.stop();
  exportJobs.stop();
  search.stop();
}

app.on('second-instance', (_event, _argv, _folder, handedOver) => {
  if (window?.isMinimized() === true) window.restore();
  window?.focus();
  const parsed = HANDED_OVER.safeParse(handedOver);
  if (parsed.success) void arrivals.arrive(parsed.data.paths);
});
app.on('window-all-closed', () => app.quit());
app.on('will-quit', (event) => {
  // Files in work are given back, or other laptops would wait for them for a minute; half an export is removed.
  const [cluster, exported] = [host.sessionOrNull?.cluster ?? null, exporting.end()];
  endAll();
  if (cluster === null && exported === null) return;
  event.preventDefault();
  const tidied = Promise.allSettled([cluster?.settled(), exported]);
  void Promise.race([tidied, pause(TIDY_MS)]).finally(() => app.exit(0));
});

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
