/** Detections and hits as the cluster has them: whole lists of files, and those of the events of a page. */
import type { PublishedFile } from '../../case/published-rows';
import { allOf, type Clause, termsIn } from '../query/clause';
import type { CaseIndex } from './case-index';
import { documentStream } from './document-stream';
import { eventPlaceOf, placeKey } from './event-place';
import { detectionParts, hitParts } from './parts';

export type FoundKind = 'detection' | 'hit';

const SHAPE = { _source: ['part', 'event', 'found'] };
const KEYS = ['file', 'event', 'nth'];

export const partsOf = (kind: FoundKind, file: PublishedFile): string[] =>
  kind === 'detection' ? detectionParts(file) : hitParts(file);

/** Tuning moves detections from one count to the other. */
const mostFound = (kind: FoundKind, { published: { counts } }: PublishedFile): number =>
  kind === 'detection' ? counts.detections + counts.suppressed : counts.hits;

const partsWith = (kind: FoundKind, files: readonly PublishedFile[]): string[] =>
  files.filter((file) => mostFound(kind, file) > 0).flatMap((file) => partsOf(kind, file));

const ofKind = (kind: FoundKind, parts: readonly string[]): Clause =>
  allOf([termsIn('part', parts), { term: { kind } }]);

export class FoundDocuments {
  readonly #index: CaseIndex;
  /** By kind and part of the run, as documents. Whoever asks for one list asks for all. */
  #lists: ReadonlyMap<string, readonly unknown[]> = new Map();

  constructor(index: CaseIndex) {
    this.#index = index;
  }

  /** In the order of events, of each in the order it was found. @param all published files */
  of(kind: FoundKind, file: PublishedFile, all: readonly PublishedFile[]): readonly unknown[] {
    const [part] = partsWith(kind, [file]);
    if (part === undefined) return [];
    if (!this.#lists.has(`${kind} ${part}`)) this.#readAll(all);
    return this.#lists.get(`${kind} ${part}`) ?? [];
  }

  /** Of every file that is published; the others are let go of. */
  #readAll(files: readonly PublishedFile[]): void {
    const lists = new Map<string, readonly unknown[]>();
    for (const kind of ['detection', 'hit'] as const) {
      const missing: string[] = [];
      for (const part of partsWith(kind, files)) {
        const known = this.#lists.get(`${kind} ${part}`);
        if (known === undefined) missing.push(part);
        lists.set(`${kind} ${part}`, known ?? []);
      }
      const read = this.#read(kind, missing);
      for (const [part, found] of read) lists.set(`${kind} ${part}`, found);
      this.#requireAll(kind, files, read, missing);
    }
    this.#lists = lists;
  }

  /** What is published was counted when it was written. */
  #requireAll(
    kind: FoundKind,
    files: readonly PublishedFile[],
    read: ReadonlyMap<string, readonly unknown[]>,
    asked: readonly string[],
  ): void {
    const wanted = new Set(asked);
    const askedFiles = files.filter((file) => partsOf(kind, file).some((part) => wanted.has(part)));
    const published = askedFiles.reduce((sum, file) => sum + mostFound(kind, file), 0);
    const found = [...read.values()].reduce((sum, list) => sum + list.length, 0);
    if (found < published)
      this.#index.miss(
        `${published - found} of ${published} ${kind}s are missing here: an index of the case is closed, incomplete or gone.`,
      );
  }

  #read(kind: FoundKind, parts: readonly string[]): Map<string, unknown[]> {
    const lists = new Map<string, unknown[]>();
    if (parts.length === 0) return lists;
    const asked = { query: ofKind(kind, parts), keys: KEYS, order: 'asc', shape: SHAPE } as const;
    for (const { _source: source } of documentStream(this.#index, asked)) {
      const { part } = eventPlaceOf(source);
      const list = lists.get(part);
      if (list === undefined) lists.set(part, [source]);
      else list.push(source);
    }
    return lists;
  }

  /** What was found in some events of files, by `placeKey` of the run's part; of others, too. */
  inEvents(
    kind: FoundKind,
    files: readonly PublishedFile[],
    events: readonly number[],
  ): ReadonlyMap<string, readonly unknown[]> {
    const found = new Map<string, unknown[]>();
    const parts = partsWith(kind, files);
    if (parts.length === 0) return found;
    const query = allOf([ofKind(kind, parts), termsIn('event', [...new Set(events)])]);
    const asked = { query, keys: KEYS, order: 'asc', shape: SHAPE } as const;
    for (const { _source: source } of documentStream(this.#index, asked)) {
      const key = placeKey(eventPlaceOf(source));
      found.set(key, [...(found.get(key) ?? []), source]);
    }
    return found;
  }
}
