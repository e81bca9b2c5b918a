/**
 * A hit is one indicator in one event since then; sidecars written before counted every field and have
 * another form. Such hits are taken back: the file is shown as not hunted with the indicators of today.
 */
import type { Migration } from './migration';

export const hitsByEvent: Migration = {
  version: 4,
  purpose: 'hits are counted by event',
  sql: `
    UPDATE evidence_file
      SET hits_run = NULL, indicators_hash = NULL,
          counts = json_set(counts, '$.hits', 0, '$.eventsWithHits', 0)
      WHERE counts IS NOT NULL AND json_extract(counts, '$.eventsWithHits') IS NULL;
  `,
};
