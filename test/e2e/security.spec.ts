import { expect, test } from 'playwright/test';
import { AppWindow } from './app-window';
import { hostileEvtx } from './evidence-files';
import { type ListeningServer, listeningServer } from './listening-server';

// One window for all; what the last test counts is what all of them caused.
test.describe.configure({ mode: 'serial' });
let window: AppWindow;
let server: ListeningServer;
test.beforeAll(async () => {
  server = await listeningServer();
  // With a camera that is made up: where there is none, asking for it fails for that reason alone.
  window = await AppWindow.launch(undefined, ['--use-fake-device-for-media-stream']);
});
test.afterAll(async () => {
  await window.close();
  server.close();
});

/** Without the test driver, which waits for ever for a navigation that was refused. */
const runInPage = (code: string): Promise<unknown> =>
  window.app.evaluate(
    ({ BrowserWindow }, script) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script) as Promise<unknown>,
    code,
  );

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

test('eval and markup are refused', async () => {
  const tried = await window.page.evaluate(async () => {
    const refused = (work: () => unknown): boolean => {
      try {
        work();
        return false;
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
      }),
    };
  });
  expect(tried).toEqual({ evaluated: true, markup: true });
});

test('foreign and inline scripts, frames, styles and images are each blocked by the policy', async () => {
  await window.page.evaluate((origin) => {
    globalThis.violations = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      globalThis.violations.push(`${effectiveDirective} ${blockedURI.replace(origin, '')}`),
    );
    const put = (tag: string, name: string, value: string): void => {
      const element = document.createElement(tag);
      try {
        if (name === '') element.append(value);
        else element.setAttribute(name, value);
        if (tag === 'link') element.setAttribute('rel', 'stylesheet');
        document.body.append(element);
      } catch {
        // Trusted Types refuse a script's address and text at once; the violation is told as well.
      }
    };
    put('script', 'src', `${origin}/a.js`);
    put('script', '', 'globalThis.__pwned = 2');
    put('iframe', 'src', `${origin}/frame`);
    put('link', 'href', `${origin}/a.css`);
    put('img', 'src', `${origin}/a.png`);
    put('object', 'data', `${origin}/a.swf`);
    put('p', 'onclick', 'globalThis.__pwned = 3');
    import(`${origin}/module.js`).catch(() => undefined);
  }, server.origin);
  const trustedTypes = 'require-trusted-types-for trusted-types-sink';
  await expect
    .poll(async () => (await window.page.evaluate(() => globalThis.violations)).toSorted())
    .toEqual([
      'frame-src ',
      'img-src /a.png',
      // The script's address and text, the object's address, the handler in an attribute.
      ...[trustedTypes, trustedTypes, trustedTypes, trustedTypes],
      'script-src-elem /module.js',
      'style-src-elem /a.css',
    ]);
  expect(await window.page.evaluate(() => globalThis.__pwned)).toBeUndefined();
});

test('permissions are denied, asked for or only looked up', async () => {
  const answers = await window.page.evaluate(async () => {
    const outcome = (asked: Promise<unknown>): Promise<string> =>
      asked.then(
        (granted) => `granted ${String(granted)}`,
        (error: unknown) => (error instanceof Error ? error.name : String(error)),
      );
    const state = async (name: string): Promise<string> =>
      (await navigator.permissions.query({ name: name as PermissionName })).state;
    return {
      camera: await outcome(navigator.mediaDevices.getUserMedia({ video: true })),
      screen: await outcome(navigator.mediaDevices.getDisplayMedia()),
      place: await new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          ({ code, PERMISSION_DENIED }) => resolve(code === PERMISSION_DENIED ? 'denied' : code),
        );
      }),
      notices: await Notification.requestPermission(),
      clipboard: await outcome(navigator.clipboard.readText()),
      looked: await Promise.all(['geolocation', 'camera', 'notifications', 'midi'].map(state)),
    };
  });
  expect(answers).toEqual({
    camera: 'NotAllowedError',
    screen: expect.stringMatching(/^(NotAllowed|NotSupported|InvalidState)Error$/),
    place: 'denied',
    notices: 'denied',
    clipboard: 'NotAllowedError',
    looked: ['denied', 'denied', 'denied', 'denied'],
  });
});

