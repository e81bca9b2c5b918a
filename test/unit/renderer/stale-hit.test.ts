import { expect, test } from 'vitest';
import type { HitRow } from '@shared/contract/finding-views';
import { indicatorId } from '@shared/model/ids';
import { type Indicator, NO_FACTS } from '@shared/model/indicator';
import { stalenessOf } from '../../../renderer/features/hits/stale-hit';

const indicator: Indicator = {
  ...{ id: indicatorId(3), type: 'domain', value: 'evil.example', mode: 'literal' },
  ...NO_FACTS,
  active: true,
};
const hit: HitRow = {
  ...{ file: 1, event: 0, fileName: 'a.evtx', offset: 0, recordId: null, eventRecordId: null },
  ...{ recovery: 'live', time: null, channel: null, eventId: null, computer: null },
  ...{ indicatorId: 3, indicator: 'evil.example', type: 'domain', mode: 'literal' },
  matches: [{ field: 'F', value: 'evil.example', start: 0, end: 12 }],
};

test.each([
  ['sought as it was', [indicator], null],
  ['another note', [{ ...indicator, note: 'n' }], null],
  ['deleted', [{ ...indicator, id: indicatorId(4) }], 'deleted'],
  ['another value', [{ ...indicator, value: 'evil.test' }], 'changed'],
  ['another mode', [{ ...indicator, mode: 'substring' }], 'changed'],
  ['switched off', [{ ...indicator, active: false }], 'off'],
] as const)('%s', (_, indicators, staleness) => {
  expect(stalenessOf(hit, indicators)).toBe(staleness);
});
