import { expect, test } from 'playwright/test';
import { AppWindow } from './app-window';
import { hostileEvtx } from './evidence-files';

let window: AppWindow;
test.beforeAll(async () => {
  window = await AppWindow.launch();
});
test.afterAll(() => window.close());

test('the page is sandboxed, isolated, and has three functions and no more', async () => {
  expect(window.page.url()).toBe('app://casescope/index.html');
  const page = await window.page.evaluate(() => ({
    node: [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process')],
    bridge: Object.keys(globalThis.casescope).toSorted(),
  }));
  expect(page).toEqual({
    node: ['undefined', 'undefined'],
    bridge: ['ask', 'dropFiles', 'follow'],
  });
  const preferences = await window.app.evaluate(({ BrowserWindow }) => {
    const [first] = BrowserWindow.getAllWindows();
    if (first === undefined) throw new Error('there is no window');
    // Not in Electron's types, and the only way to see what the window really got.
    const contents = first.webContents as unknown as {
      getLastWebPreferences(): Electron.WebPreferences;
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
  });
});

test('nothing outside the app folder is served', async () => {
  const statuses = await window.page.evaluate(() =>
    Promise.all(
      [
        '/../../package.json',
        '/%2e%2e/%2e%2e/package.json',
        '/..%2f..%2fpackage.json',
        '/assets/..%5c..%5cmain/index.js',
        '/index.html%00.css',
        '/nothing.js',
      ].map((path) =>
        fetch(`app://casescope${path}`).then(
          (answer) => answer.status,
          () => 0,
        ),
      ),
    ),
  );
  for (const status of statuses) expect([0, 400, 403, 404]).toContain(status);
});

test('eval, foreign scripts, requests, windows and navigation are refused', async () => {
  const tried = await window.page.evaluate(async () => {
    const refused = (work: () => unknown): boolean => {
      try {
        return work() === null;
      } catch {
        return true;
      }
    };
    return {
      // In a task of its own: code run by the test driver itself is exempt from the policy.
      evaluated: await new Promise((resolve) => {
        setTimeout(() => resolve(refused(() => (0, eval)('1 + 1'))), 0);
      }),
      markup: refused(() => {
        document.createElement('div').innerHTML = '<b>x</b>';
        return 'written';
      }),
      opened: refused(() => globalThis.open('https://example.org')),
      fetched: await fetch('https://example.org/').then(
        () => false,
        () => true,
      ),
      file: await fetch('file:///etc/passwd').then(
        () => false,
        () => true,
      ),
    };
  });
  expect(tried).toEqual({ evaluated: true, markup: true, opened: true, fetched: true, file: true });
});

test('requests that do not exist or do not fit their schema are refused as values', async () => {
  const replies = await window.page.evaluate(() => {
    // Past the types, as a page that was taken over would ask.
    const ask = (name: string, input: unknown) =>
      globalThis.casescope.ask(name as 'app.state', input as never);
    return Promise.all([
      ask('no.such', {}),
      ask('evidence.run', { ids: ['x'], operation: 'full' }),
      ask('evidence.run', { ids: [1], operation: 'format-disk' }),
      ask('app.state', { extra: 1 }),
      ask('evidence.list', {}),
    ]);
  });
  expect(replies.map((reply) => reply.ok)).toEqual([false, false, false, false, false]);
  expect(replies.map((reply) => (reply.ok ? '' : reply.code))).toEqual([
    ...['contract', 'contract', 'contract', 'contract'],
    'case-missing',
  ]);
});

test('a file made by a script has no path and adds nothing', async () => {
  await window.createCase('Hostile');
  const reply = await window.page.evaluate(() =>
    globalThis.casescope.dropFiles([new File(['x'], 'fake.evtx')]),
  );
  expect(reply).toMatchObject({ ok: true, answer: { accepted: 0, duplicates: 0, skipped: 0 } });
});

test('hostile evidence stays text', async () => {
  await window.drop(hostileEvtx('<img src=x onerror=alert(1)>.evtx'));
  await expect(window.evidence.getByText('Completed')).toBeVisible();
  await window.page.keyboard.press('Control+2');
  const grid = window.page.getByRole('grid', { name: 'Events' });
  await expect(grid.getByText('<img src=x onerror', { exact: false }).first()).toBeVisible();
  await expect(grid).toContainText('\\u202E');
  expect(await window.page.evaluate(() => globalThis.__pwned)).toBeUndefined();
  expect(await window.page.locator('img[src="x"]').count()).toBe(0);
});
