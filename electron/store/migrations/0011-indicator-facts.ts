/** What is known of an indicator beside what it hits: source, confidence, TLP, valid until, severity. */
import type { Migration } from './migration';

export const indicatorFacts: Migration = {
  version: 11,
  purpose: 'facts about indicators',
  sql: `
    ALTER TABLE indicator ADD COLUMN source TEXT NOT NULL DEFAULT '';
    ALTER TABLE indicator ADD COLUMN confidence INTEGER CHECK (confidence BETWEEN 0 AND 100);
    ALTER TABLE indicator ADD COLUMN tlp TEXT CHECK (
      tlp IN ('clear', 'green', 'amber', 'amber+strict', 'red')
    );
    ALTER TABLE indicator ADD COLUMN valid_until TEXT;
    ALTER TABLE indicator ADD COLUMN severity TEXT CHECK (
      severity IN ('informational', 'low', 'medium', 'high', 'critical')
    );
  `,
};
