import type { ReactNode } from 'react';
import type { CorrelationFacts } from '@shared/contract/views';
import { useView } from '../../app/view-store';
import { formatCount, plural } from '../../lib/format';
import { Evidence } from '../../parts/evidence';
import { TimeText } from '../../parts/time-text';

/** The events a correlation is made of, each leading to itself. */
export function CorrelatedEvents({ correlation }: { correlation: CorrelationFacts }): ReactNode {
  const { from, to, events, contributions } = correlation;
  return (
    <>
      <h3>{plural(events, 'correlated event')}</h3>
      <p className="dim">
        <TimeText time={from} /> to <TimeText time={to} />
      </p>
      <ol className="correlated">
        {contributions.map((one, at) => (
          <li key={at}>
            <button
              type="button"
              title="Show event"
              onClick={() => useView.getState().showEvent({ file: one.file, event: one.event })}
            >
              <TimeText time={one.time} /> <Evidence text={one.rule} />
            </button>
          </li>
        ))}
      </ol>
      {events > contributions.length && (
        <p className="dim">and {formatCount(events - contributions.length)} more</p>
      )}
    </>
  );
}
