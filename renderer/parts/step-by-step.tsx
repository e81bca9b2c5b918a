import { type ReactNode, useState } from 'react';
import { formatCount } from '../lib/format';

interface StepByStepProps<Entry> {
  readonly entries: readonly Entry[];
  /** How many are drawn at first, and with each further step. */
  readonly step: number;
  /** What they are, in the plural. */
  readonly what: string;
  readonly render: (entry: Entry, index: number) => ReactNode;
}

/** A list that may be as long as a hostile record makes it: drawn a step at a time. */
export function StepByStep<Entry>(props: StepByStepProps<Entry>): ReactNode {
  const { entries, step, what, render } = props;
  const [most, setMost] = useState(step);
  const left = entries.length - most;
  return (
    <>
      {entries.slice(0, most).map(render)}
      {left > 0 && (
        <button type="button" className="link more" onClick={() => setMost(most + step)}>
          Show {formatCount(Math.min(step, left))} more of {formatCount(entries.length)} {what}
        </button>
      )}
    </>
  );
}
