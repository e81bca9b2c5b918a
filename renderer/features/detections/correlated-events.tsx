import type { ReactNode } from 'react';
import type { CorrelationFacts } from '@shared/contract/finding-views';
import { useView } from '../../app/view-store';
import { plural } from '../../lib/format';
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
          <li key={one.at} value={one.at + 1}>
            <Between events={one.at - 1 - (contributions[at - 1]?.at ?? -1)} />
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
    </>
  );
}

/** Of many events the oldest and the newest are listed, and the first and last of each rule and file. */
function Between({ events }: { events: number }): ReactNode {
  if (events <= 0) return null;
  return <p className="dim">{plural(events, 'event')} between</p>;
}
