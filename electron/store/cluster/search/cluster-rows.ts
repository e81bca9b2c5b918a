/** Events of a cluster as the grid, the drawer and exports show them. */
import { z } from 'zod';
import type { EventDetail, EventRow } from '@shared/contract/event-views';
import type { EventPlace } from '@shared/contract/finding-views';
import type { EventFields } from '@shared/model/event';
import { NO_MARKS } from '@shared/model/event-mark';
import type { FileTime } from '@shared/model/file-time';
import type { EventFindings, FoundEvent, StoredEvent } from '../../event-store';
import type { PublishedFile } from '../../case/published-rows';
import { detailOf, placeIn, rowOf } from '../../search/event-rows';
import { storedDetectionOf, storedHitOf } from '../cluster-sidecars';
import { EVENT_SOURCE_FIELDS, storedEventOf } from '../event-document';
import { allOf, type Clause, noneOf } from '../query/clause';
import { TIMED } from '../query/time-clauses';
import { byPart, type ClusterFiles } from './cluster-files';
import { type FoundKind, partsOf } from './found-documents';
import { documentStream } from './document-stream';
import { eventPlaceOf, placeKey } from './event-place';
import type { FoundInCluster } from './found-in-cluster';
import { partOfFile } from './parts';
import { shownEvent } from './source-event';

const SHAPE = { _source: ['part', ...EVENT_SOURCE_FIELDS] };

interface ReadEvent {
  readonly file: PublishedFile;
  readonly event: StoredEvent;
}

export function rowsOf(
  files: ClusterFiles,
  found: FoundInCluster,
  { start, end }: { readonly start: number; readonly end: number },
  columns: readonly string[],
): EventRow[] {
  const searched = byPart(found.files);
  const read = found.rows.page(start, end, SHAPE).flatMap(({ _source: source }): ReadEvent[] => {
    const file = searched.get(eventPlaceOf(source).part);
    return file === undefined ? [] : [{ file, event: storedEventOf(source) }];
  });
  files.heads.read(read.map(({ file }) => file));
  const findingsOf = new PageFindings(files, read);
  return read.map(({ file, event }) => {
    // As the embedded store reads rows (event-view.ts).
    const isTree = files.heads.of(file).documentKind === 'tree';
    const shown = shownEvent(event, isTree ? null : files.namesOf(file));
    const row = rowOf(file, event.index, shown, columns, findingsOf.of(file, event));
    const key = placeKey({ part: partOfFile(file), event: event.index });
    return { ...row, copies: found.copies.get(key) ?? 1 };
  });
}

/** What was found in the events of a page, asked for at once. */
class PageFindings {
  readonly #files: ClusterFiles;
  readonly #found: Readonly<Record<FoundKind, ReadonlyMap<string, readonly unknown[]>>>;

  constructor(files: ClusterFiles, read: readonly ReadEvent[]) {
    this.#files = files;
    const searched = [...new Set(read.map(({ file }) => file))];
    const events = read.map(({ event }) => event.index);
    this.#found = {
      detection: files.found.inEvents('detection', searched, events),
      hit: files.found.inEvents('hit', searched, events),
    };
  }

  #of(kind: FoundKind, file: PublishedFile, event: number): readonly unknown[] {
    const found = this.#found[kind];
    return partsOf(kind, file).flatMap((part) => found.get(placeKey({ part, event })) ?? []);
  }

  of(file: PublishedFile, event: StoredEvent): EventFindings {
    const detections = this.#of('detection', file, event.index)
      .map((source) => this.#files.tune(file, storedDetectionOf(source), event))
      .filter(({ suppressedBy }) => suppressedBy === null);
    const hits = this.#of('hit', file, event.index).map(storedHitOf);
    const marks = this.#files.marks(file).get(event.offsetBytes) ?? NO_MARKS;
    return { detections, hits, marks };
  }
}

const DOCUMENT = z.object({ document: z.string() }).loose();
const DETAIL_SHAPE = { _source: ['document', ...EVENT_SOURCE_FIELDS] };

export function detailIn(files: ClusterFiles, file: PublishedFile, number: number): EventDetail {
  const read = (source: unknown) => ({
    event: storedEventOf(source),
    text: DOCUMENT.parse(source).document,
  });
  const { event, text } = files.oneEvent(file, number, DETAIL_SHAPE, read);
  const findings = new PageFindings(files, [{ file, event }]).of(file, event);
  const { documentKind: kind } = files.heads.of(file);
  const shown = shownEvent(event, files.namesOf(file));
  return detailOf(file, number, shown, { text, kind }, findings);
}

/** What a search found, event by event from the first to the last. */
export function* foundEvents(
  store: ClusterFiles,
  { files: searched, query }: FoundInCluster,
  order: 'asc' | 'desc',
  limit: number,
): Generator<FoundEvent, void, undefined> {
  const files = byPart(searched);
  let [left, batch] = [limit, [] as ReadEvent[]];
  if (left <= 0) return;
  for (const source of inOrder(store, query, order)) {
    const file = files.get(eventPlaceOf(source).part);
    if (file === undefined) continue;
    batch.push({ file, event: storedEventOf(source) });
    if (--left > 0 && batch.length < BATCH_EVENTS) continue;
    yield* eventsOf(store, batch);
    batch = [];
    if (left <= 0) return;
  }
  yield* eventsOf(store, batch);
}

/** What was found in so many events is asked for at once, where it is asked for. */
const BATCH_EVENTS = 200;

function* eventsOf(store: ClusterFiles, batch: readonly ReadEvent[]): Generator<FoundEvent, void> {
  let known: PageFindings | undefined;
  const findings = (): PageFindings => (known ??= new PageFindings(store, batch));
  for (const read of batch) yield new ClusterEvent(store, read, findings);
}

/** Those without a time come last either way. */
function* inOrder(
  { index }: ClusterFiles,
  query: Clause,
  order: 'asc' | 'desc',
): Generator<unknown, void, undefined> {
  const timed = { query: allOf([query, TIMED]), keys: ['ticks', 'file', 'event'] };
  const untimed = { query: allOf([query, noneOf([TIMED])]), keys: ['file', 'event'] };
  for (const section of [timed, untimed])
    for (const { _source: source } of documentStream(index, { ...section, order, shape: SHAPE }))
      yield source;
}

class ClusterEvent implements FoundEvent {
  readonly #files: ClusterFiles;
  readonly #file: PublishedFile;
  readonly #event: StoredEvent;
  readonly #findings: () => PageFindings;

  constructor(files: ClusterFiles, { file, event }: ReadEvent, findings: () => PageFindings) {
    this.#files = files;
    this.#file = file;
    this.#event = event;
    this.#findings = findings;
  }

  get path(): string {
    return this.#file.path;
  }

  get time(): FileTime | null {
    return this.#event.time;
  }

  get place(): EventPlace {
    return placeIn(this.#file, this.#event.index, this.#shown());
  }

  get findings(): EventFindings {
    return this.#findings().of(this.#file, this.#event);
  }

  get fields(): EventFields {
    const fields = [...this.#shown().fieldsNamed(() => true)];
    return { names: fields.map(({ name }) => name), values: fields.map(({ value }) => value) };
  }

  #shown(): ReturnType<typeof shownEvent> {
    return shownEvent(this.#event, this.#files.namesOf(this.#file));
  }
}
