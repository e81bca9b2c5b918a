import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useState } from 'react';
import type { EventSearch } from '@shared/contract/event-search';
import type { EventHistogram } from '@shared/contract/event-views';
import { type FileTime, LAST_WRITABLE } from '@shared/model/file-time';
import { formatFileTime } from '@shared/model/time-text';
import { useTimeZone } from '../../app/app-store';
import { isWholeTime } from '../../app/time-trail';
import { useView } from '../../app/view-store';
import { formatCount, plural } from '../../lib/format';
import { useAsked } from '../../lib/use-asked';
import { formatFullTime } from '../../lib/zone';
import type { CountedProps } from './field-counts';
import { barsOf, type HistogramBar } from './histogram-bars';
import { TimeZoom } from './time-zoom';

/** Of all times that can be written. */
const LAST_EDGE = formatFileTime(LAST_WRITABLE as FileTime);

const MOST_BARS = 160;
const HEIGHT_PX = 56;

/** Bars from one to another, in the order they were marked. */
interface Marked {
  readonly from: number;
  readonly to: number;
}

const ordered = ({ from, to }: Marked): readonly [first: number, last: number] => [
  Math.min(from, to),
  Math.max(from, to),
];

/** The events found over time, detections in the colour of their level; a stretch of it is zoomed into. */
export function TimeHistogram({ search, version, onTotal }: CountedProps): ReactNode {
  const { answer, stale } = useAsked('events.histogram', { search, most: MOST_BARS }, version);
  useEffect(() => {
    if (answer !== null && !stale) onTotal(totalOf(answer));
  }, [answer, stale, onTotal]);
  if (answer === null) return null;
  if (answer.events.length === 0) return <EmptyStretch search={search} />;
  return (
    <div className={`histogram${stale ? ' stale' : ''}`}>
      <Bars histogram={answer} />
      <Scale histogram={answer} search={search} />
    </div>
  );
}

const totalOf = ({ events, untimed, earlier, later }: EventHistogram): number =>
  events.reduce((sum, one) => sum + one, untimed + earlier + later);

/** A stretch of time without events still has its ends, and the way out of it. */
function EmptyStretch({ search }: { search: EventSearch }): ReactNode {
  const zone = useTimeZone();
  const { from, to } = search;
  if (isWholeTime(search)) return null;
  return (
    <div className="histogram eventless">
      <svg aria-hidden="true" height={HEIGHT_PX} />
      <div className="histogram-scale">
        <span>{from !== null && edgeText(from, zone)}</span>
        <span>No event in this stretch of time</span>
        <TimeZoom />
        <span>{to !== null && edgeText(to, zone)}</span>
      </div>
    </div>
  );
}

function Bars({ histogram }: { histogram: EventHistogram }): ReactNode {
  const zone = useTimeZone();
  const [marked, setMarked] = useState<Marked | null>(null);
  const edges = histogram.edges.join();
  const [markedOf, setMarkedOf] = useState(edges);
  // What was marked is of other bars; the keys go on where they were.
  if (markedOf !== edges) {
    setMarkedOf(edges);
    setMarked(null);
  }
  const bars = barsOf(histogram);
  const zoom = ({ from, to }: Marked): void => {
    const [first, last] = ordered({ from, to });
    const [start, end] = [histogram.edges[first], histogram.edges[last + 1]];
    if (start === undefined || end === undefined) return;
    // What lies behind all that can be written is in the last bar.
    useView.getState().setSearch({ from: start, to: end === LAST_EDGE ? null : end });
  };
  const barAt = (event: PointerEvent<SVGSVGElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = Math.floor(((event.clientX - box.left) / box.width) * bars.length);
    return Math.min(bars.length - 1, Math.max(0, at));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // With Alt they are the window's: out of the zoom.
    if (event.altKey) return;
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step !== 0) {
      const at = marked === null ? 0 : Math.min(bars.length - 1, Math.max(0, marked.to + step));
      setMarked({ from: event.shiftKey && marked !== null ? marked.from : at, to: at });
    } else if (event.key === 'Enter' && marked !== null) zoom(marked);
    else if (event.key === 'Escape' && marked !== null) setMarked(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const told = marked === null ? null : wordsOf(histogram, marked, zone);
  return (
    <>
      <svg
        role="slider"
        aria-valuemin={0}
        aria-valuemax={bars.length - 1}
        aria-valuenow={marked?.to ?? 0}
        aria-valuetext={told ?? 'nothing marked'}
        aria-label="Events over time. Arrow keys move, Shift marks, Enter zooms in."
        tabIndex={0}
        preserveAspectRatio="none"
        viewBox={`0 0 ${bars.length} ${HEIGHT_PX}`}
        height={HEIGHT_PX}
        onKeyDown={onKeyDown}
        onBlur={() => setMarked(null)}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setMarked({ from: barAt(event), to: barAt(event) });
        }}
        onPointerMove={(event) => {
          const isDragged = event.buttons === 1 && marked !== null;
          setMarked({ from: isDragged ? marked.from : barAt(event), to: barAt(event) });
        }}
        onPointerLeave={(event) => event.buttons === 0 && setMarked(null)}
        onPointerUp={(event) => {
          if (marked === null || event.button !== 0) return;
          zoom({ from: marked.from, to: barAt(event) });
          setMarked(null);
        }}
      >
        {bars.map((bar, at) => (
          <Bar key={at} at={at} bar={bar} />
        ))}
        {marked !== null && <MarkedStretch marked={marked} />}
      </svg>
      <p className="histogram-told" role="status">
        {told}
      </p>
    </>
  );
}

