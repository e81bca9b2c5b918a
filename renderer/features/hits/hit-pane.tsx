import type { ReactNode } from 'react';
import type { HitRow } from '@shared/contract/finding-views';
import { Evidence } from '../../parts/evidence';
import { ShowEventButton } from '../../parts/show-event-button';
import { SidePane } from '../../parts/side-pane';
import { PlaceFacts } from '../places/place-facts';
import { StaleNote } from './stale-mark';

/** The whole of a hit: the indicator, every place where it stands in the event, the event. */
export function HitPane({ row, onClose }: { row: HitRow; onClose: () => void }): ReactNode {
  return (
    <SidePane label="Hit" onClose={onClose}>
      <h2>
        <Evidence text={row.indicator} block />
      </h2>
      <p className="dim">
        {row.type} indicator, {row.mode}
      </p>
      <StaleNote hit={row} />
      <p>
        <ShowEventButton place={row} primary />
      </p>
      {row.matches.map(({ field, value, start, end }, at) => (
        <section key={at} aria-label="Match">
          <h3>
            In <Evidence text={field} block />
          </h3>
          <div className="document">
            <Evidence text={value} block marks={[{ start, end }]} />
          </div>
        </section>
      ))}
      <h3>Event</h3>
      <PlaceFacts place={row} />
    </SidePane>
  );
}
