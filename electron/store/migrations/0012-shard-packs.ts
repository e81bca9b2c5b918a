/** Shards that hold the events of many small files, and which file's events lie in one. */
import type { Migration } from './migration';

export const shardPacks: Migration = {
  version: 12,
  purpose: 'events of small files packed together',
  sql: `
    CREATE TABLE pack (id INTEGER PRIMARY KEY, events INTEGER NOT NULL);
    ALTER TABLE evidence_file ADD COLUMN pack INTEGER REFERENCES pack(id);
    ALTER TABLE evidence_file ADD COLUMN packed_events INTEGER CHECK ((pack IS NULL) = (packed_events IS NULL));
    CREATE INDEX evidence_file_pack ON evidence_file(pack, packed_events) WHERE pack IS NOT NULL;
    CREATE INDEX evidence_file_loose ON evidence_file(id) WHERE pack IS NULL AND generation IS NOT NULL;
  `,
};
