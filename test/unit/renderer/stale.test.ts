import { expect, it } from 'vitest';
import type { EvidenceRow } from '@shared/contract/evidence-views';
import type { HuntedWith } from '@shared/model/evidence-file';
import { staleOf } from '@shared/model/stale';
import { staleFiles, staleText } from '../../../renderer/features/evidence/stale';

const packs = { rules: 'r2', indicators: 'i2' };
const file = (id: number, huntedWith: HuntedWith | null): EvidenceRow =>
  ({
    id,
    lastRun: { state: 'completed' },
    published: huntedWith === null ? null : { huntedWith, hitsRun: 1 },
  }) as EvidenceRow;

it.each([
  ['made with what there is', { rules: 'r2', indicators: 'i2' }, null],
  ['other rules', { rules: 'r1', indicators: 'i2' }, 'stale: rules changed'],
  ['other indicators', { rules: 'r2', indicators: 'i1' }, 'stale: indicators changed'],
  ['both', { rules: 'r1', indicators: 'i1' }, 'stale: rules and indicators changed'],
  ['not known', { rules: null, indicators: null }, null],
])('%s', (_name, huntedWith, text) => {
  expect(staleText(staleOf(file(1, huntedWith), packs))).toBe(text);
});

it('while the indicators of now are being packed, only the rules are told of', () => {
  const hunted = file(1, { rules: 'r1', indicators: 'i1' });
  expect(staleText(staleOf(hunted, { ...packs, indicators: null }))).toBe('stale: rules changed');
});

it('nothing published is not stale', () => {
  expect(staleText(staleOf(file(1, null), packs))).toBeNull();
});

it('hits taken back by a migration are told, and hunted again; a run on its way is waited for', () => {
  const whole = file(7, { rules: 'r2', indicators: null });
  const takenBack = { ...whole, published: { ...whole.published, hitsRun: null } } as EvidenceRow;
  expect(staleText(staleOf(takenBack, packs))).toBe('stale: hits of an earlier version');
  expect(staleFiles([takenBack], packs)).toEqual({
    ...{ rules: [], indicatorsOnly: [7], indicators: [7] },
  });
  const hunting = { ...takenBack, lastRun: { state: 'iocHunting' } } as EvidenceRow;
  expect(staleText(staleOf(hunting, packs))).toBeNull();
});

it('files are run once: with the rules where those changed, else with the indicators', () => {
  const rows = [
    file(1, { rules: 'r1', indicators: 'i1' }),
    file(2, { rules: 'r2', indicators: 'i1' }),
    file(3, { rules: 'r1', indicators: 'i2' }),
    file(4, { rules: 'r2', indicators: 'i2' }),
    file(5, null),
  ];
  expect(staleFiles(rows, packs)).toEqual({
    rules: [1, 3],
    indicatorsOnly: [2],
    indicators: [1, 2],
  });
});
