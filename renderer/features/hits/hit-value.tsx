import type { ReactNode } from 'react';
import type { HitRow } from '@shared/contract/views';
import { Evidence } from '../../parts/evidence';

/** Characters of the value before the matched part that a line shows. */
const LEAD = 24;

/** The value on one line with the matched part in sight, however far in it stands. */
export function HitValue({ hit }: { hit: HitRow }): ReactNode {
  const from = hit.spanStart > LEAD * 2 ? hit.spanStart - LEAD : 0;
  const marks = [
    {
      start: hit.spanStart - from + (from > 0 ? 1 : 0),
      end: hit.spanEnd - from + (from > 0 ? 1 : 0),
    },
  ];
  return <Evidence text={`${from > 0 ? '…' : ''}${hit.value.slice(from)}`} marks={marks} />;
}
