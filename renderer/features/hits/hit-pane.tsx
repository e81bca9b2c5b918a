import type { ReactNode } from 'react';
import type { HitRow } from '@shared/contract/views';
import { Evidence } from '../../parts/evidence';
import { ShowEventButton } from '../../parts/show-event-button';
import { SidePane } from '../../parts/side-pane';
import { PlaceFacts } from '../places/place-facts';

export function HitPane({ row, onClose }: { row: HitRow; onClose: () => void }): ReactNode {
  return (
    <SidePane label="Hit" onClose={onClose}>
      <h2>
        <Evidence text={row.indicator} block />
      </h2>
      <p className="dim">
        {row.type} indicator in <Evidence text={row.field} />
      </p>
      <p>
        <ShowEventButton place={row} primary />
      </p>
      <h3>Value</h3>
      <div className="document">
        <Evidence text={row.value} block marks={[{ start: row.spanStart, end: row.spanEnd }]} />
      </div>
      <h3>Event</h3>
      <PlaceFacts place={row} />
    </SidePane>
  );
}
