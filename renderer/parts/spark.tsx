import type { ReactNode } from 'react';
import './spark.css';

const BAR_PX = 4;
const HEIGHT_PX = 16;
/** One hit among thousands must still be seen. */
const LEAST_PX = 2;

interface SparkProps {
  readonly counts: readonly number[];
  /** The same in words. */
  readonly label: string;
}

/** How something is spread over time, as a line of bars. */
export function Spark({ counts, label }: SparkProps): ReactNode {
  const most = Math.max(1, ...counts);
  return (
    <svg
      className="spark"
      role="img"
      aria-label={label}
      width={counts.length * BAR_PX}
      height={HEIGHT_PX}
    >
      <title>{label}</title>
      {counts.map((count, at) => {
        if (count === 0) return null;
        const height = Math.max(LEAST_PX, Math.round((count / most) * HEIGHT_PX));
        return (
          <rect
            key={at}
            x={at * BAR_PX}
            y={HEIGHT_PX - height}
            width={BAR_PX - 1}
            height={height}
          />
        );
      })}
    </svg>
  );
}
