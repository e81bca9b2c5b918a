/** The house held by a test: who may import whom, and what stands in one place only (house.md, Rooms). */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const SOURCE = /\.tsx?$/;

/** Room → rooms it may import from, besides itself. Packages are ruled by `PACKAGES`. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  'shared/model': [],
  'shared/evtx': ['shared/model'],
  'shared/ndjson': ['shared/model'],
  'shared/text': ['shared/model'],
  'shared/sigma': ['shared/model', 'shared/text'],
  'shared/ioc': ['shared/model', 'shared/text'],
  'shared/query': ['shared/model'],
  'shared/codes': [],
  'shared/contract': ['shared/model'],
  'electron/process': ['shared/*'],
  'electron/store': ['shared/*'],
  'electron/pipeline': ['shared/*', 'electron/store', 'electron/process'],
  'electron/scheduler': ['shared/*', 'electron/store', 'electron/pipeline'],
  'electron/worker': ['shared/*', 'electron/store', 'electron/pipeline', 'electron/process'],
  'electron/search': ['shared/*', 'electron/store', 'electron/pipeline', 'electron/process'],
  'electron/jobs': ['shared/*', 'electron/store', 'electron/pipeline', 'electron/process'],
  'electron/cli': [
    ...['shared/*', 'electron/store', 'electron/pipeline', 'electron/scheduler'],
    'electron/process',
  ],
  'electron/main': ['shared/*', 'electron/store', 'electron/pipeline', 'electron/scheduler'],
  'electron/preload': ['shared/*'],
  'renderer/app': ['shared/*', 'renderer/*'],
  'renderer/features': ['shared/*', 'renderer/*'],
  'renderer/table': ['shared/*', 'renderer/lib', 'renderer/parts'],
  'renderer/parts': ['shared/*', 'renderer/lib', 'renderer/app'],
  'renderer/lib': ['shared/*'],
};

/** Rooms where Electron may be imported; `shared` may use no built-in module of Node either. */
const ELECTRON_ROOMS = ['electron/main', 'electron/preload'];

const TOP_LEVEL = [
  ...['electron', 'renderer', 'shared', 'resources', 'test', 'docs', 'scripts'],
  ...['.ci', '.git', 'node_modules', 'out', '.runtime', 'test-results'],
];

function filesBelow(folder: string): string[] {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(name) : [name];
  });
}

const sources = ['electron', 'renderer', 'shared', 'test']
  .flatMap(filesBelow)
  .filter((name) => SOURCE.test(name));
const productSources = sources.filter((name) => !name.startsWith('test/'));
const textOf = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');
const roomOf = (file: string): string => file.split('/').slice(0, 2).join('/');

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'";]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Specifiers of a file's imports, type imports and dynamic ones too. */
const importsOf = (file: string): string[] =>
  [...textOf(file).matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '');

/** The room an import leads to; null for a package. */
function target(file: string, specifier: string): string | null {
  if (specifier.startsWith('@shared/')) return roomOf(`shared/${specifier.slice(8)}`);
  if (specifier.startsWith('@electron/')) return roomOf(`electron/${specifier.slice(10)}`);
  if (!specifier.startsWith('.')) return null;
  return roomOf(path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier)));
}

const allows = (allowed: readonly string[], room: string): boolean =>
  allowed.some((one) => one === room || (one.endsWith('/*') && room.startsWith(one.slice(0, -1))));

/** `file: what is wrong`, for an assertion that shows all of them. */
const found = (files: readonly string[], pattern: RegExp): string[] =>
  files.filter((file) => pattern.test(textOf(file)));

