import { describe, expect, it } from 'vitest';
import type { RuleRow } from '@shared/contract/rule-row';
import { ruleKey } from '@shared/model/rule-key';
import { FACETS, passesAll, valuesOf } from '../../../renderer/features/rules/rule-facets';

const row = (id: string, more: Partial<RuleRow>): RuleRow => ({
  ...{ id, name: null, title: id, file: `${id}.yml`, state: 'loaded', reason: '', level: 'high' },
  ...{ status: 'test', author: 'A. Author (Some Firm), B. Other', tags: [] },
  ...{ product: 'windows', category: 'process_creation', service: null },
  ...{ kind: 'rule', warnings: [], keptBy: [], at: 0 },
  ...more,
});
const ROWS = [
  row('one', { tags: ['attack.execution', 'attack.t1059.001'] }),
  row('two', { level: 'low', tags: ['attack.defense_evasion', 'cve.2024-1'] }),
  row('three', { state: 'notRun', category: null, service: 'security' }),
];
const COUNTS = new Map([['one', { key: 'one', detections: 3, files: 1 }]]);
const facet = (id: string) => FACETS.find((one) => one.id === id) ?? fail(id);
const fail = (id: string): never => {
  throw new Error(`no facet ${id}`);
};
const told = (id: string, chosen = {}): string[] =>
  valuesOf(facet(id), ROWS, chosen, COUNTS).map(({ value, count }) => `${value} ${count}`);

describe('facets of rules', () => {
  it('count their values, known ones in their order', () => {
    expect(told('level')).toEqual(['high 2', 'low 1']);
    expect(told('tactic')).toEqual(['execution 1', 'defense-evasion 1']);
    expect(told('technique')).toEqual(['T1059.001 1']);
    expect(told('product')).toEqual(['windows 3']);
    expect(told('source')).toEqual(['windows / process_creation 2', 'windows / security 1']);
    expect(told('author')).toEqual(['A. Author 3', 'B. Other 3']);
  });

  it('tell loaded rules with detections from those without; others are neither', () => {
    expect(told('found')).toEqual(['with detections 1', 'without detections 1']);
    expect(valuesOf(facet('found'), ROWS, {}, null)).toEqual([]);
  });

  it('count rules without an id by their titles', () => {
    const [found, quiet] = [row('', { title: 'a' }), row('', { title: 'b' })];
    const counts = new Map([
      [ruleKey('', 'a'), { key: ruleKey('', 'a'), detections: 1, files: 1 }],
    ]);
    expect(facet('found').valuesOf(found, counts)).toEqual(['with detections']);
    expect(facet('found').valuesOf(quiet, counts)).toEqual(['without detections']);
  });

  it('a choice narrows the other facets and shows what more it could add in its own', () => {
    const chosen = { level: new Set(['low']) };
    expect(told('tactic', chosen)).toEqual(['defense-evasion 1']);
    expect(told('level', chosen)).toEqual(['high 2', 'low 1']);
    expect(ROWS.filter((one) => passesAll(one, chosen, COUNTS)).map(({ id }) => id)).toEqual([
      'two',
    ]);
  });

  it('values of one facet are alternatives, facets go together; a chosen value never vanishes', () => {
    const both = { level: new Set(['low', 'high']), tactic: new Set(['execution']) };
    expect(ROWS.filter((one) => passesAll(one, both, COUNTS)).map(({ id }) => id)).toEqual(['one']);
    expect(told('level', { tactic: new Set(['execution']), level: new Set(['low']) })).toEqual([
      'high 1',
      'low 0',
    ]);
  });
});
