/**
 * Questions in the order they came, without those nobody waits for any more: once another search of events
 * is shown, whatever else was asked of the one before is obsolete.
 */
import { z } from 'zod';
import type { SearchOrder } from '@shared/contract/search';

const OVER_EVENTS = z.object({ search: z.unknown() });

/** The search a question is about; null where it is about something else. */
function searchOf(order: SearchOrder): string | null {
  if (order.type !== 'ask' || !order.name.startsWith('events.')) return null;
  const asked = OVER_EVENTS.safeParse(order.input);
  return asked.success ? JSON.stringify(asked.data.search) : null;
}

export interface Taken {
  /** To be answered as cancelled. */
  readonly obsolete: readonly SearchOrder[];
  /** Whether the question that is being answered is obsolete, too. */
  readonly cancelsRunning: boolean;
}

export class WaitingQuestions {
  #waiting: SearchOrder[] = [];
  #running: SearchOrder | null = null;
  /** The search whose rows were asked for last. */
  #shown: string | null = null;

  get running(): SearchOrder | null {
    return this.#running;
  }

  add(order: SearchOrder): Taken {
    this.#waiting.push(order);
    const search = searchOf(order);
    const before = this.#shown;
    const isRows = order.type === 'ask' && order.name === 'events.rows';
    if (!isRows || search === before) return { obsolete: [], cancelsRunning: false };
    this.#shown = search;
    if (before === null) return { obsolete: [], cancelsRunning: false };
    const obsolete = this.#waiting.filter((one) => searchOf(one) === before);
    this.#waiting = this.#waiting.filter((one) => searchOf(one) !== before);
    const cancelsRunning = this.#running !== null && searchOf(this.#running) === before;
    return { obsolete, cancelsRunning };
  }

  /** The next to be answered; null while one is, or none waits. */
  next(): SearchOrder | null {
    if (this.#running !== null) return null;
    this.#running = this.#waiting.shift() ?? null;
    return this.#running;
  }

  /** The running one was answered. */
  done(): void {
    this.#running = null;
  }
}
