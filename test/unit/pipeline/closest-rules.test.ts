import { expect, test } from 'vitest';
import type { RuleSource } from '@shared/sigma/rule-source';
import { closestRules } from '@electron/pipeline/closest-rules';
import { writeRulePack } from '@electron/pipeline/packs';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const source = (path: string, value: string, more: Partial<RuleSource> = {}): RuleSource => {
  const text = `title: ${path}\nlogsource: {}\ndetection: { s: { F: ${value} }, condition: s }\n`;
  return { path, text, hash: `${path} ${value}`, ...more };
};

test('what an update brings is told file by file, an unreadable one with its reason', () => {
  const folder = temporaryFolder();
  const packOf = (...sources: RuleSource[]) => writeRulePack(folder, sources);
  const same = source('same.yml', 'a');
  const broken = source('broken.yml', 'x', { text: 'a: [' });
  const locked = source('locked.yml', '', { text: '', unread: 'it is encrypted' });
  const closest = closestRules(
    [packOf(source('other.yml', 'a')), packOf(same, source('new.yml', 'a'))],
    packOf(same, source('new.yml', 'b'), broken, locked),
  );
  expect(closest?.at).toBe(1);
  expect(closest?.diff.changed).toEqual([{ id: '', title: 'new.yml', moved: null }]);
  expect(closest?.fresh).toEqual([
    { path: 'new.yml', text: source('new.yml', 'b').text },
    { path: 'broken.yml', text: 'a: [' },
    { path: 'locked.yml', text: '', unread: 'it is encrypted' },
  ]);
});

test('too much to be tried is left to a run', () => {
  const folder = temporaryFolder();
  const [before, after] = [source('a.yml', 'a'), source('a.yml', 'b')];
  const large = { ...after, text: `${after.text}# ${'x'.repeat(1 << 20)}` };
  const closest = closestRules([writeRulePack(folder, [before])], writeRulePack(folder, [large]));
  expect(closest).toMatchObject({ at: 0, fresh: null });
});

test('a rule that moved to another set is tried, though its text is the same', () => {
  const folder = temporaryFolder();
  const [core, stays] = [source('rules/a.yml', 'a'), source('rules/b.yml', 'b')];
  const moved = { ...core, path: 'rules-threat-hunting/a.yml' };
  const renamed = { ...stays, path: 'rules/c.yml' };
  const before = writeRulePack(folder, [core, stays]);
  const closest = closestRules([before], writeRulePack(folder, [moved, renamed]));
  expect(closest?.fresh).toEqual([{ path: moved.path, text: moved.text }]);
  expect(closest?.diff.changed).toHaveLength(1);
});
