import type { ReactNode } from 'react';
import { useTimeZone } from '../app/app-store';
import { formatFullTime, formatGridTime } from '../lib/zone';
import { escapeHidden } from '../lib/hidden-characters';

/** An evidence time to the millisecond; all seven digits in the tooltip. The day is drawn fainter. */
export function TimeText({ time }: { time: string | null }): ReactNode {
  const zone = useTimeZone();
  if (time === null) return <span className="dim">no time</span>;
  const [day = '', clock] = formatGridTime(time, zone).split(' ');
  return (
    <span className="time" title={escapeHidden(formatFullTime(time, zone))}>
      <span className="dim">{day}</span>
      {clock !== undefined && ` ${clock}`}
    </span>
  );
}
