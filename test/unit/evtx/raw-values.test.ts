import { expect, it } from 'vitest';
import { rawValuesOf } from '@shared/evtx/raw-values';

it('lists the values whose bytes are kept, with what the record says they are', () => {
  const raw = (text: string) => ['?raw', 0, text] as const;
  const values = rawValuesOf([
    ...(['Event', 0, ['V', 0, 'a']] as const),
    raw('value 3 type 0x0d bytes 07000000'),
    raw('value 12 type 0x81 bytes 6100FF'),
    raw('value 0 type 0x7f bytes '),
    raw('written by somebody else'),
  ]);
  expect(values).toEqual([
    { index: 3, type: 'boolean', hex: '07000000' },
    { index: 12, type: 'list of text', hex: '6100FF' },
    { index: 0, type: 'type 0x7f', hex: '' },
  ]);
});
