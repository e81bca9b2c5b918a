/** The examiner's marks by the numbers events have in a published generation. */
import type { EventMarks } from '@shared/model/event-mark';
import type { CaseReader } from '../case/case-reader';
import { MARKS_SETTING } from '../case/mark-table';
import type { MarksByFile } from '../case/read-marks';
import type { PublishedFile } from '../case/published-rows';
import { RecentlyUsed } from './recently-used';
import type { SegmentColumns } from './segment-columns';

const NONE: ReadonlyMap<number, EventMarks> = new Map();
const MOST_FILES = 4_096;

export class FileMarks {
  readonly #reader: CaseReader;
  #known: {
    readonly database: number;
    readonly version: string;
    readonly marks: MarksByFile;
  } | null = null;
  readonly #byEvent = new RecentlyUsed<string, ReadonlyMap<number, EventMarks>>(MOST_FILES);

  constructor(reader: CaseReader) {
    this.#reader = reader;
  }

  /** Differs whenever marks do. */
  get version(): string {
    return this.#read().version;
  }

  /** The database changes several times a second while files are processed; marks do not. */
  #read(): { readonly version: string; readonly marks: MarksByFile } {
    const database = this.#reader.version();
    if (this.#known?.database === database) return this.#known;
    const version = this.#reader.setting(MARKS_SETTING) ?? '0';
    const marks = this.#known?.version === version ? this.#known.marks : this.#reader.marks();
    this.#known = { database, version, marks };
    return this.#known;
  }

  /** By the offset of the record. */
  byOffset(sha256: string): ReadonlyMap<number, EventMarks> {
    return this.#read().marks.get(sha256) ?? NONE;
  }

  /** Which files have any, as it is now: whoever asks of twenty thousand files looks at the database once. */
  marked(): (file: PublishedFile) => boolean {
    const { marks } = this.#read();
    return ({ hashes }) => marks.has(hashes?.sha256 ?? '');
  }

  /** @param segments of the file, read only where it has marks */
  of(
    file: PublishedFile,
    segments: () => Iterable<SegmentColumns>,
  ): ReadonlyMap<number, EventMarks> {
    const { version, marks } = this.#read();
    const byOffset = marks.get(file.hashes?.sha256 ?? '');
    if (byOffset === undefined) return NONE;
    const key = `${file.id}.${file.published.generation}.${version}`;
    return this.#byEvent.get(key, () => byNumber(byOffset, segments()));
  }
}

function byNumber(
  byOffset: ReadonlyMap<number, EventMarks>,
  segments: Iterable<SegmentColumns>,
): ReadonlyMap<number, EventMarks> {
  const found = new Map<number, EventMarks>();
  for (const { segment, offsets } of segments) {
    let event = segment.firstEvent;
    for (const offset of offsets) {
      const marks = byOffset.get(Number(offset));
      if (marks !== undefined) found.set(event, marks);
      event++;
    }
  }
  return found;
}
