import { expect, it } from 'vitest';
import type { RuleRow } from '@shared/contract/rule-row';
import { placeholderNames, textsOf } from '../../../renderer/features/rules/placeholder-names';

const waiting = (name: string): RuleRow => ({
  ...{
    ...{ kind: 'rule', warnings: [], keptBy: [], at: 0 },
    name: null,
    id: name,
    title: '',
    file: '',
    state: 'notRun',
    level: null,
    status: '',
    author: '',
  },
  ...{ tags: [], product: null, category: null, service: null },
  reason: `placeholder %${name}% has no list`,
});

it('names what rules wait for, and lists no rule waits for any more', () => {
  const rows = [waiting('b'), waiting('A'), waiting('b'), { ...waiting('x'), reason: 'no source' }];
  expect(placeholderNames(rows, { c: ['1'], A: [] })).toEqual([
    { name: 'A', waiting: 1 },
    { name: 'b', waiting: 2 },
    { name: 'c', waiting: 0 },
  ]);
});

it('names all that one rule waits for', () => {
  const both = { ...waiting('x'), reason: 'placeholders %one%, %two-b% have no list' };
  expect(placeholderNames([both, waiting('one')], {})).toEqual([
    { name: 'one', waiting: 2 },
    { name: 'two-b', waiting: 1 },
  ]);
});

it('finds them among other reasons, and counts no correlation for its rules', () => {
  const reason = 'logsource names nothing; placeholders %one%, %two% have no list; it is %three%';
  const rule = { ...waiting('x'), state: 'invalid' as const, reason };
  const correlation = { ...rule, kind: 'correlation' as const };
  expect(placeholderNames([rule, correlation], {})).toEqual([
    { name: 'one', waiting: 1 },
    { name: 'two', waiting: 1 },
  ]);
});

it('reads a text a line', () => {
  expect(textsOf(' a b \n\n c* \r\n')).toEqual(['a b', 'c*']);
});
