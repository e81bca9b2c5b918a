import { expect, test } from 'vitest';
import { diffRules } from '@shared/sigma/rule-diff';

const source = (id: string, title: string, hash: string) => ({
  path: `${hash}.yml`,
  text: `title: ${title}\n${id === '' ? '' : `id: ${id}\n`}logsource: {}\ndetection: {s: {F: a}, condition: s}\n`,
  hash,
});

test('rules are the same by id, also where they moved, were renamed or lie among others', () => {
  const before = [source('1', 'kept', 'a'), source('2', 'old name', 'b'), source('3', 'gone', 'c')];
  const after = [source('4', 'new', 'd'), source('2', 'new name', 'e'), source('1', 'kept', 'a')];
  expect(diffRules(before, after)).toEqual({
    added: [{ id: '4', title: 'new' }],
    changed: [{ id: '2', title: 'new name' }],
    removed: [{ id: '3', title: 'gone' }],
    common: 2,
  });
});

test('rules without an id are the same by title; what is no rule counts for nothing', () => {
  const broken = { path: 'x.yml', text: 'a: [', hash: 'x' };
  const changed = source('', 'one', 'b');
  const fresh = { ...changed, text: changed.text.replace('F: a', 'F: b') };
  const diff = diffRules([source('', 'one', 'a'), broken], [fresh, broken]);
  expect(diff).toEqual({
    added: [],
    changed: [{ id: '', title: 'one' }],
    removed: [],
    common: 1,
  });
});

test('comments, and what stands beside a rule in its file, do not change it', () => {
  const [one, two] = [source('1', 'one', 'a'), source('2', 'two', 'b')];
  const both = (second: string) => [
    { path: 'x.yml', text: `# note\n${one.text}---\n${second}`, hash: second },
  ];
  const edited = two.text.replace('F: a', 'F: b');
  expect(diffRules(both(two.text), both(edited))).toMatchObject({
    ...{ added: [], changed: [{ id: '2' }], removed: [] },
  });
  expect(diffRules([one], both(two.text))).toMatchObject({ changed: [], added: [{ id: '2' }] });
});
