import { expect, test } from 'vitest';
import type { RuleRow } from '@shared/contract/rule-row';
import { companionsOf } from '@electron/main/trial-companions';

const correlation = (name: string, ...rules: string[]): string =>
  `title: ${name}\nname: ${name}\ncorrelation: { type: temporal, rules: [${rules.join()}], timespan: 1m }\n`;
const row = (name: string, file: string): RuleRow => ({
  ...{ id: `id of ${name}`, name, title: name, file, state: 'loaded', reason: '', level: null },
  ...{ status: '', author: '', tags: [], product: null, category: null, service: null },
  ...{ kind: 'correlation', warnings: [], keptBy: [], at: 0 },
});

const LIBRARY: Readonly<Record<string, string>> = {
  'a.yml': correlation('a', 'b', 'draft'),
  'b.yml': correlation('b', 'a'),
  'other.yml': correlation('other'),
};
const ROWS = [row('a', 'a.yml'), row('b', 'b.yml'), row('other', 'other.yml')];

test('files that tried rules refer to, and those these refer to in turn, each once', async () => {
  const read: string[][] = [];
  const draft = { file: 'draft.yml', text: correlation('draft', 'id of a', 'a', 'nowhere') };
  const found = await companionsOf(draft, [...ROWS, row('nowhere', 'draft.yml')], (files) => {
    read.push([...files]);
    return Promise.resolve(files.map((file) => LIBRARY[file] ?? null));
  });
  expect(found.map(({ path }) => path)).toEqual(['a.yml', 'b.yml']);
  expect(found[0]?.text).toBe(LIBRARY['a.yml']);
  expect(read).toEqual([['a.yml'], ['b.yml']]);
});

test('filters of the library that apply to a tried rule, or to one it refers to', async () => {
  const rule = (name: string, product = 'windows'): string =>
    `title: ${name}\nname: ${name}\nlogsource: { product: ${product} }\ndetection: { s: { A: x }, condition: s }\n`;
  const filter = (rules: string, product = 'windows'): string =>
    `title: f\nlogsource: { product: ${product} }\nfilter: { rules: ${rules}, s: { B: y }, condition: not s }\n`;
  const library: Readonly<Record<string, string>> = {
    'base.yml': rule('base'),
    'any.yml': filter('any'),
    'named.yml': filter('[draft]'),
    'base-filter.yml': filter('[base]'),
    'other.yml': filter('[other]'),
    'linux.yml': filter('any', 'linux'),
    'broken.yml': filter('any'),
  };
  const rows = Object.keys(library).map((file): RuleRow => {
    const of = row(file.replace('.yml', ''), file);
    if (file === 'base.yml') return { ...of, kind: 'rule' };
    return {
      ...of,
      kind: 'filter',
      name: null,
      state: file === 'broken.yml' ? 'invalid' : 'loaded',
    };
  });
  const text = `${rule('draft')}---\n${correlation('c', 'draft', 'base')}`;
  const found = await companionsOf({ file: 'draft.yml', text }, rows, (files) =>
    Promise.resolve(files.map((file) => library[file] ?? null)),
  );
  expect(found.map(({ path }) => path)).toEqual([
    ...['base.yml', 'any.yml', 'named.yml', 'base-filter.yml'],
  ]);
});

test('rules that refer to nothing need no text', async () => {
  const never = () => Promise.reject(new Error('nothing is to be read'));
  expect(await companionsOf({ file: null, text: 'a: [' }, ROWS, never)).toEqual([]);
});

test('a file of the library that is called as new rules are is no part of one', async () => {
  const draft = { file: null, text: correlation('mine', 'a') };
  const found = await companionsOf(draft, [row('a', 'draft.yml')], (files) =>
    Promise.resolve(files.map(() => correlation('a', 'mine'))),
  );
  expect(found).toEqual([{ path: 'draft.yml', text: correlation('a', 'mine'), tried: [] }]);
});
