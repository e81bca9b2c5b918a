/** What published detections and hits were made with: tells later whether rules or indicators changed. */
import type { Migration } from './migration';

export const huntedWith: Migration = {
  version: 3,
  purpose: 'hashes of the packs published results were made with',
  sql: `
    ALTER TABLE evidence_file ADD COLUMN rules_hash TEXT;
    ALTER TABLE evidence_file ADD COLUMN indicators_hash TEXT;
  `,
};
