/** Events of files found, gathered by the segment they lie in, so that each segment is counted once. */
import type { PublishedFile } from '../case/published-rows';
import type { FilePart } from './case-shards';
import type { SegmentColumns } from './segment-columns';

/** Counts some events of a segment; null where these are all. @throws CaseScopeError `shard-damaged` */
type Count = (columns: SegmentColumns, places: Uint16Array | null) => void;

export class GatheredEvents {
  readonly #count: Count;
  readonly #failed: (file: PublishedFile, error: unknown) => void;
  #whole: SegmentColumns | null = null;
  #places: Uint16Array[] = [];
  #files: PublishedFile[] = [];

  /** @param failed told every file whose events were lost with a count that failed */
  constructor(count: Count, failed: (file: PublishedFile, error: unknown) => void) {
    this.#count = count;
    this.#failed = failed;
  }

  /**
   * Files that lie together come one behind the other.
   * @param places in the file's part, ascending; null where all are found
   */
  add(
    file: PublishedFile,
    { pack, whole, from, segment }: FilePart,
    places: Uint16Array | null,
  ): void {
    if (pack === null) {
      this.#count(whole, places);
      return;
    }
    if (whole !== this.#whole) this.flush();
    this.#whole = whole;
    this.#files.push(file);
    this.#places.push(places?.map((place) => place + from) ?? stretch(from, segment.events));
  }

  /** Counts what is gathered still. */
  flush(): void {
    const [whole, places, files] = [this.#whole, this.#places, this.#files];
    [this.#whole, this.#places, this.#files] = [null, [], []];
    if (whole === null) return;
    try {
      this.#count(whole, joined(places));
    } catch (error) {
      for (const file of files) this.#failed(file, error);
    }
  }
}

function stretch(from: number, events: number): Uint16Array {
  const places = new Uint16Array(events);
  for (let at = 0; at < events; at++) places[at] = from + at;
  return places;
}

function joined(parts: readonly Uint16Array[]): Uint16Array {
  const whole = new Uint16Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
