/** The first schema: files with their runs and what is published, indicators, rule pack, settings. */
import { FILE_STATES, OPERATIONS } from '@shared/model/file-states';
import type { Migration } from './migration';

const list = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

export const firstSchema: Migration = {
  version: 1,
  purpose: 'files, published results, indicators, rules, settings',
  sql: `
    CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE evidence_file (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      path TEXT NOT NULL,
      name TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      modified_ms REAL NOT NULL,
      kind TEXT CHECK (kind IN ('evtx', 'ndjson', 'json-array')),
      source_label TEXT NOT NULL,
      sha256 TEXT, sha1 TEXT, md5 TEXT,
      intake TEXT NOT NULL CHECK (intake IN ('accepted', 'duplicate', 'skipped')),
      intake_reason TEXT,
      duplicate_of INTEGER REFERENCES evidence_file(id) ON DELETE SET NULL,
      added_at TEXT NOT NULL,
      priority INTEGER NOT NULL DEFAULT 0,
      queued_order INTEGER,
      operation TEXT CHECK (operation IN (${list(OPERATIONS)})),
      state TEXT CHECK (state IN (${list(Object.keys(FILE_STATES))})),
      error TEXT,
      attempts INTEGER NOT NULL DEFAULT 0,
      seconds REAL,
      next_generation INTEGER NOT NULL DEFAULT 1,
      generation INTEGER,
      detections_run INTEGER,
      hits_run INTEGER,
      result TEXT CHECK (result IN ('full', 'partial', 'no events')),
      counts TEXT,
      CHECK ((operation IS NULL) = (state IS NULL)),
      CHECK ((generation IS NULL) = (counts IS NULL)),
      CHECK (intake = 'accepted' OR state IS NULL)
    );
    CREATE INDEX evidence_file_hash ON evidence_file(sha256);
    CREATE TABLE indicator (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      type TEXT NOT NULL, value TEXT NOT NULL, mode TEXT NOT NULL,
      note TEXT NOT NULL, active INTEGER NOT NULL,
      UNIQUE (type, value, mode)
    );
  `,
};
