/** The windows of one group of a correlation. Entries come in the order of time. */
import type { CompiledCorrelation } from './compiled-correlation';
import type { CorrelationBody } from './correlation-document';
import { conditionFor, type WindowCondition } from './correlation-condition';
import { OpenHit, type Tell } from './open-hit';
import { OrderedWindow } from './ordered-window';
import { measureFor } from './window-measure';
import { type Entry, Window } from './window';

export interface GroupWindow {
  /** Tells what the entry, or its absence until now, has ended. */
  push(entry: Entry): void;
  /** Nothing more comes. */
  end(): void;
  /** Time of the last entry. */
  readonly lastTime: bigint;
}

const TICKS_PER_SECOND = 10_000_000n;

export const timespanTicks = ({ timespanSeconds }: CorrelationBody): bigint =>
  BigInt(timespanSeconds) * TICKS_PER_SECOND;

/** @param isHeard whether other correlations are fed with the hits */
export function windowFor(
  { body, inputs }: CompiledCorrelation,
  isHeard: boolean,
  tell: Tell,
): GroupWindow {
  const timespan = timespanTicks(body);
  const options = { isHeard, isInOrder: inputs.every(({ kind }) => kind === 'rule'), timespan };
  if (body.type === 'temporal_ordered') {
    const [asked] = body.tests;
    return new OrderedWindow(asked?.bound ?? body.rules.length, options, tell);
  }
  const condition = conditionFor(body);
  const window = new Window(timespan, measureFor(body));
  return condition.needsEnd
    ? new EndedWindow(window, condition, new OpenHit(options, tell))
    : new GrowingWindow(window, condition, new OpenHit(options, tell));
}

/**
 * For conditions that more events only make truer: judged when all of a time has come, so that neither the order of
 * files nor that of rules matters. One hit grows while the condition stays true and the windows hang together.
 */
class GrowingWindow implements GroupWindow {
  readonly #window: Window;
  readonly #condition: WindowCondition;
  readonly #open: OpenHit;
  /** Of the last time, not judged yet. */
  #tied: Entry[] = [];
  lastTime = 0n;

  constructor(window: Window, condition: WindowCondition, open: OpenHit) {
    this.#window = window;
    this.#condition = condition;
    this.#open = open;
  }

  push(entry: Entry): void {
    const window = this.#window;
    if (entry.occurrence.time !== this.lastTime) this.#judge();
    this.lastTime = entry.occurrence.time;
    window.dropBefore(this.lastTime - window.timespan);
    if (window.size === 0) this.#open.close();
    window.push(entry);
    this.#tied.push(entry);
  }

  #judge(): void {
    if (this.#tied.length === 0) return;
    if (this.#window.fulfils(this.#condition)) this.#open.grow(this.#window, this.#tied);
    else this.#open.close();
    this.#tied = [];
  }

  end(): void {
    this.#judge();
    this.#open.close();
  }
}

/**
 * For conditions that more events can end: judged when nothing more can come into a window, and only where no
 * other window holds all of it. One hit grows while such windows fulfil the condition and overlap.
 */
class EndedWindow implements GroupWindow {
  readonly #window: Window;
  readonly #condition: WindowCondition;
  readonly #open: OpenHit;
  /** How many of the oldest entries the open hit has already. */
  #gathered = 0;
  lastTime = 0n;

  constructor(window: Window, condition: WindowCondition, open: OpenHit) {
    this.#window = window;
    this.#condition = condition;
    this.#open = open;
  }

  push(entry: Entry): void {
    const window = this.#window;
    this.lastTime = entry.occurrence.time;
    const { begin } = window;
    if (begin !== null && this.lastTime > begin + window.timespan) {
      this.#judge();
      const dropped = window.dropBefore(this.lastTime - window.timespan);
      this.#gathered = Math.max(0, this.#gathered - dropped);
      if (this.#gathered === 0) this.#close();
    }
    window.push(entry);
  }

  /** A hit grows no more where the window does not fulfil the condition. */
  #judge(): void {
    const window = this.#window;
    if (!window.fulfils(this.#condition)) return this.#close();
    this.#open.grow(window, window.entries(this.#gathered));
    this.#gathered = window.size;
  }

  #close(): void {
    this.#gathered = 0;
    this.#open.close();
  }

  end(): void {
    if (this.#window.size > 0) this.#judge();
    this.#close();
  }
}