function Bar({ at, bar }: { at: number; bar: HistogramBar }): ReactNode {
  return bar.parts.map(({ level, begin, share }) => (
    <rect
      key={level ?? 'none'}
      className={level === null ? 'events' : `events ${level}`}
      x={at + 0.08}
      width={0.84}
      y={HEIGHT_PX * (1 - begin - share)}
      height={HEIGHT_PX * share}
    />
  ));
}

function MarkedStretch({ marked }: { marked: Marked }): ReactNode {
  const [first, last] = ordered(marked);
  return <rect className="marked" x={first} width={last - first + 1} y={0} height={HEIGHT_PX} />;
}

function wordsOf(histogram: EventHistogram, marked: Marked, zone: string): string {
  const [first, last] = ordered(marked);
  const events = histogram.events.slice(first, last + 1).reduce((sum, one) => sum + one, 0);
  const detected = histogram.levels
    .slice(first, last + 1)
    .reduce((sum, levels) => sum + Object.values(levels).reduce((all, one) => all + one, 0), 0);
  const written = (at: number): string => edgeText(histogram.edges[at], zone);
  const detections = detected === 0 ? '' : `, ${formatCount(detected)} with detections`;
  return `${written(first)} to ${written(last + 1)}: ${plural(events, 'event')}${detections}`;
}

/** Without a fraction that says nothing. */
const edgeText = (edge: string | undefined, zone: string): string =>
  formatFullTime(edge ?? '', zone).replace(/\.0+(?= |$)/, '');

/** Begin and end, and the way out of a zoom. */
function Scale({
  histogram,
  search,
}: {
  histogram: EventHistogram;
  search: EventSearch;
}): ReactNode {
  const zone = useTimeZone();
  const { edges, untimed, earlier, later } = histogram;
  return (
    <div className="histogram-scale">
      <span>{edgeText(edges[0], zone)}</span>
      {earlier > 0 && <FarOff count={earlier} where="earlier" search={{ to: edges[0] ?? null }} />}
      {untimed > 0 && <span>{plural(untimed, 'event')} without a time</span>}
      {!isWholeTime(search) && <TimeZoom />}
      {later > 0 && <FarOff count={later} where="later" search={{ from: edges.at(-1) ?? null }} />}
      <span>{edgeText(edges.at(-1), zone)}</span>
    </div>
  );
}

/** Events that would press all others into a bar or two, and the way to them. */
function FarOff(props: {
  readonly count: number;
  readonly where: 'earlier' | 'later';
  readonly search: Partial<EventSearch>;
}): ReactNode {
  const { count, where, search } = props;
  return (
    <button
      type="button"
      className="link"
      title="They stand far from all others and are not in the histogram. Show them"
      onClick={() => useView.getState().setSearch(search)}
    >
      {plural(count, 'event')} far {where}
    </button>
  );
}
