/** Many indicators in a case: changes answer what they changed, packs are made when changes have come to rest. */
import { expect, test } from 'vitest';
import { MOST_CHANGED } from '@shared/contract/indicators';
import { type IndicatorDraft, NO_FACTS } from '@shared/model/indicator';
import { readIndicatorPack, writeIndicatorPack } from '@electron/pipeline/packs';
import { CaseIndicators } from '@electron/scheduler/case-indicators';
import { IndicatorPacks } from '@electron/scheduler/indicator-packs';
import { CaseDatabase } from '@electron/store/case/case-database';
import { temporaryFolder } from '../../fixtures/temporary-folder';

const MANY = 20_000;
const draft = (value: string, more: Partial<IndicatorDraft> = {}): IndicatorDraft => ({
  ...{ ...NO_FACTS, type: 'domain', value, mode: 'literal', active: true },
  ...more,
});

function open() {
  const database = CaseDatabase.create(`${temporaryFolder()}/case`, 'Case', 'a test');
  const packs: IndicatorPacks[] = [];
  const told: (string | null)[] = [];
  const indicators = new CaseIndicators(database, () => packs[0]?.changed());
  const pack = new IndicatorPacks(temporaryFolder(), indicators, () =>
    told.push(pack.isOfNow ? pack.now.hash : null),
  );
  packs.push(pack);
  return { database, indicators, pack, told };
}

/** CPU time of the main process that one piece of work takes at most. */
function longestMs(works: readonly (() => void)[]): number {
  const spent = works.map((work) => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  // The first ones are of code that is not compiled yet.
  return Math.max(...spent.slice(5));
}

test('each change answers what it changed, as case.db has it', () => {
  const { database, indicators } = open();
  const {
    added,
    merged,
    indicators: all,
  } = indicators.add([
    ...[draft('a.example'), draft('b.example'), draft('A.example', { note: 'again' })],
  ]);
  expect([added, merged]).toEqual([2, 1]);
  expect(all.map(({ value, note }) => [value, note])).toEqual([
    ['a.example', 'again'],
    ['b.example', ''],
  ]);
  const [first, second] = all;
  if (first === undefined || second === undefined) expect.fail('two were added');
  expect(indicators.put({ ...second, value: 'c.example' })).toEqual([
    { ...second, value: 'c.example' },
  ]);
  expect(() => indicators.put({ ...second, value: 'A.EXAMPLE' })).toThrow('already has');
  // What it was before is free again.
  expect(indicators.add([draft('b.example')]).added).toBe(1);
  expect(indicators.change([first.id, 99], { active: false })).toEqual([
    { ...first, active: false },
  ]);
  expect(indicators.delete([first.id, 99])).toEqual([first.id]);
  expect(indicators.all()).toEqual(database.indicators());
  expect(new CaseIndicators(database, () => undefined).all()).toEqual(indicators.all());
  expect(indicators.page(0, 1)).toEqual([indicators.all()[0]]);
  expect(indicators.page(second.id, 5)).toEqual([indicators.all()[1]]);
  expect(() => indicators.add([draft('d.example'), draft('(', { mode: 'regex' })])).toThrow();
  expect(indicators.all()).toEqual(database.indicators());
  database.close();
});

test('of few the pack is there at once; of many when it has settled, the same as if it were made at once', async () => {
  const { database, indicators, pack, told } = open();
  indicators.add([draft('few.example')]);
  expect(told).toEqual([pack.now.hash]);
  const few = pack.now;
  for (let at = 0; at < 5_000; at += MOST_CHANGED)
    indicators.add(Array.from({ length: MOST_CHANGED }, (_, one) => draft(`${at + one}.example`)));
  indicators.change([1, 2, 3], { active: false });
  // Who is told that it is behind does not take the pack before for that of now.
  expect(told.slice(-1)).toEqual([null]);
  expect(told.length).toBeLessThan(10);
  await pack.settled();
  const { now } = pack;
  expect(told.slice(-1)).toEqual([now.hash]);
  expect(now.hash).not.toBe(few.hash);
  expect(now.hash).toBe(writeIndicatorPack(temporaryFolder(), indicators.all()).hash);
  expect(readIndicatorPack(now).indicators).toHaveLength(4_998);
  // A change in the middle is not lost.
  indicators.add([draft('first.example')]);
  const settled = pack.settled();
  indicators.add([draft('second.example')]);
  await settled;
  await pack.settled();
  expect(readIndicatorPack(pack.now).indicators).toHaveLength(5_000);
  pack.stop();
  database.close();
});

test('a change of a case with many indicators costs what it changes', async () => {
  const { database, indicators, pack } = open();
  const slices = Array.from({ length: MANY / MOST_CHANGED }, (_, slice) =>
    Array.from({ length: MOST_CHANGED }, (__, at) => draft(`${slice}-${at}.example`)),
  );
  expect(longestMs(slices.map((slice) => () => void indicators.add(slice)))).toBeLessThan(120);
  const single = Array.from({ length: 30 }, (_, at) => draft(`one-${at}.example`));
  expect(longestMs(single.map((one) => () => void indicators.add([one])))).toBeLessThan(40);
  await pack.settled();
  pack.stop();
  database.close();
});
