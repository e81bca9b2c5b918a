/** A hit while it grows: the events it is made of, and the windows that correlations listening to it hear of. */
import { EventList, type ListOptions } from './event-list';
import type { CorrelationFound, Point } from './occurrence';
import type { Entry, Window } from './window';

export type Found = Omit<CorrelationFound, 'group'>;
export type Tell = (found: Found) => void;

export interface HitOptions extends ListOptions {
  /** In ticks. */
  readonly timespan: bigint;
}

/** A burst is followed window by window up to here, then by hundredths of the timespan. */
const MOST_POINTS = 1_000;

/** A hit that is whole when it is found; an event of a chain may come again behind others of its time. */
export function hitOf(entries: readonly Entry[], options: HitOptions): Found {
  const list = new EventList({ ...options, isInOrder: false });
  for (const { occurrence } of entries) list.add(occurrence);
  const time = entries.at(-1)?.occurrence.time ?? 0n;
  return foundOf(list, [{ time, events: list.whole }], options);
}

const foundOf = (list: EventList, points: readonly Point[], { isHeard }: HitOptions): Found => ({
  ...list.told(),
  heard: isHeard ? { points, whole: list.whole } : null,
});

/** The hit that grows, where one does. */
export class OpenHit {
  readonly #options: HitOptions;
  readonly #tell: Tell;
  #list: EventList | null = null;
  #points: Point[] = [];

  constructor(options: HitOptions, tell: Tell) {
    this.#options = options;
    this.#tell = tell;
  }

  /** The window fulfils the condition; `added` came since it last did. A hit begins with all of the window. */
  grow(window: Window, added: readonly Entry[]): void {
    const entries = this.#list === null ? window.entries() : added;
    const list = (this.#list ??= new EventList(this.#options));
    for (const { occurrence } of entries) list.add(occurrence);
    if (this.#options.isHeard) this.#hear(window, list);
  }

  #hear({ lastTime: time, events }: Window, list: EventList): void {
    const last = this.#points.at(-1);
    const isMany = this.#points.length >= MOST_POINTS;
    if (last !== undefined && isMany && time - last.time < this.#options.timespan / 100n) return;
    this.#points.push({ time, events: list.last(events) });
  }

  close(): void {
    if (this.#list !== null) this.#tell(foundOf(this.#list, this.#points, this.#options));
    this.#list = null;
    this.#points = [];
  }
}
