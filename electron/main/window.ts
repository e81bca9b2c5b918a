/** The one window, closed to everything but its own pages (electron.md 3, items 1, 4, 5, 6). */
import path from 'node:path';
import { app, BrowserWindow, type Session, session, type WebContents } from 'electron';
import { APP_ORIGIN } from './app-protocol';
import { resources } from './resources';

const PREFERENCES: Electron.WebPreferences = {
  preload: path.join(import.meta.dirname, '../preload/index.cjs'),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  // In memory: nothing of a case stays behind in a browser profile.
  partition: 'casescope',
};

export const windowSession = (): Session => session.fromPartition('casescope');

/** Nothing leaves this machine, nothing else comes in, no permission is granted. */
export function lockDown(target: Session): void {
  target.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
  target.webRequest.onBeforeRequest((details, answer) =>
    answer({
      cancel: !(details.url.startsWith(`${APP_ORIGIN}/`) || details.url.startsWith('devtools:')),
    }),
  );
  target.on('will-download', (event) => event.preventDefault());
}

/** For every web contents there will ever be. */
export function denyNavigation(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

/** At once, or when the page that is on its way has come: a page hears nothing before that. */
export function whenLoaded(contents: WebContents, act: () => void): void {
  if (contents.isLoading() || contents.isCrashed()) contents.once('did-finish-load', act);
  else act();
}

export function createWindow(show: boolean): BrowserWindow {
  const window = new BrowserWindow({
    width: 1_440,
    height: 900,
    minWidth: 900,
    minHeight: 560,
    show: false,
    title: 'caseScope',
    backgroundColor: '#0f1317',
    icon: resources.icon(),
    webPreferences: PREFERENCES,
  });
  if (show) window.once('ready-to-show', () => window.show());
  void window.loadURL(`${APP_ORIGIN}/index.html`);
  return window;
}
