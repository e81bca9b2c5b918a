/** What a search found, read event by event from the first to the last. */
import type { EventPlace } from '@shared/contract/finding-views';
import type { EventFields } from '@shared/model/event';
import type { FileTime } from '@shared/model/file-time';
import type { EventFindings, FoundEvent } from '../event-store';
import type { PublishedFile } from '../case/published-rows';
import type { CaseFiles } from './case-files';
import { findingsOf, placeIn, shownEvent } from './event-rows';
import type { Found } from './found-searches';

/** @param failed told of each event that cannot be read: it is left out, and the others go on; may throw */
export function* foundEvents(
  files: CaseFiles,
  { files: searched, matches }: Found,
  limit: number,
  failed: (file: PublishedFile, error: unknown) => void,
): Generator<FoundEvent, void, undefined> {
  for (let row = 0; row < Math.min(matches.count, limit); row++) {
    const match = matches.at(row);
    const file = match === null ? undefined : searched[match.file];
    if (match === null || file === undefined) continue;
    const event = read(() => new StoredMatch(files, file, match.event), file, failed);
    if (event !== null) yield event;
  }
}

function read(
  event: () => FoundEvent,
  file: PublishedFile,
  failed: (file: PublishedFile, error: unknown) => void,
): FoundEvent | null {
  try {
    return event();
  } catch (error) {
    failed(file, error);
    return null;
  }
}

/** What is damaged of it is met when it is made, but for its findings, which cost no event. */
class StoredMatch implements FoundEvent {
  readonly path: string;
  readonly time: FileTime | null;
  readonly place: EventPlace;
  readonly fields: EventFields;
  readonly #files: CaseFiles;
  readonly #file: PublishedFile;
  readonly #event: number;

  /** @throws CaseScopeError `shard-damaged` */
  constructor(files: CaseFiles, file: PublishedFile, event: number) {
    const shown = shownEvent(files, file, event);
    this.#files = files;
    this.#file = file;
    this.#event = event;
    this.path = file.path;
    this.time = shown.fixed.time;
    this.place = placeIn(file, event, shown);
    const fields = [...shown.fieldsNamed(() => true)];
    this.fields = {
      names: fields.map(({ name }) => name),
      values: fields.map(({ value }) => value),
    };
  }

  get findings(): EventFindings {
    return findingsOf(this.#files, this.#file, this.#event);
  }
}
