/** What is told when a list has been added. */
import type { AddedIndicators } from '@shared/contract/indicators';
import { formatCount, plural } from '../../lib/format';

export type AddedCounts = Omit<AddedIndicators, 'indicators'>;

/** `3 indicators added, 2 were there already, 1 of them is switched off` */
export function addedText({ added, merged, off }: AddedCounts): string {
  const parts = [`${plural(added, 'indicator')} added`];
  if (merged > 0) parts.push(`${formatCount(merged)} ${verb(merged, 'was', 'were')} there already`);
  if (off > 0) parts.push(offText(off));
  return parts.join(', ');
}

/** What is switched off stays so, whatever a list says of it. */
export const offText = (off: number): string =>
  `${formatCount(off)} of them ${verb(off, 'is', 'are')} switched off`;

const verb = (count: number, one: string, several: string): string => (count === 1 ? one : several);
