/**
 * Questions that wait, each once however often it is asked. What a person looks at comes first, then what is counted,
 * each in the order it came. Once another search of events is shown, whatever else was asked of the one before is
 * obsolete.
 */
import { z } from 'zod';
import type { SearchName, SearchOrder } from '@shared/contract/search';

const OVER_EVENTS = z.object({ search: z.unknown() });

/** The search a question is about; null where it is about something else. */
function searchOf(order: SearchOrder): string | null {
  if (order.type !== 'ask' || !order.name.startsWith('events.')) return null;
  const asked = OVER_EVENTS.safeParse(order.input);
  return asked.success ? JSON.stringify(asked.data.search) : null;
}

const PAGE = z.object({ start: z.number(), end: z.number() });

/** Rows of a list; where none are wanted, events are only counted, beside what is shown. */
function showsRows(order: SearchOrder): boolean {
  if (order.type !== 'ask' || order.name !== 'events.rows') return false;
  const page = PAGE.safeParse(order.input);
  return page.success && page.data.end > page.data.start;
}

/** Everything of a question but its number; null of what nobody asks twice, which can be a long list. */
const textOf = (order: SearchOrder): string | null =>
  order.type === 'ask' && OF_VIEWS.test(order.name) ? JSON.stringify({ ...order, id: 0 }) : null;

const OF_VIEWS = /^(?:events|detections|hits|evidence)\./;

/** Told at once, or what the window is empty without. */
const LOOKED_AT: ReadonlySet<SearchName> = new Set([
  ...(['events.rows', 'events.event', 'events.rowAt'] as const),
  ...(['detections.rows', 'hits.rows', 'evidence.flaws'] as const),
]);

const isLookedAt = ({ order }: Waiting): boolean =>
  order.type === 'ask' && LOOKED_AT.has(order.name);

/** A question with the numbers of all who asked it and have one answer. */
export interface Waiting {
  readonly order: SearchOrder;
  readonly ids: readonly number[];
  /** `textOf`. */
  readonly text: string | null;
}

export interface Taken {
  /** Numbers of what is to be answered as cancelled. */
  readonly obsolete: readonly number[];
  /** Whether the question that is being answered is obsolete, too. */
  readonly cancelsRunning: boolean;
}

const NOTHING: Taken = { obsolete: [], cancelsRunning: false };

export class WaitingQuestions {
  #waiting: Waiting[] = [];
  #running: Waiting | null = null;
  /** The search whose rows were asked for last. */
  #shown: string | null = null;

  get running(): Waiting | null {
    return this.#running;
  }

  add(order: SearchOrder): Taken {
    this.#put(order);
    return showsRows(order) ? this.#show(searchOf(order)) : NOTHING;
  }

  /** Asked again before it was begun, it is answered once: that answer is of later than all who ask. */
  #put(order: SearchOrder): void {
    const text = textOf(order);
    const at = this.#waiting.findIndex((one) => text !== null && one.text === text);
    const twin = this.#waiting[at];
    if (twin === undefined) this.#waiting.push({ order, ids: [order.id], text });
    else this.#waiting[at] = { ...twin, ids: [...twin.ids, order.id] };
  }

  #show(search: string | null): Taken {
    const before = this.#shown;
    this.#shown = search;
    if (before === null || search === before) return NOTHING;
    const isObsolete = ({ order }: Waiting): boolean => searchOf(order) === before;
    const obsolete = this.#waiting.filter(isObsolete).flatMap(({ ids }) => ids);
    this.#waiting = this.#waiting.filter((one) => !isObsolete(one));
    return { obsolete, cancelsRunning: this.#running !== null && isObsolete(this.#running) };
  }

  /** The next to be answered; null while one is, or none waits. */
  next(): Waiting | null {
    if (this.#running !== null) return null;
    const at = this.#nextAt();
    this.#running = this.#waiting[at] ?? null;
    this.#waiting = this.#waiting.filter((_, other) => other !== at);
    return this.#running;
  }

  /** What is let go of is opened by no question that came before: none passes it, nor is passed by it. */
  #nextAt(): number {
    const release = this.#waiting.findIndex(({ order }) => order.type === 'release');
    const before = release < 0 ? this.#waiting : this.#waiting.slice(0, release);
    const lookedAt = before.findIndex(isLookedAt);
    return Math.max(0, lookedAt);
  }

  /** The running one was answered. */
  done(): void {
    this.#running = null;
  }
}
