import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { plural } from '../../lib/format';
import type { Weight } from './use-weight';
import { isCommon, shareText } from './weight';

interface WeightTextProps {
  readonly weight: Weight | null;
  readonly weaknesses: readonly string[];
}

/** What it would hit in this case, and what makes it weak. */
export function WeightText({ weight, weaknesses }: WeightTextProps): ReactNode {
  const common = weight !== null && isCommon(weight);
  const warned = [
    ...weaknesses,
    ...(common ? [`very common in this case (${shareText(weight)} of its events)`] : []),
  ];
  return (
    <>
      <span className="dim">
        {weight === null
          ? 'Counting what it would hit…'
          : `Would hit ${plural(weight.hits, 'event')} of this case.`}
      </span>
      {warned.length > 0 && (
        <span className="weak">
          <TriangleAlert size={14} aria-hidden="true" /> Weak: {warned.join('; ')}
        </span>
      )}
    </>
  );
}
