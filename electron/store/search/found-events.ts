/** What a search found, read event by event from the first to the last. */
import type { EventPlace } from '@shared/contract/finding-views';
import type { EventFields } from '@shared/model/event';
import type { FileTime } from '@shared/model/file-time';
import type { EventFindings, FoundEvent } from '../event-store';
import type { PublishedFile } from '../case/published-rows';
import type { CaseFiles } from './case-files';
import { findingsOf, placeOf } from './event-rows';
import type { Found } from './found-searches';
import type { SegmentColumns } from './segment-columns';

/** @throws CaseScopeError `shard-damaged` at an event that cannot be read */
export function* foundEvents(
  files: CaseFiles,
  { files: searched, matches }: Found,
  limit: number,
): Generator<FoundEvent, void, undefined> {
  for (let row = 0; row < Math.min(matches.count, limit); row++) {
    const match = matches.at(row);
    const file = match === null ? undefined : searched[match.file];
    if (match !== null && file !== undefined) yield new StoredMatch(files, file, match.event);
  }
}

class StoredMatch implements FoundEvent {
  readonly #files: CaseFiles;
  readonly #file: PublishedFile;
  readonly #event: number;
  readonly #columns: SegmentColumns;
  readonly #at: number;

  constructor(files: CaseFiles, file: PublishedFile, event: number) {
    const { columns, at } = files.place(file, event);
    this.#files = files;
    this.#file = file;
    this.#event = event;
    this.#columns = columns;
    this.#at = at;
  }

  get path(): string {
    return this.#file.path;
  }

  get time(): FileTime | null {
    return this.#columns.time(this.#at);
  }

  get place(): EventPlace {
    return placeOf(this.#files, this.#file, this.#event);
  }

  get findings(): EventFindings {
    return findingsOf(this.#files, this.#file, this.#event);
  }

  get fields(): EventFields {
    const fields = this.#columns.fields(this.#at);
    return { names: fields.map(({ name }) => name), values: fields.map(({ value }) => value) };
  }
}
