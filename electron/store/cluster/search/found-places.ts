/** Where the events stand that anything was found in: lists of detections and hits tell it of each. */
import { z } from 'zod';
import type { EventPlace } from '@shared/contract/finding-views';
import type { FileTime } from '@shared/model/file-time';
import type { StoredEvent } from '../../event-store';
import type { PublishedFile } from '../../case/published-rows';
import { placeIn } from '../../search/event-rows';
import { EVENT_SOURCE_FIELDS, storedEventOf } from '../event-document';
import { allOf, anyOf, type Clause, termsIn } from '../query/clause';
import type { CaseIndex } from './case-index';
import { documentStream } from './document-stream';
import { detectionParts, hitParts, partOfFile } from './parts';
import { shownEvent } from './source-event';

export interface ListedEvent {
  readonly place: EventPlace;
  readonly time: FileTime | null;
}

export const listedEventOf = (file: PublishedFile, event: StoredEvent): ListedEvent => ({
  place: placeIn(file, event.index, shownEvent(event, null)),
  time: event.time,
});

export const childOf = (type: string, query: Clause): Clause => ({ has_child: { type, query } });

const SHAPE = { _source: ['part', ...EVENT_SOURCE_FIELDS] };
const OF_PART = z.object({ part: z.string() }).loose();

const runsOf = (file: PublishedFile): string[] => [...detectionParts(file), ...hitParts(file)];
const keyOf = (file: PublishedFile): string => [partOfFile(file), ...runsOf(file)].join(' ');

export class FoundPlaces {
  readonly #index: CaseIndex;
  /** By the file's parts, then by the number of the event. */
  #places: ReadonlyMap<string, Map<number, ListedEvent>> = new Map();

  constructor(index: CaseIndex) {
    this.#index = index;
  }

  /** Undefined where nothing was found in the event. @param all published files */
  find(file: PublishedFile, event: number, all: readonly PublishedFile[]): ListedEvent | undefined {
    if (!this.#places.has(keyOf(file))) this.#readAll(all);
    return this.#places.get(keyOf(file))?.get(event);
  }

  /** Of every file that is published; the others are let go of. */
  #readAll(files: readonly PublishedFile[]): void {
    const places = new Map<string, Map<number, ListedEvent>>();
    const missing = files.filter((file) => {
      const known = this.#places.get(keyOf(file));
      places.set(keyOf(file), known ?? new Map<number, ListedEvent>());
      const { counts } = file.published;
      return known === undefined && counts.detections + counts.suppressed + counts.hits > 0;
    });
    this.#places = places;
    if (missing.length > 0) this.#read(missing, places);
  }

  #read(
    files: readonly PublishedFile[],
    places: ReadonlyMap<string, Map<number, ListedEvent>>,
  ): void {
    const byPart = new Map(files.map((file) => [partOfFile(file), file]));
    const runs = termsIn('part', files.flatMap(runsOf));
    const found = anyOf([childOf('detection', runs), childOf('hit', runs)]);
    const query = allOf([termsIn('part', [...byPart.keys()]), found]);
    const asked = { query, keys: ['file', 'event'], order: 'asc', shape: SHAPE } as const;
    for (const { _source: source } of documentStream(this.#index, asked)) {
      const file = byPart.get(OF_PART.parse(source).part);
      if (file === undefined) continue;
      const event = storedEventOf(source);
      places.get(keyOf(file))?.set(event.index, listedEventOf(file, event));
    }
  }
}
