/** Tags, notes and events out of sight, by the stable key of the event. */
import type { Migration } from './migration';

export const eventMarks: Migration = {
  version: 7,
  purpose: 'tags, notes and hidden events',
  sql: `
    CREATE TABLE tag (
      id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE COLLATE NOCASE,
      colour TEXT NOT NULL
    );
    CREATE TABLE event_tag (
      sha256 TEXT NOT NULL, offset INTEGER NOT NULL, tag INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
      made_at TEXT NOT NULL, PRIMARY KEY (sha256, offset, tag)
    ) WITHOUT ROWID;
    CREATE INDEX event_tag_by_tag ON event_tag (tag);
    CREATE TABLE event_note (
      sha256 TEXT NOT NULL, offset INTEGER NOT NULL, note TEXT NOT NULL, changed_at TEXT NOT NULL,
      PRIMARY KEY (sha256, offset)
    ) WITHOUT ROWID;
    CREATE TABLE event_hidden (
      sha256 TEXT NOT NULL, offset INTEGER NOT NULL, reason TEXT NOT NULL, made_at TEXT NOT NULL,
      PRIMARY KEY (sha256, offset)
    ) WITHOUT ROWID;
  `,
};
