import { describe, expect, it } from 'vitest';
import { changedSets, type Core, EVERY_SET, leftOutBecause } from '@shared/model/rule-sets';
import { compileRuleSet } from '@shared/sigma/rule-set';

const LEVELS = ['low', 'medium', 'high', 'critical'] as const;
const STATUSES = ['experimental', 'test', 'stable'] as const;

/** What of `rules/` a core lets run. */
const runs = (core: Core): string[] =>
  STATUSES.flatMap((status) =>
    LEVELS.filter((level) => {
      const judged = { file: 'rules/windows/x.yml', level, status };
      return leftOutBecause(judged, { ...EVERY_SET, core }) === null;
    }).map((level) => `${status} ${level}`),
  );

describe('rule sets', () => {
  it('a change leaves alone what it does not name', () => {
    const core = changedSets(EVERY_SET, { core: 'core' });
    expect(core).toEqual({ ...EVERY_SET, core: 'core' });
    expect(changedSets(core, { threatHunting: false })).toEqual({ ...core, threatHunting: false });
  });

  it('core, core+ and core++ grow', () => {
    expect(runs('core')).toEqual(['test high', 'test critical', 'stable high', 'stable critical']);
    expect(runs('core+')).toEqual([
      ...['test medium', 'test high', 'test critical'],
      ...['stable medium', 'stable high', 'stable critical'],
    ]);
    expect(runs('core++')).toEqual([
      ...['experimental medium', 'experimental high', 'experimental critical'],
      ...runs('core+'),
    ]);
    expect(runs('all')).toHaveLength(12);
  });

  it.each([
    ['sigma/rules-emerging-threats/2024/x.yml', 'emerging threats are not chosen'],
    ['rules-threat-hunting/windows/x.yml', 'threat hunting is not chosen'],
    ['rules/windows/x.yml', 'not in core'],
    ['my-own/x.yml', null],
    ['x.yml', null],
  ])('%s: %s', (file, reason) => {
    const none = { core: 'core', emergingThreats: false, threatHunting: false } as const;
    expect(leftOutBecause({ file, level: 'low', status: 'test' }, none)).toBe(reason);
    expect(leftOutBecause({ file, level: 'low', status: 'test' }, EVERY_SET)).toBeNull();
  });

  it('a rule left out is skipped with its reason and does not fire', () => {
    const text =
      'title: t\nlevel: low\nstatus: test\nlogsource: { product: windows }\ndetection: { s: { A: x }, condition: s }\n';
    const source = { path: 'rules/x.yml', text, hash: '' };
    const set = compileRuleSet([source], {}, { ...EVERY_SET, core: 'core' });
    expect(set.outcomes).toMatchObject([{ state: 'skipped', reason: 'not in core' }]);
    expect(set.rules).toEqual([]);
    expect(compileRuleSet([source]).rules).toHaveLength(1);
  });
});
