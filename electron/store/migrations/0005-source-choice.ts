/** How the examiner wants an NDJSON file read: JSON of a SourceChoice, null where it is recognised. */
import type { Migration } from './migration';

export const sourceChoice: Migration = {
  version: 5,
  purpose: 'source of NDJSON files chosen by the examiner',
  sql: 'ALTER TABLE evidence_file ADD COLUMN source_choice TEXT;',
};
