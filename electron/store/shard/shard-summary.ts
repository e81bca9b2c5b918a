/** What a shard says about itself: counts for the evidence table, and what searches are pruned by. */
import { z } from 'zod';
import { type EventRecord, type Recovery, textOf } from '@shared/model/event';
import type { FileTime } from '@shared/model/file-time';
import type { Flaw } from '@shared/model/flaw';
import { formatFileTime } from '@shared/model/time-text';

export const SHARD_SUMMARY = z.object({
  events: z.number(),
  /** Records or lines that could not be read at all. */
  failedRecords: z.number(),
  flaws: z.number(),
  recovered: z.number(),
  /** Both 0 in shards of an earlier version, which did not count them. */
  borrowed: z.number().default(0),
  unresolved: z.number().default(0),
  firstEvent: z.string().nullable(),
  lastEvent: z.string().nullable(),
  /** The computer most events name. */
  host: z.string().nullable(),
});
export type ShardSummary = z.infer<typeof SHARD_SUMMARY>;

/** More computers than this in one file are counted no further; the most frequent one came long before. */
const MOST_HOSTS = 10_000;

export class SummaryCounter {
  #events = 0;
  #timed = 0;
  #failedRecords = 0;
  #flaws = 0;
  #recovered = 0;
  #borrowed = 0;
  #unresolved = 0;
  #first: FileTime | null = null;
  #last: FileTime | null = null;
  readonly #hosts = new Map<string, number>();

  addEvent(event: EventRecord): void {
    this.#events++;
    if (event.recovery !== 'live') this.#addRecovered(event.recovery);
    const host = textOf(event, 'Computer');
    if (host !== null && host !== '' && (this.#hosts.has(host) || this.#hosts.size < MOST_HOSTS)) {
      this.#hosts.set(host, (this.#hosts.get(host) ?? 0) + 1);
    }
    const { time } = event;
    if (time === null) return;
    this.#timed++;
    if (this.#first === null || time < this.#first) this.#first = time;
    if (this.#last === null || time > this.#last) this.#last = time;
  }

  #addRecovered(grade: Recovery): void {
    this.#recovered++;
    if (grade === 'borrowed') this.#borrowed++;
    if (grade === 'unresolved') this.#unresolved++;
  }

  addFlaw(flaw: Flaw): void {
    this.#flaws++;
    if (flaw.recordLost) this.#failedRecords += flaw.lostRecords ?? 1;
  }

  get events(): number {
    return this.#events;
  }

  /** Events that have a time. */
  get timed(): number {
    return this.#timed;
  }

  get flaws(): number {
    return this.#flaws;
  }

  summary(): ShardSummary {
    const [host = null] = [...this.#hosts].toSorted((a, b) => b[1] - a[1]).map(([name]) => name);
    return {
      events: this.#events,
      failedRecords: this.#failedRecords,
      flaws: this.#flaws,
      recovered: this.#recovered,
      borrowed: this.#borrowed,
      unresolved: this.#unresolved,
      firstEvent: this.#first === null ? null : formatFileTime(this.#first),
      lastEvent: this.#last === null ? null : formatFileTime(this.#last),
      host,
    };
  }
}
