import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldMatch } from '@shared/model/detection';
import { ruleKey } from '@shared/model/rule-key';
import { RULE_TUNING, type RuleTuning, type TuningDraft } from '@shared/model/rule-tuning';
import { Tuner } from '@shared/sigma/tuning';
import { literal } from '../../../renderer/features/tuning/literal';

const made = (...drafts: readonly TuningDraft[]): RuleTuning[] =>
  drafts.map((draft, at) =>
    RULE_TUNING.parse({ ...draft, id: at + 1, madeAt: '2026-03-01T10:00:00.0000000Z' }),
  );
const reason = 'known';
const found = (ruleId: string, ...matches: readonly FieldMatch[]) => ({
  rule: {
    ...{ ruleId, ruleTitle: '', level: 'high' as const, status: '', author: '', ruleHash: '' },
    tags: [],
  },
  matches,
});
const image = (value: string): FieldMatch => ({ field: 'Image', value });

describe('tuning', () => {
  it('touches the rule it names alone', () => {
    const tuner = new Tuner(made({ action: 'disable', ruleId: 'a', reason }));
    expect(tuner.tune(found('a'))).toMatchObject({ suppressedBy: { id: 1, reason } });
    expect(tuner.tune(found('b'))).toEqual({ level: 'high', suppressedBy: null });
  });

  it('of a rule without an id hangs on its title', () => {
    const untitled = found('');
    const named = { ...untitled, rule: { ...untitled.rule, ruleTitle: 'mine' } };
    const draft = { action: 'disable', ruleId: ruleKey('', 'mine'), reason } as const;
    const tuner = new Tuner(made(draft));
    expect(tuner.tune(named)).toMatchObject({ suppressedBy: { id: 1 } });
    expect(tuner.tune(untitled).suppressedBy).toBeNull();
  });

  it('gives another level; the later of two counts', () => {
    const tuner = new Tuner(
      made(
        { action: 'level', ruleId: 'a', level: 'low', reason },
        { action: 'level', ruleId: 'a', level: 'critical', reason },
      ),
    );
    expect(tuner.tune(found('a'))).toEqual({ level: 'critical', suppressedBy: null });
  });

  it.each([
    ['C:\\Tools\\a.exe', 'c:\\tools\\A.EXE', true],
    ['*\\a.exe', 'C:\\Tools\\a.exe', true],
    ['a.exe', 'C:\\Tools\\a.exe', false],
    ['', '', true],
  ])('leaves out %s where the value is %s: %s', (value, text, isOut) => {
    const tuner = new Tuner(
      made({ action: 'exclude', ruleId: 'a', where: [{ field: 'image', value }], reason }),
    );
    expect(tuner.tune(found('a', image(text))).suppressedBy !== null).toBe(isOut);
    expect(tuner.tune(found('a', { field: 'User', value: text })).suppressedBy).toBeNull();
  });

  it('asks the event for a field the rule did not match', () => {
    const tuner = new Tuner(
      made({
        ...{ action: 'exclude', ruleId: 'a', reason },
        where: [{ field: 'Computer', value: 'DC*' }],
      }),
    );
    const on = (computer: string) => (field: string) => (field === 'Computer' ? [computer] : []);
    expect(tuner.tune(found('a', image('x')), on('dc1')).suppressedBy).not.toBeNull();
    expect(tuner.tune(found('a', image('x')), on('pc1')).suppressedBy).toBeNull();
    expect(tuner.tune(found('a', image('x'))).suppressedBy).toBeNull();
    const matched = { field: 'computer', value: 'pc1' };
    expect(tuner.tune(found('a', matched), on('dc1')).suppressedBy).toBeNull();
  });

  it('of several values leaves out what has them all', () => {
    const where = [
      { field: 'Image', value: '*\\a.exe' },
      { field: 'Computer', value: 'DC*' },
    ];
    const tuner = new Tuner(made({ action: 'exclude', ruleId: 'a', where, reason }));
    const on = (computer: string) => (field: string) => (field === 'Computer' ? [computer] : []);
    const isOut = (path: string, computer: string): boolean =>
      tuner.tune(found('a', image(path)), on(computer)).suppressedBy !== null;
    expect(isOut('C:\\a.exe', 'dc1')).toBe(true);
    expect(isOut('C:\\b.exe', 'dc1')).toBe(false);
    expect(isOut('C:\\a.exe', 'pc1')).toBe(false);
  });

  it('a value made literal leaves out that value and no other', () => {
    const text = fc
      .array(fc.constantFrom('a', 'B', '*', '?', '\\', '\\\\', ' '), { maxLength: 6 })
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, (value, other) => {
        const tuner = new Tuner(
          made({
            ...{ action: 'exclude', ruleId: 'a', reason },
            where: [{ field: 'Image', value: literal(value) }],
          }),
        );
        const isOut = tuner.tune(found('a', image(other))).suppressedBy !== null;
        expect(isOut).toBe(value.toLowerCase() === other.toLowerCase());
        expect(tuner.tune(found('a', image(value))).suppressedBy).not.toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it('needs a reason and a rule', () => {
    const draft = { action: 'disable', ruleId: 'a', id: 1, madeAt: '' };
    expect(RULE_TUNING.safeParse({ ...draft, reason: '  ' }).success).toBe(false);
    expect(RULE_TUNING.safeParse({ ...draft, reason, ruleId: '' }).success).toBe(false);
  });
});
