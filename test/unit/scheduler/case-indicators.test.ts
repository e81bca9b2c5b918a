/** What is switched on and off in a case when lists name again what it has. */
import { expect, test } from 'vitest';
import { type IndicatorDraft, NO_FACTS } from '@shared/model/indicator';
import { CaseIndicators } from '@electron/scheduler/case-indicators';
import { CaseDatabase } from '@electron/store/case/case-database';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const draft = (value: string, more: Partial<IndicatorDraft> = {}): IndicatorDraft => ({
  ...{ ...NO_FACTS, type: 'domain', value, mode: 'literal', active: true },
  ...more,
});
const OFF = { active: false };

function caseWith(...drafts: readonly IndicatorDraft[]) {
  const database = CaseDatabase.create(`${temporaryFolder()}/case`, 'Case', 'a test');
  const indicators = new CaseIndicators(database, () => undefined);
  indicators.add(drafts);
  const onAndOff = () => {
    expect(indicators.all()).toEqual(database.indicators());
    return indicators.all().map(({ value, active }) => [value, active]);
  };
  return { indicators, onAndOff };
}

test('the same list again switches nothing on, and says how many are off', () => {
  const list = [draft('a.example'), draft('b.example'), draft('c.example')];
  const { indicators, onAndOff } = caseWith(...list);
  indicators.change([2], OFF);
  const feed = list.map((one) => ({ ...one, source: 'Feed' }));
  const { added, merged, off } = indicators.add([...feed, draft('d.example')]);
  expect({ added, merged, off }).toEqual({ added: 1, merged: 3, off: 1 });
  expect(onAndOff()).toEqual([
    ['a.example', true],
    ['b.example', false],
    ['c.example', true],
    ['d.example', true],
  ]);
  // What is known of it comes in all the same.
  expect(indicators.some([2])).toMatchObject([{ source: 'Feed', active: false }]);
});

test('nor does a list that names one twice; one that is revoked switches nothing off', () => {
  const { indicators, onAndOff } = caseWith(draft('a.example', OFF), draft('b.example'));
  const { off } = indicators.add([
    ...[draft('a.example'), draft('A.example'), draft('b.example', OFF)],
  ]);
  expect(off).toBe(2);
  expect(onAndOff()).toEqual([
    ['a.example', false],
    ['b.example', true],
  ]);
});

test('of what one list says twice, the one that is on counts', () => {
  const { onAndOff } = caseWith(draft('a.example', OFF), draft('A.example'));
  expect(onAndOff()).toEqual([['a.example', true]]);
});

test('by hand it is switched on: in the list of indicators, and by adding it again', () => {
  const { indicators, onAndOff } = caseWith(draft('a.example', OFF), draft('b.example', OFF));
  indicators.change([1], { active: true });
  expect(indicators.put({ ...draft('B.example', { note: 'seen' }), id: null })).toMatchObject([
    { id: 2, value: 'b.example', note: 'seen', active: true },
  ]);
  expect(onAndOff()).toEqual([
    ['a.example', true],
    ['b.example', true],
  ]);
  indicators.put({ ...draft('a.example', OFF), id: null });
  expect(onAndOff()[0]).toEqual(['a.example', true]);
});
