import type { ReactNode } from 'react';
import type { EventPlace } from '@shared/contract/finding-views';
import { useTimeZone } from '../../app/app-store';
import { formatCount } from '../../lib/format';
import { formatFullTime } from '../../lib/zone';
import { Evidence } from '../../parts/evidence';

/** Where a detection or hit stands. */
export function PlaceFacts({ place }: { place: EventPlace }): ReactNode {
  const zone = useTimeZone();
  const facts: readonly (readonly [string, string | null])[] = [
    ['Time', place.time === null ? null : formatFullTime(place.time, zone)],
    ['Event ID', place.eventId],
    ['Channel', place.channel],
    ['Computer', place.computer],
    ['File', place.fileName],
    ['Record', place.eventRecordId ?? place.recordId],
    ['Offset', place.offset === null ? null : formatCount(place.offset)],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name} className="fact">
          <dt>{name}</dt>
          <dd>
            {value === null ? <span className="dim">–</span> : <Evidence text={value} block />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
