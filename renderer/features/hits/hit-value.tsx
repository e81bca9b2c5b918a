import type { ReactNode } from 'react';
import type { IndicatorMatch } from '@shared/model/indicator';
import { Evidence } from '../../parts/evidence';

/** Characters of the value before the matched part that a line shows. */
const LEAD = 24;

/** The value on one line with the matched part in sight, however far in it stands. */
export function HitValue({ match }: { match: IndicatorMatch }): ReactNode {
  const { start, end, value } = match;
  const from = start > LEAD * 2 ? start - LEAD : 0;
  const shift = (from > 0 ? 1 : 0) - from;
  const marks = [{ start: start + shift, end: end + shift }];
  return <Evidence text={`${from > 0 ? '…' : ''}${value.slice(from)}`} marks={marks} />;
}
