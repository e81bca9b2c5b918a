import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Preferences } from '@electron/main/preferences';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const imported = (name: string, since?: number) => ({
  ...{ name, files: 1, pack: { path: `/rules/${name}`, hash: name } },
  ...(since === undefined ? {} : { since }),
});

/** What a program finds that starts with imports as an earlier one kept them. */
function read(importedRules: readonly unknown[]): Preferences {
  const folder = temporaryFolder();
  fs.writeFileSync(path.join(folder, 'preferences.json'), JSON.stringify({ importedRules }));
  return new Preferences(folder);
}

const numbersOf = ({ current }: Preferences) =>
  current.importedRules.map(({ name, since }) => [name, since]);

test('imports that an earlier build kept without a number are numbered in their order', () => {
  const preferences = read([imported('a'), imported('b'), imported('c')]);
  const numbers = [
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ];
  expect(numbersOf(preferences)).toEqual(numbers);
  preferences.change({ theme: 'dark' });
  expect(numbersOf(preferences)).toEqual(numbers);
});

test('they stand before those that were numbered since; numbers of their own are kept', () => {
  expect(numbersOf(read([imported('a'), imported('b', 0), imported('c', 1)]))).toEqual([
    ...[['a', 1]],
    ...[['b', 2]],
    ...[['c', 3]],
  ]);
  expect(numbersOf(read([imported('b', 7), imported('a', 4)]))).toEqual([
    ...[['b', 7]],
    ...[['a', 4]],
  ]);
});

test('packs are kept by name: those of a copied folder are its own, also where an earlier build kept whole paths', () => {
  const folder = temporaryFolder();
  const hash = 'a'.repeat(64);
  const absolute = (path: string) => ({ ...imported('a', 1), pack: { path, hash } });
  const file = path.join(folder, 'preferences.json');
  const own = path.join(folder, 'rules', `${hash}.rules`);
  for (const kept of [`/home/ana/caseScope/rules/${hash}.rules`, `C:\\ana\\rules\\${hash}.rules`]) {
    const gatheredRules = { from: '', pack: absolute(kept).pack };
    fs.writeFileSync(file, JSON.stringify({ importedRules: [absolute(kept)], gatheredRules }));
    const preferences = new Preferences(folder);
    const { importedRules, gatheredRules: gathered } = preferences.current;
    expect([importedRules[0]?.pack, gathered?.pack]).toEqual([
      { path: own, hash },
      { path: own, hash },
    ]);
    preferences.change({ theme: 'dark' });
    const written = fs.readFileSync(file, 'utf8');
    expect(written).toContain(`"path": "${hash}.rules"`);
    expect(written).not.toContain(folder);
    expect(new Preferences(folder).current.importedRules).toEqual(importedRules);
  }
});
