/** Tags, notes and hidden events in case.db. */
import { CaseScopeError } from '@shared/model/errors';
import { type StableKey, MOST_TAGS, type TagDraft } from '@shared/model/event-mark';
import { fileTimeNow, formatFileTime } from '@shared/model/time-text';
import type { SqliteWriter } from '../sqlite';

/** Counts changes, so that readers know when to read marks anew. */
export const MARKS_SETTING = 'marksVersion';

export class MarkTable {
  readonly #writer: SqliteWriter;

  constructor(writer: SqliteWriter) {
    this.#writer = writer;
  }

  /** A new tag, or another name and colour. @throws CaseScopeError `wrong-use` for a name that is taken */
  putTag({ id, name, colour }: TagDraft): void {
    this.#change(() => {
      const taken = this.#writer.prepare('SELECT id FROM tag WHERE name = ?').get(name);
      if (taken !== undefined && taken['id'] !== id)
        throw new CaseScopeError('wrong-use', `There is a tag called ${name} already.`);
      const { count } = this.#writer.prepare('SELECT count(*) AS count FROM tag').get() ?? {};
      if (id === null && Number(count) >= MOST_TAGS)
        throw new CaseScopeError('wrong-use', `A case has at most ${MOST_TAGS} tags.`);
      if (id === null)
        this.#writer.prepare('INSERT INTO tag (name, colour) VALUES (?, ?)').run(name, colour);
      else
        this.#writer
          .prepare('UPDATE tag SET name = ?, colour = ? WHERE id = ?')
          .run(name, colour, id);
    });
  }

  /** Takes it off every event. */
  removeTag(id: number): void {
    this.#change(() => this.#writer.prepare('DELETE FROM tag WHERE id = ?').run(id));
  }

  tag(events: readonly StableKey[], tag: number, isOn: boolean): void {
    const put = this.#writer.prepare('INSERT OR IGNORE INTO event_tag VALUES (?, ?, ?, ?)');
    const take = this.#writer.prepare(
      'DELETE FROM event_tag WHERE sha256 = ? AND offset = ? AND tag = ?',
    );
    const now = formatFileTime(fileTimeNow());
    this.#change(() => {
      for (const { sha256, offset } of events) {
        if (isOn) put.run(sha256, offset, tag, now);
        else take.run(sha256, offset, tag);
      }
    });
  }

  /** An empty note is none. */
  note({ sha256, offset }: StableKey, note: string): void {
    this.#change(() => {
      if (note === '')
        this.#writer
          .prepare('DELETE FROM event_note WHERE sha256 = ? AND offset = ?')
          .run(sha256, offset);
      else
        this.#writer
          .prepare('INSERT OR REPLACE INTO event_note VALUES (?, ?, ?, ?)')
          .run(sha256, offset, note, formatFileTime(fileTimeNow()));
    });
  }

  /** Those that are hidden keep the reason they have. @param reason null brings them back */
  hide(events: readonly StableKey[], reason: string | null): void {
    const put = this.#writer.prepare('INSERT OR IGNORE INTO event_hidden VALUES (?, ?, ?, ?)');
    const take = this.#writer.prepare('DELETE FROM event_hidden WHERE sha256 = ? AND offset = ?');
    const now = formatFileTime(fileTimeNow());
    this.#change(() => {
      for (const { sha256, offset } of events) {
        if (reason === null) take.run(sha256, offset);
        else put.run(sha256, offset, reason, now);
      }
    });
  }

  #change(work: () => void): void {
    this.#writer.transaction(() => {
      work();
      this.#writer
        .prepare(
          `INSERT INTO setting (key, value) VALUES (?, '1')
           ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1`,
        )
        .run(MARKS_SETTING);
    });
  }
}
