/** The examiner's marks on events: one by one, or on everything a search finds. */
import type { EventSearch } from '@shared/contract/event-search';
import type { MarksState } from '@shared/contract/event-views';
import { CaseScopeError } from '@shared/model/errors';
import {
  type StableKey,
  MOST_MARKED_AT_ONCE,
  type TagDraft,
  type TagPut,
} from '@shared/model/event-mark';
import { fileId } from '@shared/model/ids';
import type { CaseDatabase } from '@electron/store/case/case-database';
import type { CaseHost } from './case-host';
import type { SearchClient } from './search-client';

/** An event as the window knows it. */
interface MarkedEvent {
  readonly file: number;
  readonly offset: number;
}

/** Events of one transaction: a write must not hold up the window. */
const STEP_EVENTS = 500;

export class EventMarking {
  readonly #host: CaseHost;
  readonly #search: SearchClient;

  constructor(host: CaseHost, search: SearchClient) {
    this.#host = host;
    this.#search = search;
  }

  get #database(): CaseDatabase {
    return this.#host.session.database;
  }

  state(): MarksState {
    return { tags: this.#database.tags(), hidden: this.#database.hiddenEvents() };
  }

  putTag(draft: TagDraft): MarksState {
    this.#database.markTable.putTag(draft);
    return this.state();
  }

  removeTag(id: number): MarksState {
    this.#database.markTable.removeTag(id);
    return this.state();
  }

  tag(events: readonly MarkedEvent[], tag: number, isOn: boolean): MarksState {
    this.#database.markTable.tag(this.#keysOf(events), tag, isOn);
    return this.state();
  }

  note(event: MarkedEvent, note: string): MarksState {
    for (const key of this.#keysOf([event])) this.#database.markTable.note(key, note.trim());
    return this.state();
  }

  hide(events: readonly MarkedEvent[], reason: string | null): MarksState {
    this.#database.markTable.hide(this.#keysOf(events), reason);
    return this.state();
  }

  async tagFound(search: EventSearch, tags: readonly TagPut[]): Promise<MarksState> {
    await this.#eachStep(search, ({ markTable }, keys) => {
      for (const { tag, isOn } of tags) markTable.tag(keys, tag, isOn);
    });
    return this.state();
  }

  async hideFound(search: EventSearch, reason: string | null): Promise<MarksState> {
    await this.#eachStep(search, ({ markTable }, keys) => markTable.hide(keys, reason));
    return this.state();
  }

  /** @throws CaseScopeError `evidence-missing` for a file that is no longer there */
  #keysOf(events: readonly MarkedEvent[]): StableKey[] {
    const hashes = new Map<number, string>();
    for (const { file } of events) if (!hashes.has(file)) hashes.set(file, this.#hashOf(file));
    return events.map(({ file, offset }) => ({ sha256: hashes.get(file) ?? '', offset }));
  }

  #hashOf(file: number): string {
    const sha256 = this.#database.evidenceTable.file(fileId(file)).hashes?.sha256;
    if (sha256 === undefined)
      throw new CaseScopeError('evidence-missing', 'The file of this event has no hash.');
    return sha256;
  }

  /**
   * All keys are read before the first is marked: marks may change what the search finds. They are marked in the case
   * they were found in. Copies that are left out of the list are marked, too: they would take the place of their first.
   */
  async #eachStep(
    search: EventSearch,
    mark: (database: CaseDatabase, keys: readonly StableKey[]) => void,
  ): Promise<void> {
    const { session } = this.#host;
    const all = { ...search, withoutCopies: false };
    const input = { search: all, start: 0, end: MOST_MARKED_AT_ONCE + 1 };
    const keys = await this.#search.ask(session, 'events.keys', input);
    if (keys.length > MOST_MARKED_AT_ONCE)
      throw new CaseScopeError(
        'wrong-use',
        `These are more than ${MOST_MARKED_AT_ONCE} events. Narrow the search and mark them in parts.`,
      );
    for (let at = 0; at < keys.length; at += STEP_EVENTS) {
      if (this.#host.sessionOrNull !== session)
        throw new CaseScopeError('case-missing', 'Another case was opened before all was marked.');
      mark(session.database, keys.slice(at, at + STEP_EVENTS));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
