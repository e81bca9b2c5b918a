/**
 * A digest of everything that is stored of a file, the same whichever store has it: head, events with their
 * documents, listed flaws, detections, what correlations read, hits. Each in the order it was found.
 */
import { createHash } from 'node:crypto';
import type { FlawRow } from '@shared/contract/evidence-views';
import type { CorrelatedRow, StoredDetection } from './sidecar/detections';
import type { EventStore, RunPlace, StoredGeneration } from './event-store';
import type { StoredHit } from './sidecar/hits';
import type { WholeEvent } from './whole-events';

export interface DigestedFile {
  readonly events: number;
  readonly detections: number;
  readonly hits: number;
  /** SHA-256, hexadecimal. */
  readonly digest: string;
}

export class FileDigest {
  readonly #hash = createHash('sha256');
  readonly #counts = { events: 0, detections: 0, hits: 0 };
  /** Places of the names of a shape of event, in the order of the alphabet. */
  readonly #orders = new WeakMap<readonly string[], readonly number[]>();

  /** Numbers of fields are a store's own business: names are told with the events. */
  addHead({ head }: StoredGeneration): void {
    const { summary } = head;
    this.#add('head', [head.documentKind, Object.entries(summary).toSorted(byName)]);
  }

  /** The order of an event's fields depends on what its shard is packed with; it is not told. */
  addEvent({ event, document, rawTexts }: WholeEvent): void {
    const { index, time, names, values, offsetBytes, recordId, recovery } = event;
    const fields = this.#orderOf(names).map((at) => [names[at], values[at]]);
    const place = [index, time === null ? null : String(time), offsetBytes, recordId, recovery];
    this.#add('event', [...place, fields, document, rawTexts]);
    this.#counts.events++;
  }

  #orderOf(names: readonly string[]): readonly number[] {
    const known = this.#orders.get(names);
    if (known !== undefined) return known;
    const places = names.map((_, at) => at);
    const order = places.toSorted((a, b) => ((names[a] ?? '') < (names[b] ?? '') ? -1 : 1));
    this.#orders.set(names, order);
    return order;
  }

  addFlaw({ kind, offset, line, reason, recordLost }: FlawRow): void {
    this.#add('flaw', [kind, offset, line, reason, recordLost]);
  }

  addDetections(store: EventStore, run: RunPlace): void {
    for (const row of store.correlated(run)) this.addCorrelated(row);
    for (const detection of store.detections(run)) this.addDetection(detection);
  }

  addDetection({ event, rule, source, matches }: StoredDetection): void {
    const matched = matches.map(({ field, value }) => [field, value]);
    this.#add('detection', [event, Object.entries(rule).toSorted(byName), source, matched]);
    this.#counts.detections++;
  }

  addCorrelated({ event, time, rule, fields, matches }: CorrelatedRow): void {
    const matched = matches.map(({ field, value }) => [field, value]);
    this.#add('correlated', [event, time, Object.entries(rule).toSorted(byName), fields, matched]);
  }

  addHit({ event, indicatorId, type, mode, indicator, matches }: StoredHit): void {
    const matched = matches.map(({ field, value, start, end }) => [field, value, start, end]);
    this.#add('hit', [event, indicatorId, type, mode, indicator, matched]);
    this.#counts.hits++;
  }

  /** Lines of JSON: half characters are escaped, so that no two texts are one. */
  #add(kind: string, told: readonly unknown[]): void {
    this.#hash.update(`${kind} ${JSON.stringify(told)}\n`);
  }

  finish(): DigestedFile {
    return { ...this.#counts, digest: this.#hash.digest('hex') };
  }
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);