describe('rooms', () => {
  it.each(Object.keys(ROOMS))('%s has files', (room) => {
    expect(sources.some((file) => roomOf(file) === room)).toBe(true);
  });

  it('every source file stands in a known room', () => {
    const strays = productSources.filter((file) => !(roomOf(file) in ROOMS));
    expect(
      strays.filter(
        (file) =>
          !['renderer/vite-env.d.ts', 'shared/platform.d.ts', 'renderer/window.d.ts'].includes(
            file,
          ),
      ),
    ).toEqual([]);
  });

  it('imports go one way', () => {
    const wrong = productSources.flatMap((file) => {
      const own = roomOf(file);
      return importsOf(file).flatMap((specifier) => {
        const room = target(file, specifier);
        if (room === null || room === own || allows(ROOMS[own] ?? [], room)) return [];
        return [`${file} imports ${specifier}`];
      });
    });
    expect(wrong).toEqual([]);
  });

  it('sees the imports it judges', () => {
    expect(importsOf('electron/main/index.ts')).toContain('electron');
    expect(importsOf('electron/main/index.ts')).toContain('./window');
  });

  it('shared is pure and only the outer rooms know Electron', () => {
    const wrong = productSources.flatMap((file) =>
      importsOf(file)
        .filter((specifier) => {
          if (specifier === 'electron') return !ELECTRON_ROOMS.includes(roomOf(file));
          return specifier.startsWith('node:') && !file.startsWith('electron/');
        })
        .map((specifier) => `${file} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has no folder at the top that the house does not know', () => {
    const folders = fs
      .readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory());
    expect(folders.map((entry) => entry.name).filter((name) => !TOP_LEVEL.includes(name))).toEqual(
      [],
    );
  });
});

describe('one place for each thing', () => {
  it('windows are made in one file', () => {
    expect(found(productSources, /new BrowserWindow\(/)).toEqual(['electron/main/window.ts']);
  });

  it('requests pass one wrapper', () => {
    expect(found(productSources, /\bipcMain\b/)).toEqual(['electron/main/ipc.ts']);
    expect(
      found(productSources, /\bipcRenderer\b/).filter(
        (file) => file !== 'electron/preload/index.ts',
      ),
    ).toEqual([]);
  });

  it('one file knows the SQLite driver', () => {
    const knows = productSources.filter((file) => importsOf(file).includes('better-sqlite3'));
    expect(knows).toEqual(['electron/store/sqlite.ts']);
  });

  it('no markup is made from text', () => {
    expect(
      found(
        productSources,
        /dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML|document\.write/,
      ),
    ).toEqual([]);
  });
});

describe('habits', () => {
  it('no file hides many ideas', () => {
    const long = sources.filter((file) => textOf(file).split('\n').length > 420);
    expect(long).toEqual([]);
  });

  it('files are named for what they hold', () => {
    expect(
      sources.filter((file) => /(^|\/)[^/]*(utils?|helpers?|manager|misc)[.-][^/]*$/i.test(file)),
    ).toEqual([]);
    expect(productSources.filter((file) => /[A-Z_ ]/.test(file))).toEqual([]);
  });

  it('types say what things are', () => {
    expect(
      found(productSources, /:\s*any\s*[;,)=\]|>]|\bas any\b|@ts-ignore|@ts-expect-error/),
    ).toEqual([]);
  });

  it('nothing is left for later in the code, and no test is left out', () => {
    const others = sources.filter((file) => file !== 'test/architecture.test.ts');
    expect(found(others, /\b(TODO|FIXME|XXX)\b/)).toEqual([]);
    expect(found(others, /\b(it|test|describe)\.(skip|only|todo)\b/)).toEqual([]);
  });
});

describe('package-lock.json', () => {
  const lock = JSON.parse(textOf('package-lock.json')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string>; resolved?: string }>;
  };

  it('lists every optional package, or `npm ci` refuses it', () => {
    const names = new Set(
      Object.keys(lock.packages).map((name) => name.split('node_modules/').at(-1)),
    );
    const missing = Object.values(lock.packages).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies).filter((name) => !names.has(name)),
    );
    expect(missing).toEqual([]);
  });

  it('names no registry', () => {
    expect(Object.values(lock.packages).filter(({ resolved }) => resolved !== undefined)).toEqual(
      [],
    );
  });
});
