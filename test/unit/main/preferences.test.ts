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
