import { expect, test } from 'vitest';
import type { DiffedRule } from '@shared/model/rule-diff';
import { updateTitle } from '../../../renderer/features/rules/update-title';

const titleOf = (...changed: DiffedRule['through'][]): string => {
  const rule = { kind: 'rule', id: '', title: 'x', moved: null } as const;
  const through = changed.map((one) => ({ ...rule, saysSame: one !== null, through: one }));
  const added = [{ ...rule, saysSame: false, through: null }];
  return updateTitle({ replaces: [], diff: { added, changed: through, removed: [] } });
};

test('an import is called by what it changes of the rules that are there', () => {
  expect(titleOf()).toBe('New rules');
  expect(titleOf('filters', 'filters')).toBe('Filters of rules that are there');
  expect(titleOf('filters', 'kept')).toBe('Rules that change what others find');
  expect(titleOf('linked')).toBe('Rules that change what others find');
  expect(titleOf('filters', null)).toBe('Other versions of imported rules');
  const diff = { added: [], changed: [], removed: [] };
  expect(updateTitle({ replaces: ['a'], diff })).toBe('A newer version of imported rules');
});