test('a page that is not ours is not answered, though it has the same bridge', async () => {
  const replies = await window.app.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload/index.cjs`;
    const foreign = new BrowserWindow({
      show: false,
      webPreferences: { preload, sandbox: true, contextIsolation: true, partition: 'foreign' },
    });
    await foreign.loadURL('data:text/html,<title>foreign</title>');
    const answers = (await foreign.webContents.executeJavaScript(
      `Promise.all([
        casescope.ask('app.state', {}),
        casescope.ask('evidence.list', {}),
        casescope.dropFiles([]),
      ])`,
    )) as unknown[];
    foreign.destroy();
    return answers;
  });
  for (const reply of replies) expect(reply).toMatchObject({ ok: false, code: 'contract' });
  expect(replies).toHaveLength(3);
});

test('a frame inside our page has no bridge', async () => {
  const inside = await window.page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const found = typeof Reflect.get(frame.contentWindow ?? {}, 'casescope');
    frame.remove();
    return found;
  });
  expect(inside).toBe('undefined');
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
      ask('app.setSettings', { workers: 1e9 }),
      ask('app.copyText', { text: { toString: 'x' } }),
      ask('evidence.reveal', { id: '../../etc/passwd' }),
      ask('evidence.flaws', { file: 1, start: -1, end: 5 }),
      ask('__proto__', {}),
      ask('evidence.list', {}),
    ]);
  });
  expect(replies.map((reply) => (reply.ok ? 'answered' : reply.code))).toEqual([
    ...Array.from({ length: 9 }, () => 'contract'),
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

test('windows, navigation, forms and downloads are refused', async () => {
  const urlBefore = window.page.url();
  // Watched in main, where refusing happens: what the page itself sees is only that nothing came.
  await window.app.evaluate(({ BrowserWindow, session }) => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    const [first] = BrowserWindow.getAllWindows();
    first?.webContents.on('will-frame-navigate', ({ url, defaultPrevented }) =>
      seen.push(`navigate ${url} ${defaultPrevented ? 'refused' : 'allowed'}`),
    );
    session.fromPartition('casescope').on('will-download', ({ defaultPrevented }) => {
      seen.push(`download ${defaultPrevented ? 'refused' : 'allowed'}`);
    });
  });
  const opened = await window.page.evaluate(
    (origin) => globalThis.open(`${origin}/popup`) === null,
    server.origin,
  );
  expect(opened).toBe(true);
  expect(window.app.windows()).toHaveLength(1);
  await runInPage(`location.href = '${server.origin}/elsewhere'`);
  const seen = (): Promise<string[]> =>
    window.app.evaluate(() => Reflect.get(globalThis, 'seen') as unknown as string[]);
  await expect.poll(seen).toContain(`navigate ${server.origin}/elsewhere refused`);
  await runInPage(`location.href = 'file:///etc/passwd'`);
  await runInPage(
    `{ const link = document.createElement('a'); link.href = 'data:text/html,x'; link.target = '_blank'; link.click(); }`,
  );
  await runInPage(
    `{ const link = document.createElement('a'); link.href = URL.createObjectURL(new Blob(['x'])); link.download = 'x.txt'; link.click(); }`,
  );
  await runInPage(
    `{ const form = document.createElement('form'); form.action = '${server.origin}/form'; document.body.append(form); form.submit(); form.remove(); }`,
  );
  expect(await runInPage('location.href')).toBe(urlBefore);
  expect(window.app.windows()).toHaveLength(1);
  expect((await seen()).filter((one) => one.endsWith('allowed'))).toEqual([]);
});

test('nothing of all this, and nothing else a page can try, reaches the network', async () => {
  const { origin } = server;
  const socket = origin.replace('http', 'ws');
  const tried = (await runInPage(`(async () => {
    const refused = (asked) => Promise.resolve().then(asked).then(() => false, () => true);
    const socketRefused = new Promise((resolve) => {
      try {
        const socket = new WebSocket('${socket}/socket');
        socket.onopen = () => resolve(false);
        socket.onerror = () => resolve(true);
      } catch { resolve(true); }
    });
    const streamRefused = new Promise((resolve) => {
      const stream = new EventSource('${origin}/stream');
      stream.onopen = () => resolve(false);
      stream.onerror = () => { stream.close(); resolve(true); };
    });
    for (const rel of ['dns-prefetch', 'preconnect', 'prefetch', 'preload', 'modulepreload']) {
      const link = document.createElement('link');
      Object.assign(link, { rel, href: '${origin}/' + rel, as: 'script' });
      document.head.append(link);
    }
    navigator.sendBeacon('${origin}/beacon', 'x');
    new Image().src = '${origin}/image';
    document.body.style.backgroundImage = 'url(${origin}/background)';
    return {
      fetched: await refused(() => fetch('${origin}/fetch')),
      opaque: await refused(() => fetch('${origin}/opaque', { mode: 'no-cors' })),
      named: await refused(() => fetch('https://example.org/')),
      file: await refused(() => fetch('file:///etc/passwd')),
      imported: await refused(() => import('${origin}/module.js')),
      worker: await refused(() => new Worker('${origin}/worker.js')),
      socket: await socketRefused,
      stream: await streamRefused,
    };
  })()`)) as Record<string, boolean>;
  expect(Object.entries(tried).filter(([, refused]) => !refused)).toEqual([]);
  // The server itself answers, so that its silence means something.
  const before = server.connections();
  await fetch(origin);
  expect(server.connections()).toBe(before + 1);
  expect(before).toBe(0);
});

test('Chromium itself is told to keep quiet', async () => {
  const quiet = await window.app.evaluate(async ({ app, crashReporter, session }) => ({
    switches: ['disable-background-networking', 'disable-component-update', 'dns-prefetch-disable']
      .concat(['disable-domain-reliability', 'no-pings', 'disable-breakpad', 'host-resolver-rules'])
      .filter((name) => !app.commandLine.hasSwitch(name)),
    uploads: crashReporter.getUploadToServer(),
    proxy: await session.fromPartition('casescope').resolveProxy('https://example.org'),
    inMemory: session.fromPartition('casescope').storagePath,
  }));
  expect(quiet).toEqual({ switches: [], uploads: false, proxy: 'DIRECT', inMemory: null });
});
