/** Templates of the case an event log is read with: the hash of their snapshot, null where it has its own only. */
import type { Migration } from './migration';

export const lentTemplates: Migration = {
  version: 9,
  purpose: 'templates of the case lent to a file',
  sql: 'ALTER TABLE evidence_file ADD COLUMN lent_templates TEXT;',
};
